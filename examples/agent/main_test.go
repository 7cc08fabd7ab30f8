package main

import (
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
)

func TestHealthEndpointAnswers(t *testing.T) {
	recorder := httptest.NewRecorder()
	routes().ServeHTTP(recorder, httptest.NewRequest(http.MethodGet, "/healthz", nil))
	if recorder.Code != http.StatusOK || recorder.Body.String() != "ok\n" {
		t.Fatalf("got %d %q", recorder.Code, recorder.Body)
	}
}

func TestVersionEndsWithThePlatform(t *testing.T) {
	if got := describe(); !strings.HasSuffix(got, runtime.GOOS+"/"+runtime.GOARCH) {
		t.Fatalf("got %q", got)
	}
}
