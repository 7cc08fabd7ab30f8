import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { ActionRun } from "../../scripts/lib/runner.mjs";
import type { Metrics } from "../../src/domain/metrics/metrics.ts";
import { docker, freshName, World } from "../support/world.ts";

const MACHINES = { "linux/amd64": "x86_64", "linux/arm64": "aarch64", "linux/riscv64": "riscv64" };
const PLATFORMS = Object.keys(MACHINES);

const DOCKERFILE = `
ARG BASE
FROM \${BASE} AS build
COPY greeting.txt .
RUN { cat greeting.txt; uname -m; } > /built.txt
FROM \${BASE}
COPY --from=build /built.txt /built.txt
CMD ["sh", "-c", "cat /built.txt && uname -m"]
`;

describe("a run for three platforms", () => {
  const world = new World({ Dockerfile: DOCKERFILE, "greeting.txt": "hello\n" });
  const name = freshName();
  let run: ActionRun;

  beforeAll(async () => {
    run = await world.run({
      platforms: PLATFORMS.join(","),
      images: name,
      tags: "latest\n1.0",
      labels: "org.example.note=one, two",
    });
  });
  afterAll(() => {
    world.remove();
  });

  it("succeeds in both phases and leaves nothing behind", () => {
    expect([run.main.exitCode, run.post.exitCode]).toEqual([0, 0]);
    expect(world.leftovers()).toEqual([]);
  });

  it("opens its log with the plan", () => {
    expect(run.main.log).toContain("Platform linux/amd64 runs natively on linux/amd64");
    expect(run.main.log).toContain("Platform linux/riscv64 is emulated by qemu-riscv64 (already registered");
    expect(run.main.log).toContain(`Publishes to ${name} as ${name}:latest, ${name}:1.0`);
  });

  it("publishes exactly these platforms, under every tag", async () => {
    for (const tag of ["latest", "1.0"]) {
      const index = JSON.parse(
        await docker("buildx", "imagetools", "inspect", "--raw", `${name}:${tag}`),
      ) as {
        manifests: { platform: { os: string; architecture: string } }[];
      };
      const found = index.manifests.map(({ platform: { os, architecture } }) => `${os}/${architecture}`);
      expect(found.filter((platform) => platform !== "unknown/unknown").toSorted()).toEqual(PLATFORMS);
    }
  });

  it.each(Object.entries(MACHINES))(
    "publishes an image for %s that was built and runs as %s",
    async (platform, machine) => {
      const digests = JSON.parse(run.outputs["digests"] ?? "") as Record<string, string>;
      const output = await docker(
        "run",
        "--rm",
        "--platform",
        platform,
        `${name}@${digests[platform] ?? ""}`,
      );
      expect(output).toBe(`hello\n${machine}\n${machine}\n`);
    },
  );

  it("reports what it published", () => {
    const { outputs } = run;
    expect(outputs["digest"]).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(outputs["image"]).toBe(`${name}@${outputs["digest"] ?? ""}`);
    expect(outputs["images"]).toBe(outputs["image"]);
    expect(outputs["tags"]).toBe(`${name}:latest\n${name}:1.0`);
    expect(outputs["pushed"]).toBe("true");
    expect(JSON.parse(outputs["metadata"] ?? "")).toMatchObject({
      "containerimage.digest": outputs["digest"],
    });
  });

  it("measures phases and platforms", () => {
    const metrics = JSON.parse(run.outputs["metrics"] ?? "") as Metrics;
    expect(metrics.schema).toBe(1);
    expect(String(metrics.durationMs)).toBe(run.outputs["duration-ms"]);
    expect(metrics.phases.map(({ name: phase }) => phase)).toEqual(
      expect.arrayContaining(["inspect", "prepare.registry", "build", "verify"]),
    );
    expect(metrics.platforms.map(({ platform, emulated }) => [platform, emulated])).toEqual([
      ["linux/amd64", false],
      ["linux/arm64", true],
      ["linux/riscv64", true],
    ]);
    for (const { sizeBytes = 0, layers } of metrics.platforms) {
      expect(sizeBytes).toBeGreaterThan(100_000);
      expect(layers).toBe(2);
    }
  });

  it("writes a summary that tells how to pull the image", () => {
    expect(run.summary).toContain(`docker pull ${run.outputs["image"] ?? ""}`);
    for (const platform of PLATFORMS) expect(run.summary).toContain(`<code>${platform}</code>`);
  });

  it("keeps labels with commas whole", async () => {
    const image = await docker(
      "buildx",
      "imagetools",
      "inspect",
      "--format",
      "{{json .Image}}",
      `${name}:latest`,
    );
    expect(image).toMatch(/"org\.example\.note":\s*"one, two"/);
  });

  it("makes the same image again, with nothing to do, when nothing changed", async () => {
    const again = await world.run({ platforms: PLATFORMS.join(","), images: name, tags: "latest" });
    expect(again.outputs["digests"]).not.toBe("");
    const { steps } = JSON.parse(again.outputs["metrics"] ?? "") as Metrics;
    expect(steps).toMatchObject({ executed: 0, failed: 0, cached: steps.total });
  });
});

describe("a run for one platform without attestations", () => {
  const world = new World({ Dockerfile: DOCKERFILE, "greeting.txt": "hello\n" });
  afterAll(() => {
    world.remove();
  });

  it("publishes a manifest without an index, and verifies it", async () => {
    const name = freshName();
    const run = await world.run({
      platforms: "linux/arm64/v8",
      images: name,
      tags: "one",
      provenance: "false",
    });
    expect(run.main.exitCode).toBe(0);
    expect(JSON.parse(run.outputs["digests"] ?? "")).toEqual({ "linux/arm64": run.outputs["digest"] });
  });
});

describe("a run that does not publish", () => {
  const world = new World({ Dockerfile: DOCKERFILE, "greeting.txt": "hello\n" });
  afterAll(() => {
    world.remove();
  });

  it("builds a pull request and says that the image is dropped", async () => {
    const env = { GITHUB_EVENT_NAME: "pull_request", GITHUB_REF: "refs/pull/5/merge" };
    const run = await world.run({ images: freshName() }, { env });
    expect(run.main.exitCode).toBe(0);
    expect(run.outputs).toMatchObject({ pushed: "false", image: "", digest: "", digests: "{}" });
    expect(run.main.log).toContain("this is a pull request or merge group");
  });

  it("loads every platform into the engine's store", async () => {
    const name = freshName();
    const run = await world.run({
      platforms: "linux/amd64,linux/arm64",
      images: name,
      tags: "local",
      push: "false",
      load: "true",
    });
    expect(run.main.exitCode).toBe(0);
    const output = await docker(
      "run",
      "--rm",
      "--pull",
      "never",
      "--platform",
      "linux/arm64",
      `${name}:local`,
    );
    expect(output).toBe("hello\naarch64\naarch64\n");
  });

  it("exports to a folder of each platform", async () => {
    const run = await world.run({
      platforms: "linux/amd64,linux/arm64",
      push: "false",
      outputs: "type=local,dest=out",
    });
    expect(run.main.exitCode).toBe(0);
    const { readFileSync } = await import("node:fs");
    expect(readFileSync(`${world.workspace}/out/linux_arm64/built.txt`, "utf8")).toBe("hello\naarch64\n");
  });
});
