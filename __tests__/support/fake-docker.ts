import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a {@link FakeDocker} does when it is called with certain arguments. */
export interface Answer {
  /** How its arguments begin; those of the buildx plugin with `buildx` before them. By default all calls match. */
  readonly to?: readonly string[];
  readonly stdout?: string;
  readonly stderr?: string;
  /** By default 0. */
  readonly exitCode?: number;
  /** Ends by this signal instead of an exit code. */
  readonly endsBy?: NodeJS.Signals;
  /** Before it ends, in milliseconds. */
  readonly lastsMs?: number;
  /** How many children it starts, each with one of its own. All last a minute. */
  readonly children?: number;
  /** Whether it and its children take no notice of SIGTERM. */
  readonly isStubborn?: boolean;
}

/** One call of a {@link FakeDocker}. */
export interface Call {
  readonly program: "docker" | "docker-buildx";
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Its process and those that it started. */
  readonly pids: readonly number[];
}

/** Both of its programs, in CommonJS since a file without an extension is that. */
const PROGRAM = `#!${process.execPath}
const { spawn } = require("node:child_process");
const { appendFileSync, readFileSync } = require("node:fs");
const { basename } = require("node:path");
const root = ROOT;
const program = basename(__filename);
const args = process.argv.slice(2);
const all = program === "docker" ? args : ["buildx", ...args];
const answers = JSON.parse(readFileSync(root + "/answers.json", "utf8"));
const answer = answers.find(({ to = [] }) => to.every((word, at) => all[at] === word)) ?? {
  stderr: "the fake docker has no answer to " + all.join(" ") + "\\n",
  exitCode: 64,
};
const trap = answer.isStubborn ? 'process.on("SIGTERM", () => {});' : "";
const leaf = trap + "process.send?.(process.pid); process.disconnect?.(); setTimeout(() => {}, 60_000);";
const child =
  trap +
  'require("node:child_process").spawn(process.execPath, ["-e", ' + JSON.stringify(leaf) + '],' +
  '{ stdio: ["ignore", "inherit", "inherit", "ipc"] })' +
  '.on("message", (pid) => { process.send([process.pid, pid]); process.disconnect(); });' +
  "setTimeout(() => {}, 60_000);";
const start = () =>
  new Promise((resolve) => {
    const started = spawn(process.execPath, ["-e", child], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
    started.on("message", (pids) => {
      started.unref();
      resolve(pids);
    });
  });
async function main() {
  if (answer.isStubborn) process.on("SIGTERM", () => {});
  const pids = (await Promise.all(Array.from({ length: answer.children ?? 0 }, start))).flat();
  const call = { program, args, env: { ...process.env }, cwd: process.cwd(), pids: [process.pid, ...pids] };
  appendFileSync(root + "/calls.jsonl", JSON.stringify(call) + "\\n");
  if (answer.stdout) process.stdout.write(answer.stdout);
  if (answer.stderr) process.stderr.write(answer.stderr);
  if (answer.lastsMs) await new Promise((resolve) => setTimeout(resolve, answer.lastsMs));
  if (answer.endsBy) process.kill(process.pid, answer.endsBy);
  process.exitCode = answer.exitCode ?? 0;
}
main();
`;

/**
 * A `docker` command, and a buildx plugin, in a temporary folder. They write down how they were called and do as they
 * are told, whatever docker itself would do.
 */
export class FakeDocker {
  readonly folder: string;
  /** Holds nothing but `docker`: a PATH. */
  readonly bin: string;
  /** A docker config folder, whose `cli-plugins` hold buildx where that was asked for. */
  readonly config: string;

  /** `name` is the folder's, for those who need an unusual one. */
  constructor({ plugin = false, name = "fake-docker" }: { plugin?: boolean; name?: string } = {}) {
    this.folder = mkdtempSync(join(tmpdir(), `${name}-`));
    this.bin = join(this.folder, "bin");
    this.config = join(this.folder, "config");
    mkdirSync(this.bin);
    mkdirSync(join(this.config, "cli-plugins"), { recursive: true });
    this.#install(join(this.bin, "docker"));
    if (plugin) this.#install(join(this.config, "cli-plugins/docker-buildx"));
    this.answer();
  }

  /** The variables by which the programs are found. */
  get env(): Readonly<Record<string, string>> {
    return { PATH: this.bin, HOME: this.folder, DOCKER_CONFIG: this.config };
  }

  /** Sets what is answered; of several answers the first that fits counts. */
  answer(...answers: readonly Answer[]): void {
    writeFileSync(join(this.folder, "answers.json"), JSON.stringify(answers));
  }

  /** The calls so far, in order. */
  get calls(): readonly Call[] {
    const file = join(this.folder, "calls.jsonl");
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, "utf8").split("\n");
    // What comes after the last line's end is still being written.
    return lines.slice(0, -1).map((line) => JSON.parse(line) as Call);
  }

  /** The calls so far, as lines. */
  get commands(): readonly string[] {
    return this.calls.map(({ program, args }) => [program, ...args].join(" "));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #install(file: string): void {
    writeFileSync(file, PROGRAM.replace("ROOT", JSON.stringify(this.folder)), { mode: 0o755 });
  }
}

/** Whether a process is there and does something; one that nobody has waited for yet is a mere name. */
export function isRunning(pid: number): boolean {
  try {
    const state = /\) (\w) /.exec(readFileSync(`/proc/${pid}/stat`, "utf8"))?.[1];
    return state !== undefined && state !== "Z" && state !== "X";
  } catch {
    return false;
  }
}
