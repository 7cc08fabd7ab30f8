import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { HOST_ARCHITECTURE, sourcesFor } from "./apt-sources.mjs";
import { run } from "./command.mjs";
import { engineFolders } from "./folders.mjs";

/** @typedef {import("./apt-sources.mjs").Package} Package */

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

/** @param {readonly Package[]} wanted */
async function download(wanted) {
  const { packages } = engineFolders();
  const folder = mkdtempSync(join(packages, "apt-"));
  try {
    const { text, release, architectures } = await sourcesFor(wanted);
    writeFileSync(join(folder, "sources.list"), text);
    mkdirSync(join(folder, "lists/partial"), { recursive: true });
    mkdirSync(join(folder, "cache/archives/partial"), { recursive: true });
    const options = aptOptions(folder, architectures);
    await run("apt-get", [...options, "--quiet", "update"]);
    const names = wanted.map(
      (one) => `${one.name}:${one.architecture ?? HOST_ARCHITECTURE}/${one.release ?? release}`,
    );
    await run("apt-get", [...options, "--quiet", "download", ...names], { cwd: folder });
    for (const file of readdirSync(folder).filter((name) => name.endsWith(".deb"))) {
      renameSync(join(folder, file), join(packages, file));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
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
