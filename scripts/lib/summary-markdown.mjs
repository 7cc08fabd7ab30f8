import { marked } from "marked";

/**
 * The HTML that GitHub's dialect of Markdown stands for, not yet sanitised.
 *
 * @param {string} markdown
 */
export function htmlOf(markdown) {
  return marked.parse(markdown, { async: false, gfm: true });
}

/** @param {string} row */
function countCells(row) {
  const inner = row
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "");
  return inner.split(/(?<!\\)\|/).length;
}

/**
 * Rows that have more or fewer cells than their table's head. The page does not show it: cells too many are dropped, and
 * missing ones are empty.
 *
 * @param {string} markdown
 * @returns {string[]} A sentence each.
 */
export function findUnevenRows(markdown) {
  /** @type {string[]} */
  const found = [];
  marked.walkTokens(marked.lexer(markdown, { gfm: true }), (token) => {
    if (token.type !== "table") return;
    const [head = "", , ...rows] = token.raw.trim().split("\n");
    const uneven = rows.filter((row) => countCells(row) !== countCells(head));
    found.push(
      ...uneven.map((row) => `This row has not as many cells as its head, ${head.trim()}: ${row.trim()}`),
    );
  });
  return found;
}
