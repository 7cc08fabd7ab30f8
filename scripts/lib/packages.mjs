import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { HOST_ARCHITECTURE, sourcesFor } from "./apt-sources.mjs";
import { run } from "./command.mjs";
import { engineFolders } from "./folders.mjs";

/** @typedef {import("./apt-sources.mjs").Package} Package */

/**
 * Apt as it is configured on this machine, but with state and folders of its own.
 *
 * @typedef {object} Apt
 * @property {string} folder - Where its downloads go.
 * @property {string} release - The machine's own, such as "bookworm".
 * @property {(args: readonly string[]) => Promise<string>} get - Runs apt-get and returns what it prints.
 */

/** @param {string} folder @param {readonly string[]} architectures */
function aptOptions(folder, architectures) {
  const settings = {
    "Dir::Etc::sourcelist": join(folder, "sources.list"),
    "Dir::Etc::sourceparts": "-",
    "Dir::State::lists": join(folder, "lists"),
    "Dir::Cache": join(folder, "cache"),
    "APT::Architectures": architectures.join(","),
    "APT::Sandbox::User": process.getuid?.() === 0 ? "root" : "",
    "Acquire::Languages": "none",
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-o", `${name}=${value}`]);
}

/**
 * Works with an apt whose folders go when the work is done.
 *
 * @template T
 * @param {readonly Package[]} wanted
 * @param {(apt: Apt) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withApt(wanted, work) {
  const { packages } = engineFolders();
  mkdirSync(packages, { recursive: true });
  const folder = mkdtempSync(join(packages, "apt-"));
  const downloads = join(folder, "downloads");
  try {
    const { text, release, architectures } = await sourcesFor(wanted);
    writeFileSync(join(folder, "sources.list"), text);
    mkdirSync(downloads);
    mkdirSync(join(folder, "lists/partial"), { recursive: true });
    mkdirSync(join(folder, "cache/archives/partial"), { recursive: true });
    const options = [...aptOptions(folder, architectures), "--quiet"];
    /** @param {readonly string[]} args */
    const get = (args) => run("apt-get", [...options, ...args], { cwd: downloads });
    await get(["update"]);
    return await work({ folder: downloads, release, get });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} folder */
function packagesIn(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".deb"))
    .map((name) => join(folder, name));
}

/** @param {readonly Package[]} wanted */
async function download(wanted) {
  await withApt(wanted, async ({ folder, release, get }) => {
    const names = wanted.map(
      (one) => `${one.name}:${one.architecture ?? HOST_ARCHITECTURE}/${one.release ?? release}`,
    );
    await get(["download", ...names]);
    for (const file of packagesIn(folder)) renameSync(file, join(engineFolders().packages, basename(file)));
  });
}

/** @param {Package} wanted */
function findDownloaded({ name, architecture = HOST_ARCHITECTURE }) {
  const { packages } = engineFolders();
  const files = readdirSync(packages).filter((file) => file.startsWith(`${name}_`));
  const file = files.find(
    (candidate) => candidate.endsWith(`_${architecture}.deb`) || candidate.endsWith("_all.deb"),
  );
  return file && join(packages, file);
}

/**
 * Fetches packages without installing them, and only those that no earlier call has fetched.
 *
 * @param {readonly Package[]} wanted
 * @returns {Promise<string[]>} Their files.
 */
export async function fetchPackages(wanted) {
  mkdirSync(engineFolders().packages, { recursive: true });
  const missing = wanted.filter((one) => findDownloaded(one) === undefined);
  if (missing.length > 0) await download(missing);
  return wanted.map((one) => {
    const file = findDownloaded(one);
    if (file === undefined) throw new Error(`apt did not deliver the package ${one.name}.`);
    return file;
  });
}

/**
 * Unpacks packages into a folder. Nothing of them is run.
 *
 * @param {readonly string[]} files
 * @param {string} folder
 */
export async function unpackPackages(files, folder) {
  mkdirSync(folder, { recursive: true });
  await Promise.all(files.map((file) => run("dpkg", ["--extract", file, folder])));
}

/**
 * Unpacks packages and those that they need and this machine lacks. Nothing is installed, nor kept besides.
 *
 * @param {readonly Package[]} wanted - For this machine's architecture and of its release.
 * @param {string} folder
 */
export async function unpackWithDependencies(wanted, folder) {
  await withApt(wanted, async (apt) => {
    const install = ["--simulate", "--no-install-recommends", "install"];
    const plan = await apt.get([...install, ...wanted.map(({ name }) => name)]);
    const names = [...plan.matchAll(/^Inst (\S+)/gm)].map(([, missing = ""]) => missing);
    await apt.get(["download", ...names]);
    await unpackPackages(packagesIn(apt.folder), folder);
  });
}
