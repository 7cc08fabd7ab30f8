/** Longer texts are cut: advice is a sentence, and the whole command is in the Dockerfile. */
const MAX_LENGTH = 80;

/** Text from outside within a sentence: in quotation marks, on one line, and not long. */
export function quote(text: string): string {
  const line = text.replace(/[\s\p{Cc}\p{Cf}]+/gu, " ").trim();
  // By characters rather than by units of UTF-16, so that none is cut in two.
  const characters = Array.from(line.slice(0, 2 * (MAX_LENGTH + 1)));
  if (characters.length <= MAX_LENGTH) return `"${line}"`;
  return `"${characters.slice(0, MAX_LENGTH - 1).join("")}…"`;
}
