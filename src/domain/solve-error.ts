/** The error that a failed `docker buildx build` ends with. */
export interface SolveError {
  /** As buildx says it, without its own preamble. */
  readonly message: string;
  /** The message in lower case, without addresses, digests and image names, whose text must not be taken for a reason. */
  readonly words: string;
  /** Whether a step of the Dockerfile failed, which no circumstance of ours explains. */
  readonly isStep: boolean;
  /** Whether it came from pushing the image. */
  readonly isPush: boolean;
}

/**
 * Reads the end of buildx's stderr. The error is its last line that begins with `ERROR: `, with the lines after it:
 * `ERROR: failed to build: failed to solve: …`.
 */
export function parseSolveError(output: string): SolveError {
  const starts = [...output.matchAll(/^ERROR: /gm)];
  const start = starts.at(-1)?.index;
  const text =
    start === undefined ? output.trim().replace(/^[^]*\n/, "") : output.slice(start + "ERROR: ".length);
  const message =
    text.trim().replace(/^(?:failed to (?:build|solve):(?:\s+|$))+/, "") ||
    "docker buildx build failed without a word";
  return {
    message,
    words: wordsOf(message),
    isStep: /did not complete successfully|^dockerfile parse error/m.test(message),
    isPush: message.startsWith("failed to push "),
  };
}

/**
 * Tells whether the same build may well succeed when it is run once more: a server's error, a broken connection, a
 * rate limit. Never true for a step's own failure.
 */
export function isTransient({ words, isStep }: SolveError): boolean {
  return !isStep && TRANSIENT.test(words);
}

/** What may pass by itself, in the words of BuildKit, containerd and Go's network packages. */
export const TRANSIENT =
  /(?:unexpected status[^\n]*|status(?: code)?):? (?:429|5\d\d)\b|too many requests|i\/o timeout|timeout awaiting response headers|tls handshake timeout|connection reset by peer|use of closed network connection|unexpected eof|: eof$|broken pipe|temporary failure in name resolution|server misbehaving|http2: .*goaway|stream error: .*internal_error/m;

function wordsOf(message: string): string {
  return message
    .replace(/\bhttps?:\/\/[^\s"]+?(?=:?(?:\s|"|$))/g, "")
    .replace(/\bsha256:[0-9a-f]+/g, "")
    .replace(/^failed to push \S+:(?=\s)/, "failed to push:")
    .replace(/(source metadata for) \S+:(?=\s)/, "$1:")
    .replace(/^\S*[/:]\S*: (?=failed)/, "")
    .toLowerCase();
}
