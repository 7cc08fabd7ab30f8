/** What the main phase leaves for the post phase: all that must be removed or finished. It holds no secret. */
export interface Handover {
  readonly schema: 1;
  /** Holds the docker config with the logins, secrets, and everything else that is temporary. */
  readonly folder: string;
  /** A builder that this run creates; named here before it exists, so that no moment is left uncovered. */
  readonly builder?: string | undefined;
  /** The number of the process that saves the layer cache out of {@link cacheFolder}. */
  readonly saving?: number | undefined;
  /** The number of the process that saves the history of runs, out of the same folder. */
  readonly remembering?: number | undefined;
}

/** The part of the run's folder that the layer cache lies in. */
export function cacheFolder({ folder }: Pick<Handover, "folder">): string {
  return `${folder}/${CACHE_FOLDER}`;
}

/** The name of that part. */
export const CACHE_FOLDER = "cache";
