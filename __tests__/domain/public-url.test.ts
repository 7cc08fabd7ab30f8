import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { publicUrl } from "../../src/domain/public-url.ts";

describe("publicUrl", () => {
  it.each([
    {
      part: "a user and password",
      text: "https://acme:s3cret@example.com/a.git",
      url: "https://example.com/a.git",
    },
    { part: "a token", text: "https://s3cret@example.com/a.git", url: "https://example.com/a.git" },
    {
      part: "a password with an @",
      text: "https://acme:s3@cret@example.com/a",
      url: "https://example.com/a",
    },
    {
      part: "a login before a bare host",
      text: "https://acme:s3cret@example.com",
      url: "https://example.com",
    },
    { part: "a query", text: "https://example.com/a.tar?token=s3cret", url: "https://example.com/a.tar" },
    {
      part: "a query before the branch and folder",
      text: "https://example.com/a.git?token=s3cret#main:app",
      url: "https://example.com/a.git#main:app",
    },
    { part: "a login in capitals", text: "HTTPS://acme:s3cret@EXAMPLE.com/A", url: "HTTPS://EXAMPLE.com/A" },
    { part: "the user of ssh", text: "ssh://git@example.com/a.git", url: "ssh://example.com/a.git" },
  ])("leaves out $part", ({ text, url }) => {
    expect(publicUrl(text)).toBe(url);
  });

  it.each([
    "https://example.com/acme/agent.git#main:app",
    "https://example.com/@acme/agent",
    "git@github.com:acme/agent.git",
    ".",
    "./what?/a@b",
    "",
  ])("leaves %p as it is", (text) => {
    expect(publicUrl(text)).toBe(text);
  });

  it.each([
    { text: "https://example.com?token=a@s3cret", url: "https://example.com" },
    { text: "https://example.com#a@b", url: "https://example.com#a@b" },
  ])("takes no @ behind the host for the end of a login: $text", ({ text, url }) => {
    expect(publicUrl(text)).toBe(url);
  });

  it("keeps the login and query of any URL to itself", () => {
    const word = fc.stringMatching(/^[\w%.~!$&'()*+,;=:-]{0,12}$/);
    fc.assert(
      fc.property(word, word, word, (user, password, query) => {
        expect(publicUrl(`https://${user}:${password}@example.com/a.git?${query}#main`)).toBe(
          "https://example.com/a.git#main",
        );
      }),
    );
  });
});
