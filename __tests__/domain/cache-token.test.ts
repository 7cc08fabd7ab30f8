import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { cacheRights } from "../../src/domain/cache-token.ts";

const URL = "https://results-receiver.actions.githubusercontent.com/";

/** A token as GitHub makes it: what it may do is JSON inside the JSON. */
function tokenOf(payload: unknown): string {
  return ["header", Buffer.from(JSON.stringify(payload)).toString("base64url"), "signature"].join(".");
}

function tokenWith(...permissions: readonly number[]): string {
  const scopes = permissions.map((Permission, at) => ({ Scope: `refs/heads/${at}`, Permission }));
  return tokenOf({ nameid: "dddddddd-dddd-dddd-dddd-dddddddddddd", ac: JSON.stringify(scopes) });
}

const READ_WRITE = tokenWith(3, 1);
const READ_ONLY = tokenWith(1, 1);

describe("cacheRights", () => {
  it.each([
    { case: "no token", token: undefined, url: URL },
    { case: "an empty token", token: "", url: URL },
    { case: "no address", token: READ_WRITE, url: undefined },
    { case: "an empty address", token: READ_WRITE, url: "" },
  ])("finds no cache service where there is $case", ({ token, url }) => {
    expect(cacheRights({ token, url, mode: undefined })).toEqual({
      read: false,
      write: false,
      reason: "this run has no Actions cache service",
    });
  });

  it.each([
    {
      token: "may write one scope",
      text: READ_WRITE,
      mode: undefined,
      rights: { read: true, write: true, reason: "the job's token may read and write" },
    },
    {
      token: "may only read",
      text: READ_ONLY,
      mode: undefined,
      rights: { read: true, write: false, reason: "the job's token may not write to the cache" },
    },
    {
      token: "may write one scope",
      text: READ_WRITE,
      mode: "write",
      rights: { read: true, write: true, reason: "the job's token may read and write" },
    },
    {
      token: "may write one scope",
      text: READ_WRITE,
      mode: "none",
      rights: { read: false, write: false, reason: "the workflow's cache mode is none" },
    },
    {
      token: "may write one scope",
      text: READ_WRITE,
      mode: "read",
      rights: { read: true, write: false, reason: "the workflow's cache mode is read" },
    },
    {
      token: "may write one scope",
      text: READ_WRITE,
      mode: "write-only",
      rights: { read: false, write: true, reason: "the workflow's cache mode is write-only" },
    },
    {
      token: "may only read",
      text: READ_ONLY,
      mode: "read",
      rights: { read: true, write: false, reason: "the job's token may not write to the cache" },
    },
    {
      token: "may only read",
      text: READ_ONLY,
      mode: "write-only",
      rights: { read: false, write: false, reason: "the job's token may not write to the cache" },
    },
  ])("combines a token that $token with mode $mode", ({ text, mode, rights }) => {
    expect(cacheRights({ token: text, url: URL, mode })).toEqual(rights);
  });

  it("reads a token whose scopes have characters of their own", () => {
    const ac = JSON.stringify([{ Scope: "refs/heads/機能-ü??>>", Permission: 1 }]);
    expect(cacheRights({ token: tokenOf({ ac }), url: URL, mode: undefined }).write).toBe(false);
  });

  it.each([
    { case: "is no JSON Web Token", token: "opaque" },
    { case: "has no Base64 inside", token: "header.*.signature" },
    { case: "has no JSON inside", token: "header.AAAA.signature" },
    { case: "has no ac claim", token: tokenOf({ sub: "acme" }) },
    { case: "has an ac claim that is no text", token: tokenOf({ ac: [{ Permission: 1 }] }) },
    { case: "has an ac claim that is no JSON", token: tokenOf({ ac: "all" }) },
    { case: "has an ac claim that is no list", token: tokenOf({ ac: "{}" }) },
    { case: "has an ac claim that is a number", token: tokenOf({ ac: 5 }) },
    { case: "has an ac claim that is null", token: tokenOf({ ac: null }) },
    { case: "has an ac claim with null as its JSON", token: tokenOf({ ac: "null" }) },
    { case: "has an ac claim with null in its list", token: tokenOf({ ac: "[null]" }) },
    { case: "has null inside", token: tokenOf(null) },
  ])("takes a token that $case to allow both", ({ token }) => {
    expect(cacheRights({ token, url: URL, mode: undefined })).toEqual({
      read: true,
      write: true,
      reason: "the job's token may read and write",
    });
  });

  it("takes any text for a token", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ minLength: 1 }),
          fc.jsonValue().map(tokenOf),
          fc.json().map((ac) => tokenOf({ ac })),
        ),
        (token) => {
          expect(cacheRights({ token, url: URL, mode: undefined }).read).toBe(true);
        },
      ),
    );
  });
});
