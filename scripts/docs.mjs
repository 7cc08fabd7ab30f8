// Writes the tables of inputs and outputs in README.md from action.yml. With --check it writes nothing and tells by its
// exit code whether they are up to date.
import { readFileSync, writeFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";
import { isMap, isScalar, parseDocument } from "yaml";

const action = parseDocument(readFileSync("action.yml", "utf8"));

/** @param {"inputs" | "outputs"} section */
function entriesOf(section) {
  const map = action.get(section);
  if (!isMap(map)) throw new Error(`action.yml has no ${section}.`);
  return map.items.map(({ key, value }, at) => {
    if (!isScalar(key) || !isMap(value)) throw new Error(`${section} of action.yml is not a map of maps.`);
    const description = value.get("description");
    if (typeof description !== "string") throw new Error(`${section}: ${key.value} has no description.`);
    // A comment before the first entry belongs to the map.
    const group = at === 0 ? map.commentBefore : key.commentBefore;
    return { name: String(key.value), group, description, value: value.get("default") };
  });
}

/** @param {readonly string[]} cells */
function row(cells) {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll(/\s*\n\s*/g, " ")).join(" | ")} |\n`;
}

/** The digest of an image is cut, since nobody reads it. @param {unknown} value */
function printDefault(value) {
  return value === undefined ? "" : `\`${String(value).replace(/(@sha256:\w{4})\w+/, "$1…")}\``;
}

/** A table for each group of inputs, with the comment that starts the group as its title. */
function inputTables() {
  return entriesOf("inputs").map(({ name, group, description, value }) => {
    const head = row(["Input", "Meaning", "Default"]) + row(["---", "---", "---"]);
    return (
      (group ? `\n### ${group.trim()}\n\n${head}` : "") +
      row([`\`${name}\``, description, printDefault(value)])
    );
  });
}

function outputTable() {
  const rows = entriesOf("outputs").map(({ name, description }) => row([`\`${name}\``, description]));
  return [row(["Output", "Meaning"]), row(["---", "---"]), ...rows];
}

/** @param {string} text @param {string} name @param {readonly string[]} content */
function replaceBetween(text, name, content) {
  const [start, end] = [text.indexOf(`<!-- ${name} -->`), text.indexOf(`<!-- /${name} -->`)];
  if (start === -1 || end < start) throw new Error(`README.md has no place for ${name}.`);
  return `${text.slice(0, start)}<!-- ${name} -->\n\n${content.join("")}\n${text.slice(end)}`;
}

const before = readFileSync("README.md", "utf8");
const filled = replaceBetween(replaceBetween(before, "inputs", inputTables()), "outputs", outputTable());
const after = await format(filled, { ...(await resolveConfig("README.md")), parser: "markdown" });
if (!process.argv.includes("--check")) writeFileSync("README.md", after);
else if (after !== before) throw new Error("README.md is not up to date with action.yml: run npm run docs.");
