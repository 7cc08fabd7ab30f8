/** What went wrong, as a stable name that scripts and tests can rely on. */
export type FailureCode =
  | "input" // a value the user wrote cannot be used
  | "docker-missing" // no docker client
  | "daemon-unreachable" // a client, but no engine answers
  | "buildx-missing"
  | "buildx-too-old"
  | "image-store" // the engine's image store cannot hold what was asked for
  | "builder" // a builder could not be found, created or booted
  | "emulation" // a platform cannot be run here
  | "emulation-crash" // the emulator died, not the program
  | "registry-auth" // the registry does not know us
  | "registry-denied" // the registry knows us and refuses
  | "registry" // the registry failed otherwise
  | "build" // a step of the Dockerfile failed
  | "cache" // the layer cache got in the way
  | "size" // an image is larger than it may be
  | "verify" // what was published is not what was planned
  | "timeout"
  | "cancelled"
  | "docker" // a docker command failed for a reason we do not know
  | "internal"; // a defect of this action

/** Lines of a file of the repository. */
export interface Place {
  /** Relative to the workspace. */
  readonly file: string;
  /** The first and the last one, from 1. */
  readonly line: number;
  readonly endLine: number;
}

/** What may accompany the message of an {@link ActionError}. */
export interface FailureDetails {
  /** What the user can change to get further, as one or two sentences. */
  readonly hint?: string | undefined;
  readonly place?: Place | undefined;
  readonly cause?: unknown;
}

/**
 * The one error this action throws on purpose. Thrown anywhere, caught only at the end of the main phase
 * (which fails the step) and of the post phase (which warns).
 */
export class ActionError extends Error {
  override readonly name = "ActionError";
  readonly code: FailureCode;
  readonly hint: string | undefined;
  /** Where it can be mended. */
  readonly place: Place | undefined;

  constructor(code: FailureCode, message: string, { hint, place, cause }: FailureDetails = {}) {
    super(message, { cause });
    this.code = code;
    this.hint = hint;
    this.place = place;
  }
}
