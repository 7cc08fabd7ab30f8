import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { runAction } from "../../scripts/lib/runner.mjs";

const NODE = process.env["MULTIARCH_BUILD_NODE24"] ?? "";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "proxy-"));
  for (const name of ["temp", "workspace"]) mkdirSync(join(root, name));
  writeFileSync(join(root, "workspace/Dockerfile"), "FROM scratch\n");
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

// The bundle has undici, which does both, behind a stand-in that loads it when it is used.
it.each([{ isProxied: false }, { isProxied: true }])(
  "asks GitHub about the repository, through a proxy: $isProxied",
  async ({ isProxied }) => {
    const asked: (string | undefined)[] = [];
    const github = createServer((request, response) => {
      asked.push(request.url);
      response.setHeader("content-type", "application/json");
      response.end('{"private":true}');
    });
    const tunnels: (string | undefined)[] = [];
    const proxy = createServer().on("connect", ({ url }, socket) => {
      tunnels.push(url);
      const upstream = connect((github.address() as AddressInfo).port, "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        upstream.pipe(socket).pipe(upstream);
      });
      upstream.on("error", () => socket.destroy());
      socket.on("error", () => upstream.destroy());
    });
    const [api, via] = await Promise.all([github, proxy].map(listen));
    try {
      await runAction({
        inputs: { images: "ghcr.io/acme/agent", tags: "v1" },
        env: {
          HOME: root,
          DOCKER_HOST: "unix:///nowhere",
          GITHUB_API_URL: isProxied ? "http://api.example" : api,
          http_proxy: isProxied ? via : undefined,
        },
        token: "s3cret",
        node: NODE,
        cwd: join(root, "workspace"),
        temp: join(root, "temp"),
      });
      expect(asked).toEqual(["/repos/octocat/hello-world"]);
      expect(tunnels).toEqual(isProxied ? ["api.example:80"] : []);
    } finally {
      for (const server of [github, proxy]) server.closeAllConnections();
      await Promise.all([github, proxy].map((server) => once(server.close(), "close")));
    }
  },
);

async function listen(server: ReturnType<typeof createServer>): Promise<string> {
  await once(server.listen(0, "127.0.0.1"), "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
