import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { ActionRun } from "../../scripts/lib/runner.mjs";
import { CacheWorld } from "../support/cache-world.ts";
import { freshName } from "../support/world.ts";

const NOISE = "RUN head -c 2000000 /dev/urandom >/noise.bin";
const MORE_NOISE = "RUN head -c 1000000 /dev/urandom >/more.bin";
const BOTH = "linux/amd64,linux/arm64";
const ONE = "linux/amd64";

let world: CacheWorld;

beforeAll(async () => {
  world = await CacheWorld.create({});
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

/** A Dockerfile with such lines below its `FROM`, which is the second. */
function dockerfile(...lines: readonly string[]): string {
  return ["ARG BASE=scratch", "FROM ${BASE}", ...lines, ""].join("\n");
}

type Texts = Readonly<Record<string, string>>;

/** Runs the action on the builder as it is, with our layer cache where there is a service. */
async function run(inputs: Texts, service: Texts = world.service.env()): Promise<ActionRun> {
  const all = { history: "0", tags: "latest", platforms: BOTH, ...inputs };
  const done = await world.run(all, { env: service });
  expect([done.post.exitCode, world.leftovers()]).toEqual([0, []]);
  return done;
}

/** Runs what must succeed. */
async function success(inputs: Texts, service?: Texts): Promise<ActionRun> {
  const done = await run(inputs, service);
  if (done.main.exitCode !== 0) throw new Error(done.main.log);
  return done;
}

/** Runs what must fail, and resolves with the one error that the runner would show. */
async function failure(inputs: Texts, service?: Texts) {
  const { main, commands } = await run(inputs, service);
  expect(main.exitCode).toBe(1);
  const errors = commands.filter(({ name }) => name === "error");
  expect(errors).toHaveLength(1);
  return errors[0]!;
}

/** The warnings of a run that are beside the lines of a file. */
function annotations({ commands }: ActionRun) {
  return commands.flatMap(({ name, properties, message }) =>
    name === "warning" ? [{ ...properties, rule: message.replace(/:.*/s, "") }] : [],
  );
}

/** Where the tag of an image leads, if it is there. */
async function digestOf(name: string): Promise<string | undefined> {
  const [host = "", ...repository] = name.split("/");
  const accept = ["index", "manifest"].map((kind) => `application/vnd.oci.image.${kind}.v1+json`).join(", ");
  const address = `http://${host}/v2/${repository.join("/")}/manifests/latest`;
  const { ok, headers } = await fetch(address, { method: "HEAD", headers: { accept } });
  return ok ? (headers.get("docker-content-digest") ?? "") : undefined;
}

describe("an image that is larger than max-size", () => {
  beforeAll(() => {
    world.write({ Dockerfile: dockerfile(NOISE, "RUN true") });
  });

  it("gets no tag, and each platform's size and largest layer are told", async () => {
    const images = freshName();
    const { message } = await failure({ images, "max-size": "50kB" });
    const sentences = message.split("\n");
    expect(sentences).toHaveLength(3);
    for (const [at, platform] of BOTH.split(",").entries()) {
      expect(sentences[at]).toMatch(
        new RegExp(
          `^The image for ${platform} has 3\\.\\d MB, and max-size is 50\\.?0? kB\\. Its largest layer has 2\\.?0? MB: ${NOISE.replaceAll(".", "\\.")}\\.$`,
        ),
      );
    }
    expect(sentences[2]).toMatch(/^No tag was put/);
    expect(await digestOf(images)).toBeUndefined();
  });

  it("leaves a tag that was there where it led", async () => {
    const images = freshName();
    world.write({ Dockerfile: dockerfile("RUN true") });
    const { outputs } = await success({ images, "max-size": "3MB" });
    world.write({ Dockerfile: dockerfile(NOISE, "RUN true") });
    const { message } = await failure({ images, "max-size": "3MB" });
    expect(message).toMatch(/^No tag was put, so all lead to what they led to before/m);
    expect(await digestOf(images)).toBe(outputs["digest"]);
  });

  it.each([
    { limit: "linux/arm64=50kB", says: "50" },
    { limit: "10MB\nlinux/arm64=1MB", says: "1" },
  ])("is one for which the limit is: $limit", async ({ limit, says }) => {
    const images = freshName();
    const { message } = await failure({ images, "max-size": limit });
    expect(message).toMatch(new RegExp(`^The image for linux/arm64 has 3\\.\\d MB, and max-size is ${says}`));
    expect(message).not.toContain("linux/amd64");
    expect(await digestOf(images)).toBeUndefined();
  });

  it("gets no tag where it is for one platform", async () => {
    const images = freshName();
    const { message } = await failure({ images, platforms: ONE, "max-size": "50kB" });
    expect(message).toContain("\nNo tag was put");
    expect(await digestOf(images)).toBeUndefined();
  });

  it.each([
    { case: "one platform without our layer cache", inputs: { platforms: ONE }, service: () => ({}) },
    { case: "several without it", inputs: {}, service: () => ({}) },
    {
      case: "several with a further output",
      inputs: { outputs: "type=oci,dest=image.tar" },
      service: () => world.service.env(),
    },
  ])(
    "fails the run where BuildKit publishes by itself, $case, and says that it is published",
    async ({ inputs, service }) => {
      const images = freshName();
      const { message } = await failure({ images, "max-size": "50kB", ...inputs }, service());
      expect(message).toMatch(/^The image for linux\/amd64 has 3\.\d MB, and max-size is 50/);
      expect(message).toContain("\nIts tags lead to it already");
      expect(await digestOf(images)).toMatch(/^sha256:/);
    },
  );

  it("is none that is as large as it may be", async () => {
    await success({ images: freshName(), "max-size": "4MB" });
  });
});

describe("an image that has grown by more than max-growth", () => {
  it.each([
    { case: "with our layer cache", service: () => world.service.env() },
    { case: "without it", service: () => ({}) },
  ])("fails the run $case, which names the layer that is new", async ({ case: how, service }) => {
    const inputs = { images: freshName(), "max-growth": "10%" };
    world.write({ Dockerfile: dockerfile(NOISE) });
    await success(inputs, service());
    const { outputs } = await success(inputs, service());
    world.write({ Dockerfile: dockerfile(NOISE, MORE_NOISE) });
    const { message } = await failure(inputs, service());
    for (const platform of BOTH.split(",")) expect(message).toContain(`The image for ${platform} grew by 3`);
    expect(message).toMatch(
      /from 3\.\d MB to 4\.\d MB, and max-growth is 10 %\. Most of it is a layer with 1(?:\.0)? MB more: RUN head -c 1000000 .*more\.bin\.$/m,
    );
    const isPublished = how === "without it";
    expect((await digestOf(inputs.images)) === outputs["digest"]).toBe(!isPublished);
    if (!isPublished) await success({ ...inputs, "max-growth": "50%" }, service());
  });
});

describe("what is wrong with a Dockerfile though it builds", () => {
  const LINES = ["ARG BASE=scratch", "FROM ${BASE} as one", "RUN true", "WORKDIR rel", ""].join("\n");
  const CASING = { line: "2", endLine: "2", rule: "FromAsCasing" };
  const WORKDIR = { line: "4", endLine: "4", rule: "WorkdirRelativePath" };
  const found = (file: string) => [CASING, WORKDIR].map((place) => ({ file, ...place }));

  beforeEach(() => {
    world.write({ Dockerfile: LINES, "app/Dockerfile": LINES, "app/Containerfile": LINES });
  });

  it.each([
    { inputs: {}, file: "Dockerfile" },
    { inputs: { file: "app/Containerfile" }, file: "app/Containerfile" },
    { inputs: { context: "app" }, file: "app/Dockerfile" },
    { inputs: { context: "./app/" }, file: "app/Dockerfile" },
    { inputs: { context: "app", file: "app/Containerfile" }, file: "app/Containerfile" },
  ])("is told once beside its lines with $inputs", async ({ inputs, file }) => {
    const done = await success({ push: "false", ...inputs });
    expect(annotations(done).toSorted((one, other) => (one.rule < other.rule ? -1 : 1))).toEqual(found(file));
  });

  it("is told without our layer cache, too", async () => {
    const done = await success({ push: "false" }, {});
    expect(annotations(done).toSorted((one, other) => (one.rule < other.rule ? -1 : 1))).toEqual(
      found("Dockerfile"),
    );
  });

  it.each([
    { case: "with our layer cache", service: () => world.service.env() },
    { case: "without it", service: () => ({}) },
  ])("fails the run with checks: error before anything is published, $case", async ({ service }) => {
    const images = freshName();
    const { message, properties } = await failure({ images, checks: "error" }, service());
    expect(message).toMatch(/FromAsCasing/);
    expect(message).toMatch(/WorkdirRelativePath/);
    expect(message).toContain("# check=skip=");
    expect(properties).toEqual({});
    expect(await digestOf(images)).toBeUndefined();
  });

  it("is not told with checks: off", async () => {
    expect(annotations(await success({ push: "false", checks: "off" }))).toEqual([]);
  });
});

describe("a build that fails", () => {
  it.each([
    { case: "at a step", lines: ["RUN true", "RUN exit 3", "RUN true"], line: 4, endLine: 4 },
    {
      case: "at a step of several lines",
      lines: ["RUN true", "RUN echo one && \\", "  # why", "  exit 3", "RUN true"],
      line: 4,
      endLine: 6,
    },
    {
      case: "at a step with a heredoc",
      lines: ["RUN true", "RUN <<EOT", "set -e", "echo one", "false", "EOT", "RUN true"],
      line: 4,
      endLine: 8,
    },
    { case: "at a word that is none", lines: ["RUN true", "RUNN true", "RUN true"], line: 4, endLine: 4 },
    { case: "at a file that is not there", lines: ["RUN true", "COPY none /srv"], line: 4, endLine: 4 },
  ])("$case points to its lines", async ({ lines, line, endLine }) => {
    world.write({ "app/Dockerfile": dockerfile(...lines) });
    const { properties, message } = await failure({ push: "false", context: "app" });
    expect(properties).toEqual({ file: "app/Dockerfile", line: String(line), endLine: String(endLine) });
    expect(message).not.toBe("");
  });

  it("points to its lines without our layer cache, too", async () => {
    world.write({ Dockerfile: dockerfile("RUN true", "RUN <<EOT", "exit 3", "EOT") });
    const { properties } = await failure({ push: "false" }, {});
    expect(properties).toEqual({ file: "Dockerfile", line: "4", endLine: "6" });
  });
});
