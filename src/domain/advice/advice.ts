/** A piece of advice that what was seen of a run gives rise to. */
export interface Advice {
  /** A stable name of the rule: `cross-compile`, `copy-before-install`. */
  readonly rule: string;
  /** What to do, in one sentence. */
  readonly advice: string;
  /** What was seen, in one sentence with its figures. */
  readonly evidence: string;
  /** Where it is explained. */
  readonly url: string;
  /** Where in the Dockerfile, from 1. */
  readonly line?: number;
}
