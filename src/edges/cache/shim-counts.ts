/** What happened to a blob, or to all of them. */
export interface BlobCounts {
  readonly requests: number;
  /** Bytes of blobs that were sent, also to clients that left before the end. */
  readonly servedBytes: number;
  /** Bytes that the source delivered and that were what they should be. */
  readonly fetchedBytes: number;
  /** How often the source did not deliver, or a file was not what its digest says. */
  readonly failures: number;
  /** Bytes that were pushed and kept. */
  readonly uploadedBytes: number;
}

/** What happened so far. */
export interface ShimCounts {
  /** Its requests are all there were, also those for manifests and those that were refused. */
  readonly total: BlobCounts;
  readonly byDigest: ReadonlyMap<string, BlobCounts>;
}

const NOTHING: BlobCounts = { requests: 0, servedBytes: 0, fetchedBytes: 0, failures: 0, uploadedBytes: 0 };

/** Counts what a registry does, for each digest and in total. */
export class ShimCounter {
  #total = NOTHING;
  readonly #byDigest = new Map<string, BlobCounts>();

  /** Adds to the total and, if there is one, to a digest. */
  add(digest: string | undefined, more: Partial<BlobCounts>): void {
    this.#total = sum(this.#total, more);
    if (digest !== undefined) this.#byDigest.set(digest, sum(this.#byDigest.get(digest) ?? NOTHING, more));
  }

  /** The counts as they are now; they do not change any more. */
  counts(): ShimCounts {
    return { total: this.#total, byDigest: new Map(this.#byDigest) };
  }
}

function sum(before: BlobCounts, more: Partial<BlobCounts>): BlobCounts {
  return {
    requests: before.requests + (more.requests ?? 0),
    servedBytes: before.servedBytes + (more.servedBytes ?? 0),
    fetchedBytes: before.fetchedBytes + (more.fetchedBytes ?? 0),
    failures: before.failures + (more.failures ?? 0),
    uploadedBytes: before.uploadedBytes + (more.uploadedBytes ?? 0),
  };
}
