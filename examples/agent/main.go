// Agent is a small HTTP service that tells whether it is healthy, and what it was built for.
package main

import (
	"flag"
	"fmt"
	"log"
	"net/http"
	"os"
	"runtime"
	"time"
)

// Set by the linker.
var version = "dev"

func main() {
	address := flag.String("address", ":8080", "where to listen")
	printVersion := flag.Bool("version", false, "print the version and the platform, and exit")
	flag.Parse()
	if *printVersion {
		fmt.Println(describe())
		return
	}
	server := &http.Server{Addr: *address, Handler: routes(), ReadHeaderTimeout: 5 * time.Second}
	log.Printf("%s listens on %s", describe(), *address)
	if err := server.ListenAndServe(); err != nil {
		log.Print(err)
		os.Exit(1)
	}
}

func routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/healthz", func(writer http.ResponseWriter, _ *http.Request) {
		fmt.Fprintln(writer, "ok")
	})
	return mux
}

func describe() string {
	return fmt.Sprintf("agent %s %s/%s", version, runtime.GOOS, runtime.GOARCH)
}
