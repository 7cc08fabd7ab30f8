import type { Advice } from "../advice/advice.ts";
import { link, plain, shortened } from "../markdown.ts";

const MOST_PIECES = 10;
const MOST_CHARACTERS = 500;

/** What could be better, each piece with what was seen of it. */
export function adviceList(advice: readonly Advice[]): string {
  if (advice.length === 0) return "";
  return ["#### Advice", advice.slice(0, MOST_PIECES).map(item).join("\n")].join("\n\n");
}

function item({ advice, evidence, url, line }: Advice): string {
  const where = line === undefined ? "" : ` (line ${line} of the Dockerfile)`;
  const reason = [plain(shortened(evidence, MOST_CHARACTERS)), link("Read more", url)].filter(
    (part) => part !== "",
  );
  return `- **${plain(shortened(advice, MOST_CHARACTERS))}**${where}<br>${reason.join(" ")}`;
}
