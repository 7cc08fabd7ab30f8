/** A step as an earlier run left it, so that a later one can tell what changed and what its cache saved. */
export interface RememberedStep {
  /** `linux/arm64`. */
  readonly platform: string;
  /** Empty in a Dockerfile whose only stage has no name. */
  readonly stage: string;
  readonly index: number;
  /** One line, of at most 200 characters. */
  readonly command: string;
  /** BuildKit's digest of it, which changes with the files that it copies. */
  readonly id: string;
  /** What it took when it was last executed; absent where that was never seen. */
  readonly executedMs?: number;
}

/** A base image as an earlier run used it. */
export interface RememberedBase {
  readonly platform: string;
  readonly stage: string;
  /** With its digest. */
  readonly image: string;
}

/** What the newest run of a history leaves to the next, beside its figures. */
export interface Memory {
  readonly steps: readonly RememberedStep[];
  readonly bases: readonly RememberedBase[];
}
