import type { BuildChecks } from "../domain/progress/build-checks.ts";
import { printWarning } from "../domain/progress/build-checks.ts";
import { hideServer } from "../domain/cache-failure.ts";
import type { BuildWarning } from "../domain/progress/event.ts";
import { parseEvent } from "../domain/progress/event.ts";
import type { SolveFigures } from "../domain/metrics/solve-figures.ts";
import { LiveLog } from "../domain/progress/live-log.ts";
import { StepReader } from "../domain/progress/step-reader.ts";
import type { CacheServer } from "../domain/solve-plan.ts";
import { debug, say, warn } from "./log.ts";

/** How often a build that prints nothing is looked after, in milliseconds. */
const TICK_MS = 1_000;

/** The lines that are kept to tell why a build failed. */
const TAIL_LINES = 400;

/** What is seen of a solve by what it prints. */
export type SolveSeen = Pick<SolveFigures, "steps" | "baseImages" | "contextBytes">;

/** What a {@link SolveFollower} follows. */
export interface Followed {
  /** What is built for, if that is one platform: `linux/arm64`. */
  readonly platform: string | undefined;
  /** Whether no other solve runs at its side, so that lines need not tell which they are of. */
  readonly isAlone: boolean;
  /** What was warned of so far, by all solves of the build. */
  readonly checks: BuildChecks;
  /** The path of the Dockerfile in the repository, where it is there. */
  readonly dockerfile: string | undefined;
  /** The registry inside this run; people are not shown its random path. */
  readonly server: CacheServer | undefined;
}

/** Follows a `docker buildx build` by what it prints: shows it to people while it runs, and keeps what became of each step. */
export class SolveFollower {
  readonly #steps: StepReader;
  readonly #log: LiveLog;
  readonly #tail: string[] = [];
  readonly #timer: NodeJS.Timeout;
  readonly #server: CacheServer | undefined;
  readonly #checks: BuildChecks;
  readonly #dockerfile: string | undefined;
  #hasBegun = false;
  #hasEnded = false;

  constructor({ platform, isAlone, checks, dockerfile, server }: Followed) {
    this.#server = server;
    this.#checks = checks;
    this.#dockerfile = dockerfile;
    this.#steps = new StepReader(platform);
    this.#log = new LiveLog({ platform: isAlone ? undefined : platform });
    this.#timer = setInterval(() => {
      this.#say(this.#log.tick(Date.now()));
    }, TICK_MS);
    this.#timer.unref();
  }

  /** Takes a line of either stream. */
  readonly onLine = (line: string): void => {
    const event = parseEvent(line);
    if (event === undefined) {
      // What follows the progress is why it ended: what there is to say of the steps comes before that.
      if (this.#hasBegun) this.#endLog();
      this.#say([line]);
      return;
    }
    this.#hasBegun = true;
    debug(line);
    this.#steps.take(event);
    this.#say(this.#log.take(event, Date.now()));
    for (const warning of this.#checks.take(event.warnings)) this.#warn(warning);
  };

  /** What was seen so far. */
  get seen(): SolveSeen {
    return {
      steps: this.#steps.steps(),
      baseImages: this.#steps.baseImages(),
      contextBytes: this.#steps.contextBytes(),
    };
  }

  /** Says what is left to say, and returns the last lines of all, from which a failure can be told. */
  end(): string {
    clearInterval(this.#timer);
    this.#endLog();
    return this.#tail.join("\n");
  }

  #endLog(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#say(this.#log.end());
  }

  #warn(warning: BuildWarning): void {
    const { line } = warning;
    const file = this.#dockerfile;
    warn(
      printWarning(warning),
      file === undefined || line === undefined ? undefined : { file, line, endLine: line },
    );
  }

  #say(lines: readonly string[]): void {
    this.#tail.push(...lines);
    this.#tail.splice(0, this.#tail.length - TAIL_LINES);
    const shown = lines.filter((line) => !this.#isInternal(line)).map((line) => this.#publicText(line));
    if (shown.length > 0) say(shown.join("\n"));
  }

  /** What was pushed to the registry inside this run is published later, which is worth a line. */
  #isInternal(line: string): boolean {
    return this.#server !== undefined && line.includes(`pushing manifest for ${this.#server.path}`);
  }

  #publicText(line: string): string {
    return this.#server === undefined ? line : hideServer(line, this.#server);
  }
}
