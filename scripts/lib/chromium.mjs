import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findChromium } from "./chromium-program.mjs";
import { speak } from "./devtools.mjs";

/**
 * A page of a browser.
 *
 * @typedef {object} Page
 * @property {(html: string) => Promise<void>} write - Replaces the whole document.
 * @property {(script: string) => Promise<unknown>} evaluate - Runs a script in the page, whatever its policy forbids
 *   scripts of its own, and returns the value of its last expression, which must be JSON, or of the promise that it is.
 * @property {() => Promise<Buffer>} picture - The whole page, as a PNG.
 */

/** A browser that hangs must not hang those who wait for it. */
const DEADLINE_MS = 60_000;

/** Of a picture, in pixels; the browser draws no more in one piece. */
const MAX_HEIGHT = 16_384;
const MIN_HEIGHT = 100;

const FLAGS = [
  "--headless",
  "--remote-debugging-pipe",
  // Neither root nor Ubuntu's AppArmor allows the sandbox. What is shown has no scripts and no network.
  "--no-sandbox",
  "--disable-gpu",
  // In a container /dev/shm may be tiny.
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-extensions",
  "--disable-sync",
  "--hide-scrollbars",
  "--no-first-run",
];

/**
 * Starts a browser that speaks over a pipe: no port is opened, and when this process ends, so does the browser.
 *
 * @param {import("./chromium-program.mjs").Chromium} chromium
 * @param {string} profile
 */
function start({ program, env }, profile) {
  const child = spawn(program, [...FLAGS, `--user-data-dir=${profile}`, "about:blank"], {
    env: { ...process.env, ...env, XDG_CACHE_HOME: profile, XDG_CONFIG_HOME: profile },
    stdio: ["ignore", "ignore", "pipe", "pipe", "pipe"],
  });
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (chunk) => (said = (said + chunk).slice(-4000)));
  const [, , , input, output] = child.stdio;
  const browser = speak(
    /** @type {import("node:stream").Writable} */ (input),
    /** @type {import("node:stream").Readable} */ (output),
  );
  const deadline = setTimeout(() => {
    browser.end(new Error(`${program} had not done its work after ${DEADLINE_MS / 1000} s:\n${said.trim()}`));
  }, DEADLINE_MS);
  const ended = new Promise((resolve) => {
    child.once("error", (error) => resolve(browser.end(error)));
    child.once("exit", (code, signal) => {
      resolve(browser.end(new Error(`${program} ended with ${signal ?? `code ${code}`}:\n${said.trim()}`)));
    });
  });
  const stop = async () => {
    clearTimeout(deadline);
    browser.send("Browser.close").catch(() => {}); // it answers by its end
    const impatience = setTimeout(() => child.kill("SIGKILL"), 5000);
    await ended;
    clearTimeout(impatience);
    for (const stream of child.stdio) stream?.destroy();
  };
  return { browser, stop };
}

/**
 * @param {import("./devtools.mjs").Send} send
 * @param {number} width
 * @returns {Page}
 */
function pageOf(send, width) {
  return {
    async write(html) {
      const { frameTree } = await send("Page.getFrameTree");
      await send("Page.setDocumentContent", { frameId: frameTree.frame.id, html });
    },
    async evaluate(expression) {
      const answer = await send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
      if (!answer.exceptionDetails) return answer.result.value;
      const { exception, text } = answer.exceptionDetails;
      throw new Error(`A script failed in the page: ${exception?.description ?? text}`);
    },
    async picture() {
      const { cssContentSize } = await send("Page.getLayoutMetrics");
      const height = Math.min(Math.ceil(cssContentSize.height), MAX_HEIGHT);
      const clip = { x: 0, y: 0, width, height, scale: 1 };
      const { data } = await send("Page.captureScreenshot", { clip, captureBeyondViewport: true });
      return Buffer.from(data, "base64");
    },
  };
}

/**
 * Opens an empty page in a headless browser of its own, does the work and ends the browser.
 *
 * @template T
 * @param {{ width: number, timeZone: string }} screen - The width in CSS pixels, and a name such as "Asia/Kolkata".
 * @param {(page: Page) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withPage({ width, timeZone }, work) {
  const chromium = await findChromium();
  const profile = mkdtempSync(join(tmpdir(), "chromium-"));
  const { browser, stop } = start(chromium, profile);
  try {
    const { targetId } = await browser.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await browser.send("Target.attachToTarget", { targetId, flatten: true });
    const send = browser.session(sessionId);
    const metrics = { width, height: MIN_HEIGHT, deviceScaleFactor: 1, mobile: false };
    await send("Emulation.setDeviceMetricsOverride", metrics);
    await send("Emulation.setTimezoneOverride", { timezoneId: timeZone });
    return await work(pageOf(send, width));
  } finally {
    await stop();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
