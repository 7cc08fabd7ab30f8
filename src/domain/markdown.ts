/** Makes text from outside plain in Markdown and HTML: one line, and nothing in it is markup. */
export function plain(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[\\`*_{}[\]()#+!|~$@-]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Shows text as inline code, whatever characters it holds. */
export function code(text: string): string {
  return `<code>${plain(text)}</code>`;
}

/** A table; its cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
