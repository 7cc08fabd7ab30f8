import type { Flag, Heredoc, Instruction } from "./dockerfile.ts";

/** Words, where a quoted part belongs to its word. */
const WORDS = /(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+/g;
const FLAG = /^--([a-z][\w-]*)(?:=("[^"]*"|\S*))?(?:\s+|$)/i;
/** The instructions that files can be written into. */
const WITH_HEREDOCS: readonly string[] = ["RUN", "COPY", "ADD", "ONBUILD"];

/**
 * Reads an instruction from its lines, the way BuildKit does.
 * @param line where it begins, from 1
 * @throws Error if a file that is written into it does not end where the lines do.
 * @see https://github.com/moby/buildkit/blob/master/frontend/dockerfile/parser/parser.go
 */
export function readInstruction(lines: readonly string[], escape: string, line: number): Instruction {
  const { joined, rest } = joinLines(lines, escape);
  const [keyword, afterwards] = splitKeyword(joined.trim());
  const { flags, body } = splitFlags(afterwards);
  const list = readList(body);
  return {
    keyword,
    text: `${keyword} ${afterwards}`.replace(/\s+/g, " ").trim(),
    flags,
    body,
    words: list ?? body.split(/\s+/).filter((word) => word !== ""),
    isList: list !== undefined,
    heredocs: readHeredocs(WITH_HEREDOCS.includes(keyword) ? body : "", rest),
    line,
  };
}

/** Joins the lines that end in the escape character with those that follow them. */
function joinLines(lines: readonly string[], escape: string) {
  const continued = escape === "`" ? /`[ \t]*$/ : /\\[ \t]*$/;
  const isSkipped = (text: string, at: number): boolean => at > 0 && /^\s*(?:#|$)/.test(text);
  const last = lines.findIndex((text, at) => !isSkipped(text, at) && !continued.test(text));
  const used = last === -1 ? lines : lines.slice(0, last + 1);
  const joined = used
    .filter((text, at) => !isSkipped(text, at))
    .map((text) => text.replace(continued, ""))
    .join("");
  return { joined, rest: lines.slice(used.length) };
}

function splitKeyword(text: string): readonly [keyword: string, afterwards: string] {
  const end = text.search(/\s|$/);
  return [text.slice(0, end).toUpperCase(), text.slice(end).trimStart()];
}

function splitFlags(text: string) {
  const flags: Flag[] = [];
  let body = text;
  for (let flag = FLAG.exec(body); flag !== null; flag = FLAG.exec(body)) {
    flags.push({ name: String(flag[1]).toLowerCase(), value: unquote(flag[2] ?? "") });
    body = body.slice(flag[0].length);
  }
  return { flags, body };
}

function readList(body: string): readonly string[] | undefined {
  if (!body.startsWith("[")) return undefined;
  try {
    const list: unknown = JSON.parse(body);
    return Array.isArray(list) && list.every((item) => typeof item === "string") ? list : undefined;
  } catch {
    // It is the shell's test command then, as in `RUN [ -f x ]`.
    return undefined;
  }
}

function readHeredocs(body: string, lines: readonly string[]): readonly Heredoc[] {
  const heredocs: Heredoc[] = [];
  let at = 0;
  for (const [word] of body.matchAll(WORDS)) {
    const [, strip, quoted] = /^\d*<<(-?)([^<]+)$/.exec(word) ?? [];
    if (quoted === undefined) continue;
    const name = unquote(quoted);
    const content = lines.slice(at).map((text) => (strip === "-" ? text.replace(/^\t+/, "") : text));
    const length = content.indexOf(name);
    if (length === -1) throw new Error(`nothing ends <<${name}`);
    heredocs.push({ name, content: content.slice(0, length).join("\n") });
    at += length + 1;
  }
  if (at < lines.length) throw new Error("there are lines left that belong to nothing");
  return heredocs;
}

function unquote(text: string): string {
  return text.replace(/^(["'])(.*)\1$/, "$2");
}
