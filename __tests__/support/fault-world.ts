import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@jest/globals";
import type { Entry } from "../../scripts/lib/cache-service/entries.mjs";
import { CacheService } from "../../scripts/lib/cache-service.mjs";
import type { ActionRun } from "../../scripts/lib/runner.mjs";
import { waitUntil } from "../../scripts/lib/wait.mjs";
import type { Metrics } from "../../src/domain/metrics/metrics.ts";
import { SMALL_BUILD } from "./cache-world.ts";
import { docker, emptyBuilder, freshName, World } from "./world.ts";

type Texts = Readonly<Record<string, string>>;

const MACHINES = { "linux/amd64": "x86_64", "linux/arm64": "aarch64" };
/** The cache has the same name for each world, whatever the image is called. */
const INPUTS = { platforms: Object.keys(MACHINES).join(","), tags: "latest", "cache-scope": "faults" };

/** A run that did not fail. */
export interface SoundRun extends ActionRun {
  readonly metrics: Metrics;
  /** The job summary as people read it. */
  readonly text: string;
}

/** What differs from a push to main on a builder that has what the last run left there. */
export interface FaultRunOptions {
  readonly inputs?: Texts;
  readonly env?: Texts;
  /** Hears of what the run prints. */
  readonly onOutput?: (text: string) => void;
}

/** Sources, and a cache service with which, as with the machine, something may go wrong. */
export class FaultWorld extends World {
  readonly service: CacheService;

  private constructor(service: CacheService, files: Texts) {
    super(files);
    this.service = service;
  }

  /** With copies of some entries in the service. */
  static async create(entries: readonly Entry[] = [], files: Texts = SMALL_BUILD): Promise<FaultWorld> {
    const world = new FaultWorld(await CacheService.start(), files);
    for (const { scope, key, version, bytes } of entries) {
      const copy = world.service.entries.reserve({ scope, key, version });
      if (copy) Object.assign(copy, { bytes: Buffer.from(bytes), isReady: true });
    }
    return world;
  }

  /** Builds and publishes; fails unless both phases, the image and what is left are as without a fault. */
  async publish(options: FaultRunOptions = {}): Promise<SoundRun> {
    const images = freshName();
    const run = await this.#run({ ...options, inputs: { images, ...options.inputs } });
    const source = readFileSync(join(this.workspace, "source.txt"), "utf8");
    expect(await outputsOf(images)).toEqual(
      Object.entries(MACHINES).map(([platform, machine]) => [platform, `${source}${machine}\n`]),
    );
    return run;
  }

  /** Builds and publishes nothing; fails unless both phases and what is left are as without a fault. */
  async prove(options: FaultRunOptions = {}): Promise<SoundRun> {
    return this.#run({ ...options, inputs: { push: "false", ...options.inputs } });
  }

  /** Both side by side. */
  async publishAndProve(
    options: FaultRunOptions = {},
  ): Promise<readonly [published: SoundRun, proven: SoundRun]> {
    return Promise.all([this.publish(options), this.prove(options)]);
  }

  /** The entries whose key a pattern matches. */
  entries(pattern: RegExp): readonly Entry[] {
    return this.service.entries.ready.filter(({ key }) => pattern.test(key));
  }

  /** Changes a byte in the middle of such entries. */
  corrupt(pattern: RegExp): void {
    for (const { bytes } of this.entries(pattern)) {
      const at = bytes.byteLength >> 1;
      bytes.writeUInt8(bytes.readUInt8(at) ^ 0xff, at);
    }
  }

  /** Takes away the second half of such entries. */
  truncate(pattern: RegExp): void {
    for (const entry of this.entries(pattern))
      entry.bytes = entry.bytes.subarray(0, entry.bytes.byteLength >> 1);
  }

  /** Removes such entries. */
  evict(pattern: RegExp): void {
    for (const { key } of this.entries(pattern)) this.service.evict(key);
  }

  /** Processes that were told of this world's folder: the action's own and all that they started. */
  processes(): readonly number[] {
    const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    return pids.map(Number).filter((pid) => readProcess(pid, "environ").includes(this.temp));
  }

  /** Of these, the one that saves the cache. */
  saveProcess(): number | undefined {
    return this.processes().find((pid) => readProcess(pid, "cmdline").includes("cache-save"));
  }

  /**
   * The variables with which something goes wrong inside the action's processes:
   * - `FAULT_LISTEN=CODE`: nothing can be listened on;
   * - `FAULT_MKDIR=TEXT`: no folder can be made whose path has the text in it;
   * - `FAULT_END_SERVERS=FILE`: servers end, with their connections, once there is a file.
   */
  faultEnv(fault: Texts): Texts {
    const script = join(this.temp, "fault.mjs");
    writeFileSync(script, FAULTS);
    return { NODE_OPTIONS: `--import=${script}`, ...fault };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.service.close();
    this.remove();
  }

  async #run({ inputs, env, ...more }: FaultRunOptions): Promise<SoundRun> {
    const run = await this.run({ ...INPUTS, ...inputs }, { ...more, env: { ...this.service.env(), ...env } });
    if (run.main.exitCode + run.post.exitCode !== 0) throw new Error(run.main.log + run.post.log);
    // A process that was left alone takes a moment to see that.
    const leftovers = () => [...this.leftovers(), ...this.processes()];
    await waitUntil(() => leftovers().length === 0, { timeoutMs: 10_000, everyMs: 100 });
    expect(leftovers()).toEqual([]);
    const text = run.summary.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
    return { ...run, text, metrics: JSON.parse(run.outputs["metrics"] ?? "") as Metrics };
  }
}

/** What a run leaves in the cache; it finds nothing there, and nothing in the builder. */
export async function cacheOf(files?: Texts): Promise<readonly Entry[]> {
  await emptyBuilder();
  const world = await FaultWorld.create([], files);
  try {
    await world.publish();
    return world.service.entries.ready;
  } finally {
    await world[Symbol.asyncDispose]();
  }
}

const FAULTS = `
import { existsSync, promises } from "node:fs";
import { Server } from "node:http";
import { syncBuiltinESMExports } from "node:module";

const { FAULT_LISTEN, FAULT_MKDIR, FAULT_END_SERVERS } = process.env;
const failure = (code, what) => Object.assign(new Error(code + ": " + what), { code });
const { listen } = Server.prototype;
const { mkdir } = promises;
if (FAULT_LISTEN) Server.prototype.listen = function () {
  process.nextTick(() => this.emit("error", failure(FAULT_LISTEN, "listen")));
  return this;
};
if (FAULT_END_SERVERS) Server.prototype.listen = function (...args) {
  const timer = setInterval(() => {
    if (!existsSync(FAULT_END_SERVERS)) return;
    clearInterval(timer);
    this.close();
    this.closeAllConnections();
  }, 10);
  timer.unref();
  return listen.apply(this, args);
};
if (FAULT_MKDIR) {
  promises.mkdir = async (path, ...rest) => {
    if (String(path).includes(FAULT_MKDIR)) throw failure("EACCES", "mkdir " + path);
    return mkdir(path, ...rest);
  };
  syncBuiltinESMExports();
}
`;

/** The platforms that an image has, each with what it prints; one that is there twice is there twice. */
async function outputsOf(name: string): Promise<readonly (readonly [platform: string, output: string])[]> {
  const raw = await docker("buildx", "imagetools", "inspect", "--raw", `${name}:latest`);
  const index = JSON.parse(raw) as { manifests: { platform: { os: string; architecture: string } }[] };
  const platforms = index.manifests
    .map(({ platform: { os, architecture } }) => `${os}/${architecture}`)
    .filter((platform) => platform !== "unknown/unknown")
    .toSorted();
  const options = ["--rm", "--pull", "always", "--quiet", "--platform"];
  const command = ["sh", "-c", "head -n 1 /srv/built.txt; uname -m"];
  return Promise.all(
    platforms.map(
      async (platform) =>
        [platform, await docker("run", ...options, platform, `${name}:latest`, ...command)] as const,
    ),
  );
}

function readProcess(pid: number, file: "environ" | "cmdline"): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    // It has ended, or is another user's.
    return "";
  }
}
