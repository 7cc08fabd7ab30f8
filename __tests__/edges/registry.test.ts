import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { ActionError } from "../../src/domain/failure.ts";
import type { Credentials } from "../../src/domain/login.ts";
import { RegistryClient } from "../../src/edges/registry/client.ts";
import { RegistrySession, type SessionOptions } from "../../src/edges/registry/session.ts";
import { whenVisible } from "../../src/edges/registry/visible.ts";
import { digestOf, type RegistryBehaviour, TokenRegistry } from "../support/token-registry.ts";

const INDEX_TYPE = "application/vnd.oci.image.index.v1+json";
const INDEX = { schemaVersion: 2, mediaType: INDEX_TYPE, manifests: [] };
const PASSWORD = "s3cret-password";
const LOGIN: Credentials = { username: "acme", password: PASSWORD };
const ABSENT = `sha256:${"0".repeat(64)}`;

let registry: TokenRegistry;

beforeEach(async () => {
  registry = await TokenRegistry.start();
});

afterEach(async () => {
  await registry[Symbol.asyncDispose]();
});

function aClient(credentials: Credentials | undefined = LOGIN, options: Partial<SessionOptions> = {}) {
  return new RegistryClient(
    new RegistrySession({ credentials: () => Promise.resolve(credentials), retryDelayMs: 1, ...options }),
  );
}

function anonymousClient() {
  return new RegistryClient(
    new RegistrySession({ credentials: () => Promise.resolve(undefined), retryDelayMs: 1 }),
  );
}

function agent() {
  return { registry: registry.host, repository: "acme/agent" };
}

function putIndex(...tags: string[]) {
  return registry.put("acme/agent", INDEX, { tags, mediaType: INDEX_TYPE });
}

function behave(behaviour: Partial<RegistryBehaviour>) {
  Object.assign(registry.behaviour, behaviour);
}

async function failureOf(promise: Promise<unknown>): Promise<ActionError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ActionError)) throw new Error(`expected an ActionError, got ${String(error)}`);
  return error;
}

describe("manifest", () => {
  it("reads a manifest by tag and by digest", async () => {
    const digest = putIndex("v1");
    const expected = {
      digest,
      mediaType: INDEX_TYPE,
      sizeBytes: JSON.stringify(INDEX).length,
      content: INDEX,
    };
    const client = aClient();
    expect(await client.manifest(agent(), "v1")).toEqual(expected);
    expect(await client.manifest(agent(), digest)).toEqual(expected);
  });

  it("takes the media type of the answer when the manifest names none", async () => {
    registry.put(
      "acme/agent",
      { manifests: [] },
      { tags: ["v1"], mediaType: `${INDEX_TYPE}; charset=utf-8` },
    );
    expect((await aClient().manifest(agent(), "v1")).mediaType).toBe(INDEX_TYPE);
  });

  it("asks for a token once, however many requests start at once", async () => {
    const digest = putIndex("v1", "v2");
    const client = aClient();
    await Promise.all(["v1", "v2", digest].map((reference) => client.manifest(agent(), reference)));
    expect([...registry.requests()].sort()).toEqual([
      "GET /token?service=test+registry&scope=repository%3Aacme%2Fagent%3Apull",
      "GET /v2/",
      `GET /v2/acme/agent/manifests/${digest}`,
      "GET /v2/acme/agent/manifests/v1",
      "GET /v2/acme/agent/manifests/v2",
    ]);
  });

  it("reads from a registry without authentication and sends it no login", async () => {
    behave({ auth: "none" });
    putIndex("v1");
    await aClient().manifest(agent(), "v1");
    expect(registry.seen.map(({ authorization }) => authorization)).toEqual([undefined, undefined]);
  });

  it("logs in with Basic when the registry wants that", async () => {
    behave({ auth: "basic" });
    putIndex("v1");
    expect((await aClient().manifest(agent(), "v1")).content).toEqual(INDEX);
  });

  it("reads public images without a login", async () => {
    behave({ public: true });
    putIndex("v1");
    expect((await anonymousClient().manifest(agent(), "v1")).content).toEqual(INDEX);
  });

  it("exchanges an identity token for an access token", async () => {
    putIndex("v1");
    await aClient({ identityToken: "identity-token-of-acme" }).manifest(agent(), "v1");
    const { path, body } = registry.seen.find(({ method }) => method === "POST")!;
    expect(path).toBe("/token");
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      grant_type: "refresh_token",
      service: "test registry",
      client_id: "multiarch-build",
      refresh_token: "identity-token-of-acme",
      scope: "repository:acme/agent:pull",
    });
  });

  it("gets a new token, once for all, when the old one has expired", async () => {
    const digest = putIndex("v1");
    const client = aClient();
    await client.manifest(agent(), "v1");
    registry.expireTokens();
    await Promise.all(["v1", digest].map((reference) => client.manifest(agent(), reference)));
    expect(registry.requests().filter((request) => request.startsWith("GET /token"))).toHaveLength(2);
  });

  it("looks its credentials up again when a token has expired, since helpers hand out passwords for a time", async () => {
    putIndex("v1");
    let lookUps = 0;
    const client = aClient(undefined, {
      credentials: () => {
        lookUps += 1;
        return Promise.resolve({ username: "acme", password: registry.behaviour.password });
      },
    });
    await client.manifest(agent(), "v1");
    await client.manifest({ ...agent(), repository: "acme/other" }, "v1").catch(() => undefined);
    expect(lookUps).toBe(1);
    behave({ password: "the-next-password" });
    registry.expireTokens();
    await client.manifest(agent(), "v1");
    expect(lookUps).toBe(2);
  });

  it("refuses bytes that are not those of the digest asked for", async () => {
    const digest = putIndex();
    behave({ faults: [{ status: 200, body: '{"schemaVersion":2}' }], faultPath: "/v2/acme/" });
    const error = await failureOf(aClient().manifest(agent(), digest));
    expect(error.code).toBe("registry");
    expect(error.message).toBe(
      `${registry.host} (repository acme/agent) sent ${digestOf(Buffer.from('{"schemaVersion":2}'))} instead of ${digest}`,
    );
  });

  it("refuses bytes that are not those of the digest the registry names", async () => {
    const headers = { "docker-content-digest": ABSENT };
    behave({ faults: [{ status: 200, body: "{}", headers }], faultPath: "/v2/acme/" });
    expect((await failureOf(aClient().manifest(agent(), "v1"))).message).toContain(`instead of ${ABSENT}`);
  });

  it("refuses what is not JSON", async () => {
    behave({ faults: [{ status: 200, body: "<html>" }], faultPath: "/v2/acme/" });
    const error = await failureOf(aClient().manifest(agent(), "v1"));
    expect(error.message).toBe(`${registry.host} (repository acme/agent) sent something that is not JSON`);
  });

  it("says in the registry's words that a manifest is not there, and does not retry", async () => {
    const error = await failureOf(aClient().manifest(agent(), "v1"));
    expect(error.code).toBe("registry");
    expect(error.message).toBe(
      `${registry.host} (repository acme/agent) has no such thing: manifest unknown (HTTP 404)`,
    );
    expect(registry.requests().filter((request) => request.includes("/manifests/"))).toHaveLength(1);
  });
});

describe("digestOf", () => {
  it("tells the digest of a tag without reading the manifest", async () => {
    const digest = putIndex("v1");
    expect(await aClient().digestOf(agent(), "v1")).toBe(digest);
    expect(registry.requests().at(-1)).toBe("HEAD /v2/acme/agent/manifests/v1");
  });

  it("knows when there is no such tag", async () => {
    expect(await aClient().digestOf(agent(), "v1")).toBeUndefined();
  });

  it("reads the manifest when the registry does not name its digest", async () => {
    const digest = putIndex("v1");
    behave({ faults: [{ status: 200 }], faultPath: "/v2/acme/" });
    expect(await aClient().digestOf(agent(), "v1")).toBe(digest);
  });

  it("fails when the registry forbids it", async () => {
    behave({ faults: [{ status: 403 }], faultPath: "/v2/acme/" });
    const error = await failureOf(aClient().digestOf(agent(), "v1"));
    expect(error.code).toBe("registry-denied");
    expect(error.message).toBe(
      `${registry.host} (repository acme/agent) denies access: Forbidden (HTTP 403)`,
    );
  });
});

describe("blob", () => {
  it("follows the redirect to the storage and does not show it our token", async () => {
    const digest = registry.putBlob("acme/agent", Buffer.from('{"os":"linux"}'));
    expect(await aClient().blob(agent(), digest)).toEqual({ os: "linux" });
    const seen = registry.seen.map(({ at, authorization }) => [at, authorization?.split(" ")[0]]);
    expect(seen.slice(-2)).toEqual([
      ["registry", "Bearer"],
      ["storage", undefined],
    ]);
  });

  it("does not send a login where a storage, not the registry, tells it to", async () => {
    const headers = { "www-authenticate": `Bearer realm="http://${registry.host}/token?stolen"` };
    behave({ faults: [{ status: 401, headers }], faultPath: "/acme/agent/" });
    expect((await failureOf(aClient().blob(agent(), ABSENT))).code).toBe("registry-auth");
    expect(registry.requests().filter((request) => request.includes("stolen"))).toEqual([]);
  });

  it("refuses bytes that are not those of the digest", async () => {
    registry.putBlob("acme/agent", Buffer.from("{}"), ABSENT);
    expect((await failureOf(aClient().blob(agent(), ABSENT))).message).toContain(`instead of ${ABSENT}`);
  });

  it("stops reading after 4 MiB", async () => {
    const digest = registry.putBlob("acme/agent", Buffer.alloc(4 * 1024 * 1024 + 1));
    const error = await failureOf(aClient().blob(agent(), digest));
    expect(error.code).toBe("registry");
    expect(error.message).toContain("sends more than 4194304 bytes");
  });

  it("gives up on redirects without end", async () => {
    const loop = { status: 307, headers: { location: "/v2/acme/agent/blobs/again" } };
    behave({ faults: Array.from({ length: 6 }, () => loop), faultPath: "/v2/acme/" });
    expect((await failureOf(aClient().blob(agent(), ABSENT))).message).toContain("redirects without end");
  });
});

describe("checkLogin", () => {
  it.each(["token", "basic", "none"] as const)("accepts a good login (%s)", async (auth) => {
    behave({ auth });
    await aClient().checkLogin(registry.host);
  });

  it.each(["token", "basic"] as const)("refuses a wrong password and never shows it (%s)", async (auth) => {
    behave({ auth });
    const error = await failureOf(
      aClient({ username: "acme", password: "wr0ng-password" }).checkLogin(registry.host),
    );
    expect(error.code).toBe("registry-auth");
    expect(error.message).toContain("does not accept the login: ");
    expect(error.message).toContain("(HTTP 401)");
    expect(error.hint).toBe("Check the username and the password; a token may have expired.");
  });

  it("offers a wrong Basic login only once, since failures may lock an account", async () => {
    behave({ auth: "basic" });
    await failureOf(aClient({ username: "acme", password: "wr0ng" }).checkLogin(registry.host));
    expect(registry.seen.filter(({ authorization }) => authorization !== undefined)).toHaveLength(1);
  });

  it("refuses a wrong identity token", async () => {
    const error = await failureOf(aClient({ identityToken: "old" }).checkLogin(registry.host));
    expect(error.code).toBe("registry-auth");
  });

  it.each(["token", "basic"] as const)("misses a login where one is needed (%s)", async (auth) => {
    behave({ auth });
    const error = await failureOf(anonymousClient().checkLogin(registry.host));
    expect(error.code).toBe("registry-auth");
    expect(error.hint).toBe(`Give username and password for ${registry.host}, or an entry in registry-auth.`);
  });

  it("needs no login where the registry wants none", async () => {
    behave({ auth: "none" });
    await anonymousClient().checkLogin(registry.host);
  });

  it("sends no login unencrypted when the registry itself is encrypted", async () => {
    // Only the token endpoint's address is judged here, so the registry may turn "encrypted" after it has been asked.
    const plainHttp = () => !registry.requests().includes("GET /v2/");
    const error = await failureOf(aClient(LOGIN, { plainHttp }).checkLogin(registry.host));
    expect(error.message).toBe(`${registry.host} wants logins sent to ${registry.host} without encryption`);
    expect(registry.requests()).toEqual(["GET /v2/"]);
  });

  it("hides secrets that a registry repeats", async () => {
    const body = JSON.stringify({ message: `bad password ${PASSWORD}` });
    behave({ faults: [{ status: 403, body }], faultPath: "/token" });
    const error = await failureOf(aClient().checkLogin(registry.host));
    expect(error.message).toBe(`${registry.host} does not accept the login: bad password *** (HTTP 403)`);
  });

  it.each(["{}", "null", "<html>", '{"token":"two words"}'])(
    "fails when the token endpoint answers %s",
    async (body) => {
      behave({ faults: [{ status: 200, body }], faultPath: "/token" });
      const error = await failureOf(aClient().checkLogin(registry.host));
      expect(error.code).toBe("registry");
      expect(error.message).toBe(`the token endpoint of ${registry.host} gave no token`);
    },
  );
});

describe("checkPush", () => {
  it("opens an upload and drops it", async () => {
    await aClient().checkPush(agent());
    expect(registry.requests().slice(-2)).toEqual([
      "POST /v2/acme/agent/blobs/uploads/",
      "DELETE /v2/acme/agent/blobs/uploads/upload-1",
    ]);
    expect(registry.openUploads).toBe(0);
  });

  it("tells a login without push rights from no login", async () => {
    behave({ mayPush: false });
    const denied = await failureOf(aClient().checkPush(agent()));
    expect(denied.code).toBe("registry-denied");
    expect(denied.message).toBe(
      `${registry.host} (repository acme/agent) denies access: authentication required, repository:acme/agent:pull,push (HTTP 401)`,
    );
    expect((await failureOf(aClient({ username: "acme", password: "no" }).checkPush(agent()))).code).toBe(
      "registry-auth",
    );
  });

  it("fails when the registry forbids", async () => {
    const body = '{"errors":[{"code":"DENIED","message":"permission_denied: write_package"}]}';
    behave({ faults: [{ status: 403, body }], faultPath: "/v2/acme/" });
    const error = await failureOf(aClient().checkPush(agent()));
    expect(error.code).toBe("registry-denied");
    expect(error.message).toContain("permission_denied: write_package");
  });

  it.each([400, 404, 405])("passes when the registry answers %p", async (status) => {
    behave({ faults: [{ status }], faultPath: "/v2/acme/" });
    await aClient().checkPush(agent());
  });

  it("passes when the registry is down", async () => {
    behave({ faults: ["reset", "reset", "reset"], faultPath: "/" });
    await aClient().checkPush(agent());
  });

  it("passes when the upload cannot be dropped", async () => {
    behave({ faults: [{ status: 405 }], faultPath: "/v2/acme/agent/blobs/uploads/upload" });
    await aClient().checkPush(agent());
  });

  it("does not follow an upload to another host", async () => {
    const headers = { location: "http://127.0.0.1:1/upload" };
    behave({ faults: [{ status: 202, headers }], faultPath: "/v2/acme/" });
    await aClient().checkPush(agent());
    expect(registry.requests().filter((request) => request.startsWith("DELETE"))).toEqual([]);
  });

  it("fails when aborted", async () => {
    const client = aClient(LOGIN, { signal: AbortSignal.abort() });
    expect((await failureOf(client.checkPush(agent()))).code).toBe("cancelled");
  });
});

describe("trouble on the way", () => {
  it.each([
    { name: "a broken connection", fault: "reset" as const },
    { name: "a connection that breaks inside a body", fault: "reset-in-body" as const },
    { name: "a server error", fault: { status: 502 } },
    { name: "too many requests", fault: { status: 429, headers: { "retry-after": "0" } } },
    {
      name: "a date to come back",
      fault: { status: 503, headers: { "retry-after": new Date(0).toUTCString() } },
    },
    { name: "an unreadable date", fault: { status: 503, headers: { "retry-after": "soon" } } },
  ])("survives $name twice", async ({ fault }) => {
    putIndex("v1");
    behave({ faults: [fault, fault], faultPath: "/v2/acme/" });
    expect((await aClient().manifest(agent(), "v1")).content).toEqual(INDEX);
  });

  it("gives up after the third try", async () => {
    behave({ faults: [{ status: 500 }, { status: 500 }, { status: 500 }], faultPath: "/v2/acme/" });
    const error = await failureOf(aClient().manifest(agent(), "v1"));
    expect(error.code).toBe("registry");
    expect(error.message).toContain("failed: Internal Server Error (HTTP 500)");
  });

  it("does not wait for as long as a registry may ask", async () => {
    behave({ faults: [{ status: 429, headers: { "retry-after": "21600" } }], faultPath: "/v2/acme/" });
    const error = await failureOf(aClient().manifest(agent(), "v1"));
    expect(error.hint).toContain("limits how often it is asked");
  });

  it("says that a registry cannot be reached", async () => {
    const error = await failureOf(aClient().checkLogin("127.0.0.1:1"));
    expect(error.code).toBe("registry");
    expect(error.message).toBe("127.0.0.1:1 cannot be reached: connect ECONNREFUSED 127.0.0.1:1");
  });

  it("points to certificates when the connection cannot be secured", async () => {
    const client = aClient(LOGIN, { plainHttp: () => false });
    expect((await failureOf(client.checkLogin(registry.host))).hint).toContain("NODE_EXTRA_CA_CERTS");
  });

  it("does not wait for ever", async () => {
    behave({ faults: ["silence"] });
    const error = await failureOf(aClient(LOGIN, { timeoutMs: 50 }).manifest(agent(), "v1"));
    expect(error.code).toBe("registry");
    expect(error.message).toBe(`${registry.host} did not answer within 0.05 s`);
  });

  it("stops at once with the reason of the signal", async () => {
    const controller = new AbortController();
    behave({ faults: ["silence"] });
    const pending = failureOf(aClient(LOGIN, { signal: controller.signal }).manifest(agent(), "v1"));
    const reason = new ActionError("timeout", "the build took too long");
    controller.abort(reason);
    expect(await pending).toBe(reason);
  });

  it("stops waiting for the next try when aborted", async () => {
    const controller = new AbortController();
    behave({ faults: [{ status: 500 }] });
    const client = aClient(LOGIN, { signal: controller.signal, retryDelayMs: 20_000 });
    const pending = failureOf(client.manifest(agent(), "v1"));
    setTimeout(() => {
      controller.abort();
    }, 50);
    expect((await pending).code).toBe("cancelled");
  });

  it("goes through the proxy that the runner is told to use", async () => {
    putIndex("v1");
    const tunnels: string[] = [];
    const proxy = createServer().on("connect", (request, socket) => {
      tunnels.push(request.url ?? "");
      const [host, port] = registry.host.split(":");
      const upstream = connect(Number(port), host, () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        upstream.pipe(socket).pipe(upstream);
      });
    });
    await once(proxy.listen(0, "127.0.0.1"), "listening");
    process.env["http_proxy"] = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    try {
      behave({ auth: "none" });
      const client = aClient(undefined, { plainHttp: () => true });
      const name = { registry: "registry.example", repository: "acme/agent" };
      expect((await client.manifest(name, "v1")).content).toEqual(INDEX);
      expect(new Set(tunnels)).toEqual(new Set(["registry.example:80"]));
    } finally {
      delete process.env["http_proxy"];
      proxy.close();
    }
  });
});

describe("whenVisible", () => {
  it("reads again until a pushed manifest shows", async () => {
    const client = aClient();
    const pending = whenVisible(() => client.manifest(agent(), "v1"), { delayMs: 20 });
    setTimeout(() => putIndex("v1"), 30);
    expect((await pending).content).toEqual(INDEX);
  });

  it("gives up with the registry's last words", async () => {
    const client = aClient();
    const reading = whenVisible(() => client.manifest(agent(), "v1"), { attempts: 3, delayMs: 1 });
    expect((await failureOf(reading)).message).toContain("manifest unknown");
    expect(registry.requests().filter((request) => request.includes("/manifests/"))).toHaveLength(3);
  });

  it("does not repeat what fails for another reason", async () => {
    behave({ faults: [{ status: 403 }], faultPath: "/v2/acme/" });
    const client = aClient();
    expect((await failureOf(whenVisible(() => client.manifest(agent(), "v1")))).code).toBe("registry-denied");
  });

  it("stops when aborted", async () => {
    const controller = new AbortController();
    const client = aClient();
    const reading = whenVisible(() => client.manifest(agent(), "v1"), {
      delayMs: 60_000,
      signal: controller.signal,
    });
    setTimeout(() => {
      controller.abort();
    }, 50);
    expect((await failureOf(reading)).code).toBe("cancelled");
  });
});
