import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { distribution } from "./apt-sources.mjs";
import { BASE_PACKAGES } from "./base-image.mjs";
import { tryRun } from "./command.mjs";
import { findBuildx } from "./docker.mjs";
import { engineFolders } from "./folders.mjs";
import { fetchPackages, unpackPackages } from "./packages.mjs";
import { step } from "./progress.mjs";

const MIN_DOCKER_MAJOR = 25;

/**
 * The programs that a private engine runs.
 *
 * @typedef {object} Programs
 * @property {"installed" | "provisioned"} kind
 * @property {string[]} programs - Folders that go first on PATH.
 * @property {string} buildx
 */

/** Debian's stable docker.io may be too old. Its testing runs on an older Debian, but for runc, which needs its libc. */
const FROM_TESTING =
  "containerd docker-buildx docker-cli docker-registry docker.io qemu-user tini-static".split(" ");
const PACKAGES = [
  ...FROM_TESTING.map((name) => /** @type {const} */ ({ name, release: "testing" })),
  { name: "runc" },
];

/** @returns {Promise<Programs | undefined>} */
async function findInstalled() {
  const version = await tryRun("dockerd", ["--version"]);
  const major = Number(/version (\d+)\./.exec(version ?? "")?.[1] ?? 0);
  if (major < MIN_DOCKER_MAJOR) return undefined;
  for (const program of ["containerd", "runc"]) {
    if ((await tryRun(program, ["--version"])) === undefined) return undefined;
  }
  const buildx = await findBuildx();
  return buildx === undefined ? undefined : { kind: "installed", programs: [], buildx };
}

/** @returns {Promise<Programs>} */
async function provision() {
  const { prefix } = engineFolders();
  const folders = [join(prefix, "usr/bin"), join(prefix, "usr/sbin")];
  const buildx = join(prefix, "usr/libexec/docker/cli-plugins/docker-buildx");
  const programs = /** @type {const} */ ({ kind: "provisioned", programs: folders, buildx });
  const wanted = [...PACKAGES, ...BASE_PACKAGES];
  const names = wanted.map(({ name }) => name).join("\n");
  const unpacked = join(prefix, "unpacked");
  if (existsSync(unpacked) && readFileSync(unpacked, "utf8") === names) return programs;
  const files = await step(`Fetching ${wanted.length} packages from Debian`, () => fetchPackages(wanted));
  // The first of the base's packages is this machine's own, and its busybox also sets up the network.
  const own = files.slice(0, PACKAGES.length + 1);
  await step(`Unpacking ${own.length} of them`, () => unpackPackages(own, prefix));
  writeFileSync(unpacked, names);
  return programs;
}

/**
 * Programs for a private engine: those of the machine if they are recent, or else Debian's.
 *
 * @param {import("./state.mjs").EngineState["kind"] | undefined} before - What was chosen before stays chosen.
 */
export async function findPrograms(before) {
  const installed = before === "provisioned" ? undefined : await findInstalled();
  if (installed) return installed;
  if (distribution() === "debian") return await provision();
  throw new Error(
    `There is no usable Docker on this machine. Install Docker ${MIN_DOCKER_MAJOR} or later with buildx and switch its ` +
      "containerd image store on (https://docs.docker.com/engine/storage/containerd/).",
  );
}
