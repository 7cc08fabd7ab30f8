import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import type { ActionOptions, ActionRun } from "../../scripts/lib/runner.mjs";
import { CacheWorld } from "../support/cache-world.ts";
import { engine, freshName, publishBase } from "../support/world.ts";

const [NATIVE, EMULATED] =
  process.arch === "arm64" ? ["linux/arm64", "linux/amd64"] : ["linux/amd64", "linux/arm64"];
const MACHINE = process.arch === "arm64" ? "aarch64" : "x86_64";

/** What stands for programs that the base image has not: as slow, and leaving as much, as a rule takes notice of. */
const TOOLS = {
  "tools/apt-get": `#!/bin/sh
case $1 in
update) mkdir -p /var/lib/apt/lists /srv && date >/var/lib/apt/lists/main ;;
install) mkdir -p /srv && head -c 30100000 /dev/urandom >/srv/installed ;;
esac
`,
  "tools/gcc": `#!/bin/sh
[ "$(uname -m)" = ${MACHINE} ] || sleep 21
cat "$3" >"$2"
`,
  "tools/go": "#!/bin/sh\nmkdir -p /srv && head -c 30100000 /dev/urandom >/srv/app\n",
  "tools/npm": "#!/bin/sh\ngrep -q slow main.js && sleep 11\ndate >installed\n",
};
const GET_TOOLS = "COPY --chmod=755 tools /usr/local/bin/";

/** A workspace with these files, the tools and this Dockerfile. */
async function aWorld(
  lines: readonly string[],
  files: Readonly<Record<string, string>> = {},
): Promise<CacheWorld> {
  const Dockerfile = `${lines.join("\n")}\n`;
  return CacheWorld.create({ ...TOOLS, "app.c": `${Math.random()}\n`, ...files, Dockerfile });
}

/** Publishes, with the builder as it is, and without a layer cache unless the inputs ask for one. */
async function build(
  world: CacheWorld,
  inputs: Readonly<Record<string, string>> = {},
  more: Partial<ActionOptions> = {},
): Promise<ActionRun> {
  const defaults = {
    images: freshName(),
    push: "true",
    summary: "full",
    cache: "off",
    platforms: NATIVE,
    "build-args": "",
  };
  const run = await world.run({ ...defaults, ...inputs }, { env: world.service.env(), ...more });
  if (run.main.exitCode + run.post.exitCode !== 0) throw new Error(run.main.log + run.post.log);
  return run;
}

/** The rules whose advice a summary gives, each with its line of the Dockerfile. */
function adviceIn({ summary }: ActionRun): readonly string[] {
  const items = summary.split("\n").filter((line) => line.includes("advice.md#"));
  return items.map((item) => {
    const line = /\(line (\d+) of the Dockerfile\)/.exec(item)?.[1];
    return `${/advice\.md#([\w-]+)/.exec(item)?.[1]}${line === undefined ? "" : `:${line}`}`;
  });
}

describe("the advice in the summary", () => {
  it.concurrent("is none for a Dockerfile that leaves nothing to be desired", async () => {
    await using world = await aWorld(
      [
        `FROM --platform=$BUILDPLATFORM ${engine.base} AS build`,
        GET_TOOLS,
        "COPY app.c .",
        "RUN gcc -o /app app.c",
        `FROM ${engine.base}`,
        GET_TOOLS,
        "RUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*",
        "WORKDIR /srv",
        "COPY package.json ./",
        "RUN npm ci && npm cache clean --force",
        "COPY main.js ./",
        "COPY --from=build /app /srv/app",
      ],
      { "main.js": "slow\n", "package.json": "{}\n" },
    );
    expect(adviceIn(await build(world, { platforms: `${NATIVE},${EMULATED}` }))).toEqual([]);
  });

  it.concurrent("tells of a stage that compiles under emulation", async () => {
    await using world = await aWorld([
      `FROM ${engine.base} AS build`,
      GET_TOOLS,
      "COPY app.c .",
      "RUN gcc -o /app app.c",
      `FROM ${engine.base}`,
      "COPY --from=build /app /srv/app",
    ]);
    const run = await build(world, { platforms: `${NATIVE},${EMULATED}` });
    expect(adviceIn(run)).toEqual(["cross-compile:1"]);
    expect(run.summary).toMatch(new RegExp(`gcc.* took [\\d.]+ s under emulation for ${EMULATED}, \\d+`));
  });

  it.concurrent("tells of dependencies that a changed source installed again", async () => {
    await using world = await aWorld(
      [`FROM ${engine.base}`, GET_TOOLS, "WORKDIR /srv", "COPY . .", "RUN npm ci && npm cache clean --force"],
      { "main.js": "quick\n", "package.json": "{}\n" },
    );
    const inputs = { images: freshName(), cache: "actions", history: "50" };
    expect(adviceIn(await build(world, inputs))).toEqual([]);
    world.write({ "main.js": "slow\n" });
    expect(adviceIn(await build(world, inputs))).toEqual(["copy-before-install:4"]);
  });

  it.concurrent("tells of a compiler that is left in the image", async () => {
    await using world = await aWorld([
      `FROM ${engine.base}`,
      GET_TOOLS,
      "RUN apt-get update && apt-get install -y gcc && rm -rf /var/lib/apt/lists/*",
    ]);
    expect(adviceIn(await build(world))).toEqual(["build-tools-in-image:3"]);
  });

  it.concurrent("tells of an image that is based on that of a compiler", async () => {
    const golang = await publishBase(NATIVE, `${freshName()}/golang:1.26`);
    await using world = await aWorld([`FROM ${golang}`, GET_TOOLS, "COPY app.c .", "RUN go build"]);
    expect(adviceIn(await build(world))).toEqual(["build-tools-in-image:1"]);
  });

  it.concurrent("tells of a layer that is most of the image", async () => {
    await using world = await aWorld([
      `FROM ${engine.base}`,
      "RUN mkdir -p /srv && head -c 101000000 /dev/urandom >/srv/model",
    ]);
    expect(adviceIn(await build(world))).toEqual(["dominating-layer:2"]);
  });

  it.concurrent("tells of package lists that are updated in a step of their own", async () => {
    await using world = await aWorld([
      `FROM ${engine.base}`,
      GET_TOOLS,
      "RUN apt-get update",
      "RUN apt-get install -y git && rm -rf /var/lib/apt/lists/*",
    ]);
    expect(adviceIn(await build(world))).toEqual(["apt-update-alone:3"]);
  });

  it.concurrent("tells of folders that are sent with the whole context for nothing", async () => {
    const lines = [`FROM ${engine.base}`, GET_TOOLS, "WORKDIR /srv", "COPY . ."];
    await using world = await aWorld(lines, { "main.js": "quick\n", ".dockerignore": "*.log\n" });
    mkdirSync(join(world.workspace, ".git/objects"), { recursive: true });
    writeFileSync(join(world.workspace, ".git/objects/pack"), randomBytes(20_100_000));
    const run = await build(world);
    expect(adviceIn(run)).toEqual(["context-too-large"]);
    expect(run.summary).toContain(".git &#40;20.1 MB&#41; was sent to the builder");
    world.write({ ".dockerignore": "**/.git\n" });
    expect(adviceIn(await build(world))).toEqual([]);
    world.write({ ".dockerignore": "", Dockerfile: `${lines.slice(0, -1).join("\n")}\nCOPY main.js .\n` });
    expect(adviceIn(await build(world))).toEqual([]);
  });

  it.concurrent("tells of a layer cache that takes longer than what it saves", async () => {
    await using world = await aWorld([
      `FROM ${engine.base}`,
      `RUN echo ${Math.random()} >/begun`,
      "COPY app.c .",
      "RUN date >/made",
    ]);
    const inputs = { images: freshName(), cache: "actions", history: "50" };
    expect(adviceIn(await build(world, inputs))).toEqual([]);
    world.write({ "app.c": `${Math.random()}\n` });
    const env = { ...world.service.env(), DOCKER_CONFIG: slowlySaving(world) };
    expect(adviceIn(await build(world, inputs, { env }))).toEqual(["cache-costs-more"]);
  });
});

/** A docker configuration whose buildx exports caches as slowly as if they had hundreds of megabytes. */
function slowlySaving({ temp }: CacheWorld): string {
  const buildx = join(engine.env["DOCKER_CONFIG"] ?? "", "cli-plugins/docker-buildx");
  const script = `#!/bin/sh\ncase "$*" in *--cache-to*) sleep 11 ;; esac\nexec ${buildx} "$@"\n`;
  mkdirSync(join(temp, "cli-plugins"));
  writeFileSync(join(temp, "cli-plugins/docker-buildx"), script, { mode: 0o755 });
  return temp;
}
