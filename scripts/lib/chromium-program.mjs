import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { distribution } from "./apt-sources.mjs";
import { run, tryRun } from "./command.mjs";
import { CACHE } from "./folders.mjs";
import { unpackWithDependencies } from "./packages.mjs";
import { step } from "./progress.mjs";

/**
 * A browser that can be run without a screen.
 *
 * @typedef {object} Chromium
 * @property {string} program
 * @property {Record<string, string>} env - What it needs in its environment.
 */

const INSTALLED = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser"];

/** The part of Debian's Chromium that needs the fewest other packages. */
const HEADLESS = "chromium-headless-shell";
const PACKAGES = [{ name: HEADLESS }, { name: "fonts-noto-color-emoji" }];

/** @returns {Promise<Chromium | undefined>} */
async function findInstalled() {
  const chosen = process.env["CHROME_PATH"];
  if (chosen) {
    await run(chosen, ["--version"]);
    return { program: chosen, env: {} };
  }
  for (const program of [...INSTALLED, HEADLESS]) {
    // A name may be that of a script which only says how to install the program.
    if ((await tryRun(program, ["--version"])) !== undefined) return { program, env: {} };
  }
  return undefined;
}

/** @param {string} prefix @returns {Chromium} */
function unpackedIn(prefix) {
  const libraries = readdirSync(prefix, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.so(\.|$)/.test(file))
    .map((file) => dirname(join(prefix, file)));
  return {
    program: join(prefix, "usr/lib/chromium", HEADLESS),
    env: {
      LD_LIBRARY_PATH: [...new Set(libraries)].join(":"),
      // The fonts that came along are found here.
      XDG_DATA_HOME: join(prefix, "usr/share"),
    },
  };
}

/**
 * Two may unpack at once: each does so in a folder of its own, and the first to finish gives it its name.
 *
 * @param {string} prefix
 */
async function unpack(prefix) {
  mkdirSync(CACHE, { recursive: true });
  const own = mkdtempSync(`${prefix}-`);
  try {
    await unpackWithDependencies(PACKAGES, own);
    const { program, env } = unpackedIn(own);
    await run(program, ["--version"], { env: { ...process.env, ...env } });
    if (!existsSync(prefix)) renameSync(own, prefix);
  } catch (error) {
    if (!existsSync(prefix)) throw error;
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

/**
 * The Chrome or Chromium of this machine, which `CHROME_PATH` may name, or else Debian's, unpacked in the cache folder.
 *
 * @returns {Promise<Chromium>}
 */
export async function findChromium() {
  const installed = await findInstalled();
  if (installed) return installed;
  if (distribution() !== "debian") {
    throw new Error(
      "There is no Chrome or Chromium on this machine. Install one, or name its program in CHROME_PATH.",
    );
  }
  const prefix = join(CACHE, "chromium");
  if (!existsSync(prefix)) await step("Fetching Chromium from Debian", () => unpack(prefix));
  return unpackedIn(prefix);
}
