import { existsSync, readFileSync } from "node:fs";

/** @param {string} text */
function unquote(text) {
  if (text.startsWith('"')) return String(JSON.parse(text));
  return text.startsWith("'") ? text.slice(1, -1).replaceAll("''", "'") : text;
}

/** @param {string} style @param {readonly string[]} block */
function readBlock(style, block) {
  const text = block.map((line) => line.trim()).join(style.startsWith("|") ? "\n" : " ");
  return style.endsWith("-") ? text.trimEnd() : `${text.trimEnd()}\n`;
}

/**
 * Reads the part of YAML that a formatted action.yml is written in: names and defaults of inputs.
 *
 * @param {string} text
 * @returns {Map<string, string>}
 */
function parseDefaults(text) {
  const lines = text.split("\n");
  const start = lines.indexOf("inputs:") + 1;
  const length = lines.slice(start).findIndex((line) => /^\S/.test(line));
  const section = start === 0 ? [] : lines.slice(start, length < 0 ? undefined : start + length);
  /** @type {Map<string, string>} */
  const defaults = new Map();
  let name = "";
  for (const [index, line] of section.entries()) {
    name = /^ {2}([\w-]+):$/.exec(line)?.[1] ?? name;
    if (name === "") continue;
    const value = /^ {4}default: *(.*)$/.exec(line)?.[1];
    if (value === undefined) {
      if (!defaults.has(name)) defaults.set(name, "");
    } else if (/^[|>]-?$/.test(value)) {
      const rest = section.slice(index + 1);
      const end = rest.findIndex((next) => /^ {0,5}\S/.test(next));
      defaults.set(name, readBlock(value, rest.slice(0, end < 0 ? undefined : end)));
    } else defaults.set(name, unquote(value));
  }
  return defaults;
}

/**
 * The value of every input that an action declares and the workflow does not set: its default, or an empty text.
 *
 * @param {string} file - The action.yml; without it there are none.
 * @param {(expression: string) => string} evaluate - Gives the value of an expression, such as "github.token".
 */
export function readDefaults(file, evaluate) {
  if (!existsSync(file)) return {};
  const defaults = [...parseDefaults(readFileSync(file, "utf8"))].map(([name, value]) => {
    return [name, value.replaceAll(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression) => evaluate(expression))];
  });
  return Object.fromEntries(defaults);
}
