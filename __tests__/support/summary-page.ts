import { findChromium } from "../../scripts/lib/chromium-program.mjs";
import { lookAtSummary, type LookOptions } from "../../scripts/lib/summary-page.mjs";
import type { SummaryView } from "../../scripts/lib/summary-view.mjs";

/** Fetching a browser takes some seconds, and on a slow line minutes; for `beforeAll(haveBrowser, BROWSER_TIMEOUT_MS)`. */
export const BROWSER_TIMEOUT_MS = 600_000;

/** Sees to it that there is a browser, and fails where there can be none. */
export async function haveBrowser(): Promise<void> {
  await findChromium();
}

/** Shows a job summary in a headless browser much as GitHub would, and tells what a reader sees who unfolds it all. */
export async function lookAt(markdown: string, options?: LookOptions): Promise<SummaryView> {
  return (await lookAtSummary(markdown, options)).view;
}
