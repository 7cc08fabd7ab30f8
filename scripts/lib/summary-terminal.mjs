import { marked } from "marked";

const BAR_COLUMNS = 48;
const GANTT_TASK = /^(.*?) :(?:[a-z]+, )*(\d+), (\d+)ms$/;
const ENTITIES = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
]);

/**
 * A job summary as text for a terminal: tables with their columns below each other, charts as bars, folded parts open.
 *
 * @param {string} markdown
 */
export function printSummary(markdown) {
  return marked
    .lexer(markdown, { gfm: true })
    .map((token) => printBlock(token))
    .filter((text) => text !== "")
    .join("\n\n");
}

/** @param {import("marked").Token} token @returns {string} */
function printBlock(token) {
  switch (token.type) {
    case "heading":
      return underlined(plainText(token.text), token.depth > 3 ? "-" : "=");
    case "table":
      return printTable(/** @type {import("marked").Tokens.Table} */ (token));
    case "code":
      return token.lang === "mermaid" ? printGantt(token.text) : indented(token.text);
    case "list":
      return /** @type {import("marked").Tokens.List} */ (token).items
        .map(({ text }) => `- ${plainText(text)}`)
        .join("\n");
    case "html":
    case "paragraph":
    case "blockquote":
      return plainText(token.raw);
    default:
      return "";
  }
}

/** @param {import("marked").Tokens.Table} table */
function printTable({ header, rows, align }) {
  const cells = [header, ...rows].map((row) => row.map(({ text }) => plainText(text)));
  const widths = header.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return align[column] === "right" ? cell.padStart(width) : cell.padEnd(width);
      })
      .join("  ")
      .trimEnd(),
  );
  const [head = "", ...body] = lines;
  return [head, widths.map((width) => "-".repeat(width)).join("  "), ...body].join("\n");
}

/** A Gantt chart whose tasks say when they begin and how long they take. @param {string} text */
function printGantt(text) {
  const tasks = text.split("\n").flatMap((line) => {
    const [, name = "", start = "", duration = ""] = GANTT_TASK.exec(line) ?? [];
    return name === "" ? [] : [{ name, start: Number(start), duration: Number(duration) }];
  });
  const end = Math.max(1, ...tasks.map(({ start, duration }) => start + duration));
  const width = Math.max(0, ...tasks.map(({ name }) => name.length));
  /** @param {number} ms */
  const columns = (ms) => Math.round((ms / end) * BAR_COLUMNS);
  return tasks
    .map(({ name, start, duration }) => {
      const bar = "█".repeat(Math.max(1, columns(duration)));
      return `${name.padEnd(width)}  ${" ".repeat(Math.min(BAR_COLUMNS - 1, columns(start)))}${bar}`;
    })
    .join("\n");
}

/** What people see of inline Markdown and HTML. @param {string} text */
function plainText(text) {
  return text
    .replace(/<summary>(.*?)<\/summary>/g, "▾ $1")
    .replace(/<br>/g, " ")
    .replace(/<[^>]*>/g, "")
    .replace(/\[([^\]]*)\]\(([^)]*)\)/g, "$1 ($2)")
    .replace(/\*\*|`/g, "")
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&(\w+);/g, (entity, name) => ENTITIES.get(name) ?? entity)
    .trim();
}

/** @param {string} text @param {string} mark */
function underlined(text, mark) {
  return `${text}\n${mark.repeat(text.length)}`;
}

/** @param {string} text */
function indented(text) {
  return text.replace(/^/gm, "    ");
}
