import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { withPage } from "./chromium.mjs";
import { findUnevenRows, htmlOf } from "./summary-markdown.mjs";
import { findFaults } from "./summary-view.mjs";

/**
 * @typedef {object} LookOptions
 * @property {string} [timeZone] - The reader's, such as "Asia/Kolkata"; by default UTC.
 */

/** What the column of a job summary has on a common screen, with its padding. */
const WIDTH = 960;

/** The policy keeps out whatever sanitising may have missed; what DevTools runs is not subject to it. */
const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>Summary</title>
<style>${readFileSync(new URL("summary-page.css", import.meta.url), "utf8")}</style>
</html>`;

/** @returns {string[]} */
function scripts() {
  const mermaid = createRequire(import.meta.url).resolve("mermaid/dist/mermaid.min.js");
  const own = ["summary-draw.mjs", "summary-look.mjs"].map((name) => new URL(name, import.meta.url));
  return [mermaid, ...own].map((file) => readFileSync(file, "utf8"));
}

/**
 * Shows a job summary much as GitHub would and looks at it.
 *
 * @param {string} markdown
 * @param {LookOptions} [options]
 * @returns {Promise<{ view: import("./summary-view.mjs").SummaryView, picture: Buffer }>} The picture is a PNG, in which
 *   folded parts are folded.
 */
export async function lookAtSummary(markdown, { timeZone = "UTC" } = {}) {
  return await withPage({ width: WIDTH, timeZone }, async (page) => {
    await page.write(PAGE);
    // Their last expressions are nothing that could be returned.
    for (const script of scripts()) await page.evaluate(`${script}\n;undefined`);
    await page.evaluate(`draw(${JSON.stringify(htmlOf(markdown))})`);
    const seen = /** @type {import("./summary-view.mjs").Seen} */ (await page.evaluate("look()"));
    await page.evaluate("fold()");
    const faults = [...findFaults(seen), ...findUnevenRows(markdown)];
    return { view: { ...seen, faults }, picture: await page.picture() };
  });
}
