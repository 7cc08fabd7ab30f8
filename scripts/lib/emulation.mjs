import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { run } from "./command.mjs";
import { engineFolders } from "./folders.mjs";

const BINFMT = "/proc/sys/fs/binfmt_misc";
const EMULATED = ["aarch64", "arm", "ppc64le", "riscv64", "s390x", "x86_64"];

/** What the machine's own processor runs must never go through QEMU. */
const NATIVE = new Map([
  ["x64", ["x86_64"]],
  ["arm64", ["aarch64", "arm"]],
]);

/** QEMU's programs under a short path: the kernel takes none longer than 127 characters. */
function programsLink() {
  return join(engineFolders().run, "qemu");
}

/** Whether the kernel's list of handlers can be read. */
function isMounted() {
  return existsSync(join(BINFMT, "register"));
}

function handlers() {
  return isMounted() ? readdirSync(BINFMT).filter((name) => name !== "register" && name !== "status") : [];
}

/** The handlers that this engine has registered, known by their interpreter. */
export function ownHandlers() {
  const ours = `interpreter ${programsLink()}/`;
  return handlers().filter((name) => readFileSync(join(BINFMT, name), "utf8").includes(ours));
}

/** The handlers that still have to be registered; one that somebody else has registered is left as it is. */
export function missingHandlers() {
  const present = new Set(handlers());
  const native = NATIVE.get(process.arch) ?? [];
  return EMULATED.filter((name) => !native.includes(name) && !present.has(`qemu-${name}`));
}

/** @param {string} name */
function register(name) {
  const rule = readFileSync(
    join(engineFolders().prefix, `usr/share/qemu/binfmt.d/qemu-${name}.conf`),
    "utf8",
  );
  writeFileSync(join(BINFMT, "register"), rule.trim().replace("/usr/bin", programsLink()));
}

/**
 * Makes the kernel run the programs of other architectures with QEMU.
 *
 * @returns {Promise<boolean>} Whether the kernel's list had to be mounted.
 */
export async function ensureEmulation() {
  const mounts = !isMounted();
  if (mounts) await run("mount", ["-t", "binfmt_misc", "binfmt_misc", BINFMT]);
  const { prefix, run: folder } = engineFolders();
  mkdirSync(folder, { recursive: true });
  rmSync(programsLink(), { force: true });
  symlinkSync(join(prefix, "usr/bin"), programsLink());
  missingHandlers().forEach(register);
  return mounts;
}

/**
 * Takes back exactly what `ensureEmulation` did.
 *
 * @param {boolean} mounted
 */
export async function removeEmulation(mounted) {
  for (const name of ownHandlers()) writeFileSync(join(BINFMT, name), "-1");
  if (mounted && isMounted() && handlers().length === 0) await run("umount", [BINFMT]);
}
