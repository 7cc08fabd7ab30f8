const SHORT_LENGTH = "sha256:0123456789ab".length;

/** The beginning of a digest, which people tell images apart by, as docker shows it. */
export function shortDigest(digest: string): string {
  return digest.slice(0, SHORT_LENGTH);
}
