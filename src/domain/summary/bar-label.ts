import { printDuration } from "../figures.ts";
import { shortened } from "../markdown.ts";

/** What fits beside a bar, be it in the middle of the chart, in widths of a Latin letter. */
const MOST_WIDTH = 40;
/** Mermaid makes room for an entity as for the marks that it puts in its place. */
const ENTITY_WIDTH = 8;
const ELLIPSIS = "#8230;";

// What a line of a chart can start with that is no task, in any of Mermaid's versions; case does not matter to it.
const KEYWORD =
  /^(?:gantt|section|title|(?:date|axis)Format|tickInterval|(?:in|ex)clude|todayMarker|week|topAxis|inclusive|acc|click|call|href|style|classDef|\d)/i;
// All but these is written as an entity, since `:`, `;`, `#`, `%` and line ends mean something to Mermaid.
const LETTER = /^[\p{L}\p{N} ._/(),+-]$/u;

/** The text of a bar in a chart of Mermaid's: its name, which may be any text, and what it took. */
export function barLabel(name: string, durationMs: number): string {
  const safe = fittingName(name);
  const start = KEYWORD.test(safe) ? safe.replace(/^./u, entity) : safe;
  return `${start}, ${printDuration(durationMs)}`;
}

function fittingName(name: string): string {
  let text = "";
  let width = 0;
  for (const character of shortened(name, MOST_WIDTH)) {
    width += widthOf(character);
    if (width > MOST_WIDTH) return text + ELLIPSIS;
    text += LETTER.test(character) ? character : entity(character);
  }
  return text;
}

function widthOf(character: string): number {
  if (!LETTER.test(character)) return ENTITY_WIDTH;
  // Letters of other scripts may be twice as wide.
  return character < "\u007f" ? 1 : 2;
}

/** Mermaid's way to write a character by its number. */
function entity(character: string): string {
  return `#${character.codePointAt(0)};`;
}
