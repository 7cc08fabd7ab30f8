/** Longer texts are cut: nobody reads on, and a summary has a largest size. */
const MOST_CHARACTERS = 1000;
/** Longer tables are cut. */
const MOST_ROWS = 40;

// What switches a terminal's colours and titles (ECMA-48), of which letters would stay behind without its first byte.
const TERMINAL_SEQUENCE =
  // eslint-disable-next-line no-control-regex -- they are what it looks for
  /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?)/g;
// What would make text look other than it is: controls, but for blanks and line ends, and what turns its direction.
const UNSEEN = /[^\P{Cc}\s\u0085]|\p{Bidi_Control}/gu;
const MARKUP = /[&<>\\`*_[\]()|~$#@]/g;
const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/**
 * Makes text from outside plain in Markdown and HTML: one line, and nothing in it is markup, a link, a mention or a
 * command to the runner. Long text is cut.
 */
export function plain(text: string): string {
  // GitHub looks for mentions and numbers of issues in the rendered text, where an entity is the character again.
  return escaped(text).replace(/&#(?:35|64);(?=\w)/g, "$&&#8203;");
}

/** Shows text as inline code, whatever characters it holds. Long text is cut. GitHub makes no mentions of code. */
export function code(text: string): string {
  return `<code>${escaped(text)}</code>`;
}

/** A block of code with a button to copy it; each of the lines stays one. */
export function fence(language: string, lines: readonly string[]): string {
  const body = lines.map((line) => shortened(line, MOST_CHARACTERS)).join("\n");
  const longest = Math.max(2, ...(body.match(/`+/g) ?? []).map(({ length }) => length));
  const marks = "`".repeat(longest + 1);
  return `${marks}${language}\n${body}\n${marks}`;
}

/** A link to the web; empty where the address is another one, or has characters that are not for addresses. */
export function link(words: string, url: string): string {
  return /^https:\/\/[\w.~:/?#@!&'*+,;=%-]+$/.test(url) ? `[${words}](${url.replaceAll("&", "&amp;")})` : "";
}

/** A part that opens by a click. Both title and body are Markdown already. */
export function folded(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

/** What one column of a table shows of a row, as Markdown. */
export interface Column<Row> {
  readonly head: string;
  /** Figures are easier to compare with their ends below each other. */
  readonly align?: "right";
  readonly cell: (row: Row) => string;
}

/** A table of the columns that some row has something in. Rows above the most are counted only. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[], most = MOST_ROWS): string {
  const shown = rows.slice(0, most);
  const used = columns.filter(({ cell }) => shown.some((row) => cell(row) !== ""));
  const lines = [
    line(used.map(({ head }) => head)),
    line(used.map(({ align }) => (align === undefined ? "---" : "---:"))),
    ...shown.map((row) => line(used.map(({ cell }) => cell(row)))),
  ].join("\n");
  return rows.length > most ? `${lines}\n\nand ${rows.length - most} more` : lines;
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function escaped(text: string): string {
  return (
    shortened(text, MOST_CHARACTERS)
      .replace(MARKUP, (character) => ENTITIES[character] ?? entity(character))
      // GitHub makes links of bare addresses.
      .replace(/:(?=\/\/)|(?<=\bwww)\./gi, entity)
      // The runner takes `::` for the start of a command when a summary is printed to its log.
      .replaceAll("::", "&#58;&#58;")
      // What begins a line can begin a list, or make a heading of the line above.
      .replace(/^[-+=]|(?<=^\d+)\.(?= |$)/, entity)
  );
}

function entity(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

/** The text on one line, without what nobody sees, cut to at most so many characters and a mark. */
export function shortened(text: string, most: number): string {
  const seen = text
    .replace(TERMINAL_SEQUENCE, "")
    .replace(UNSEEN, "")
    .replace(/[\s\u0085]+/g, " ")
    .trim();
  if (seen.length <= most) return seen;
  const characters = Array.from(seen);
  return characters.length > most ? `${characters.slice(0, most).join("")}…` : seen;
}
