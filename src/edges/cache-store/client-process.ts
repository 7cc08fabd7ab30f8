import type { ChildProcess } from "node:child_process";
import type { CacheOutcome } from "../../domain/cache-outcome.ts";
import { signalGroup } from "../process-group.ts";
import type { CacheFolder, CacheReply, CacheRequest } from "./message.ts";

interface Waiting {
  readonly settle: (outcome: CacheOutcome) => void;
  readonly timer: NodeJS.Timeout;
}

/** The end of what the process printed that is kept to tell why it ended. */
const STDERR_CHARACTERS = 2_000;

/**
 * A process that has the cache client, which prints what it likes and cannot be stopped. This one prints nothing, and
 * is ended with all that it started. It does not keep this process alive; requests under way do.
 */
export class ClientProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;
  readonly #waiting = new Map<number, Waiting>();
  #stderr = "";
  #isRetired = false;
  #isGone = false;
  #isLeft = false;
  #requests = 0;

  /**
   * @param child what `spawnClient` started
   * @param root the folder that all paths are relative to
   */
  constructor(child: ChildProcess, root: string) {
    this.#child = child;
    this.#ended = this.#watch();
    const folder: CacheFolder = { root };
    child.send(folder, (error) => {
      if (error) this.#fail(error.message);
    });
  }

  /** Whether it takes requests. It does not once it has ended, or left one unanswered for too long. */
  get isUsable(): boolean {
    return !this.#isRetired;
  }

  /** Asks for something; what is not answered in time has failed, whatever becomes of it. */
  ask(request: Omit<CacheRequest, "id">, deadlineMs: number): Promise<CacheOutcome> {
    const id = this.#requests++;
    return new Promise((settle) => {
      const timer = setTimeout(() => {
        // It may do what it was asked for at any time: it is ended, but not before the others have their answers.
        this.#isRetired = true;
        this.#settle(id, failed(`there was no answer within ${deadlineMs / 1_000} s`));
      }, deadlineMs);
      this.#waiting.set(id, { settle, timer });
      this.#child.send({ ...request, id }, (error) => {
        if (error) this.#fail(error.message);
      });
    });
  }

  /**
   * Asks for a last thing and hangs up: the process does it by itself, also when this one has ended.
   * @returns its number; undefined where it cannot be asked.
   */
  async leave(request: Omit<CacheRequest, "id">): Promise<number | undefined> {
    if (this.#isRetired) return undefined;
    const last: CacheRequest = { ...request, id: this.#requests++, isLast: true };
    const sent = await new Promise((resolve) => {
      this.#child.send(last, (error) => {
        resolve(error === null);
      });
    });
    this.#isRetired = true;
    this.#isLeft = sent === true;
    if (this.#child.connected) this.#child.disconnect();
    return this.#isLeft ? this.#child.pid : undefined;
  }

  /** Ends it at once, unless it was left to itself, and resolves when it has ended; requests under way fail. */
  async end(reason: string): Promise<void> {
    if (this.#isLeft) return;
    // It is waited for now, and would not be while it does not count.
    if (!this.#isGone) this.#child.ref();
    this.#fail(reason);
    await this.#ended;
  }

  /** Resolves when it has ended. */
  #watch(): Promise<void> {
    const child = this.#child;
    child.on("message", (reply: CacheReply) => {
      this.#settle(reply.id, reply.outcome);
    });
    child.stderr?.on("data", (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString()).slice(-STDERR_CHARACTERS);
    });
    return new Promise((resolve) => {
      child.on("error", (error) => {
        this.#fail(error.message);
        if (child.pid === undefined) resolve();
      });
      child.on("close", (code, signal) => {
        this.#fail(`the cache client ended with ${signal ?? code ?? "no code"}${this.#lastWords}`);
        // From now on its number may be another's.
        this.#isGone = true;
        resolve();
      });
    });
  }

  #settle(id: number, outcome: CacheOutcome): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    clearTimeout(waiting?.timer);
    waiting?.settle(outcome);
    if (this.#isRetired && this.#waiting.size === 0) this.#kill();
  }

  #fail(reason: string): void {
    this.#isRetired = true;
    for (const id of [...this.#waiting.keys()]) this.#settle(id, failed(reason));
    this.#kill();
  }

  #kill(): void {
    if (this.#child.pid !== undefined && !this.#isGone) signalGroup(this.#child.pid, "SIGKILL");
  }

  get #lastWords(): string {
    const line = this.#stderr
      .trim()
      .split("\n")
      .findLast((text) => /error/i.test(text));
    return line === undefined ? "" : `: ${line.trim()}`;
  }
}

/** An outcome that says why. */
export function failed(reason: string): CacheOutcome {
  return { kind: "failed", reason };
}
