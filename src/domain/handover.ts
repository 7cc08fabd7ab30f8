/** What the main phase leaves for the post phase: all that must be removed. It holds no secret. */
export interface Handover {
  readonly schema: 1;
  /** Holds the docker config with the logins, secrets, and everything else that is temporary. */
  readonly folder: string;
  /** A builder that this run creates; named here before it exists, so that no moment is left uncovered. */
  readonly builder?: string | undefined;
}
