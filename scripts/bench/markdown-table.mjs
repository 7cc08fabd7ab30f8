/**
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
export function markdownTable(head, rows) {
  const line = (/** @type {readonly string[]} */ cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** @param {number} bytes */
export function megabytes(bytes) {
  return (bytes / 1e6).toFixed(1);
}

/** A figure that may not have been measured. @param {number | undefined} value @param {number} [digits] */
export function figure(value, digits = 2) {
  return value === undefined || Number.isNaN(value) ? "–" : value.toFixed(digits);
}
