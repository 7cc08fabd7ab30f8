import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { CacheRun } from "../support/cache-world.ts";
import { CacheWorld } from "../support/cache-world.ts";
import { describeCold, freshName } from "../support/world.ts";
import { writeFileSync } from "node:fs";
import { lookAt } from "../support/summary-page.ts";

const DOCKERFILE = `ARG BASE
FROM --platform=$BUILDPLATFORM \${BASE} AS tools
RUN cat /proc/sys/kernel/random/uuid >/tool.txt
FROM \${BASE} AS build
RUN cat /proc/sys/kernel/random/uuid >/installed.txt
COPY source.txt .
RUN [ "$(uname -m)" = x86_64 ] || sleep 3; cp source.txt built.txt
FROM \${BASE}
RUN head -c 40000000 /dev/urandom >/srv/random
COPY --from=build /built.txt /srv/
COPY --from=tools /tool.txt /srv/
`;
describeCold("proto", () => {
  let world: CacheWorld;
  const runs: CacheRun[] = [];
  const name = freshName();
  beforeAll(async () => {
    world = await CacheWorld.create({ Dockerfile: DOCKERFILE, "source.txt": "a".repeat(100_000), "other.bin": "b".repeat(1_000_000) });
    const b = (more = {}) => world.build({ images: name, tags: "latest", history: "50", platforms: "linux/amd64,linux/arm64", ...more });
    runs.push(await b());
    runs.push(await b());
    world.write({ "source.txt": "c".repeat(100_000) });
    runs.push(await b());
    runs.push(await b({ push: "false", summary: "compact" }));
    runs.push(await b({ platforms: "linux/amd64", summary: "off" }));
  }, 200_000);
  afterAll(async () => { await world[Symbol.asyncDispose](); });
  it("x", async () => {
    const out = [];
    for (const r of runs) {
      const v = await lookAt(r.summary);
      out.push({ metrics: r.metrics, outputs: {...r.outputs, metrics: "", metadata: ""}, saved: r.saved, fetched: r.fetched, mainMs: r.main.durationMs, postMs: r.post.durationMs, requests: r.requests, summary: r.summary, view: { ...v, html: "", text: v.text } });
    }
    writeFileSync("/tmp/metrics-proto.json", JSON.stringify(out, null, 1));
    expect(1).toBe(1);
  }, 60_000);
});
