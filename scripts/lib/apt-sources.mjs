import { existsSync, readFileSync } from "node:fs";
import { run, tryRun } from "./command.mjs";

/**
 * A package of Debian or Ubuntu.
 *
 * @typedef {object} Package
 * @property {string} name
 * @property {string} [architecture] - Debian's name of it, such as "riscv64"; by default this machine's.
 * @property {"testing"} [release] - By default the machine's own.
 */

/** The names that Debian and Docker give to the architectures that Node names differently. */
const ARCHITECTURES = new Map([["x64", "amd64"]]);

/** This machine's architecture, such as "amd64". */
export const HOST_ARCHITECTURE = ARCHITECTURES.get(process.arch) ?? process.arch;

/** The distribution's id, such as "debian"; empty where there is none. */
export function distribution() {
  if (!existsSync("/etc/os-release")) return "";
  return /^ID=(.*)$/m.exec(readFileSync("/etc/os-release", "utf8"))?.[1] ?? "";
}

/** Whether packages can be fetched on this machine. */
export async function hasApt() {
  return (await tryRun("apt-get", ["--version"])) !== undefined;
}

/**
 * The distribution's own repositories, as the machine is configured to reach them. Those of others have other keys; they
 * are told apart by their address, which ends with the distribution's name or is a list of the distribution's mirrors.
 *
 * @param {string} id
 */
async function configuredRepositories(id) {
  const format = "$(REPO_URI) $(RELEASE) $(COMPONENT)";
  const options = ["--no-release-info", "--format", format];
  const targets = await run("apt-get", ["indextargets", ...options, "Created-By: Packages"]);
  const repositories = [...new Set(targets.trim().split("\n"))]
    .map((line) => line.split(" "))
    .map(([uri = "", release = "", component = ""]) => ({ uri, release, component }))
    .filter(({ release, component }) => !release.includes("-") && ["main", "universe"].includes(component));
  const own = repositories.filter(({ uri }) => new RegExp(`^mirror\\+file:|/${id}[^/]*/?$`).test(uri));
  return own.length > 0 ? own : repositories;
}

/**
 * Lists for the wanted packages alone, so that the machine's own apt state is neither needed nor touched. A mirror may
 * lag behind by weeks, hence `check-valid-until=no`.
 *
 * @param {readonly Package[]} wanted
 */
export async function sourcesFor(wanted) {
  const id = distribution();
  const repositories = await configuredRepositories(id);
  const [first] = repositories;
  if (!first) {
    throw new Error("apt has no repository of this distribution. Add one to /etc/apt/sources.list.");
  }
  const others = wanted.flatMap(({ architecture }) => architecture ?? []);
  const architectures = [...new Set([HOST_ARCHITECTURE, ...others])];
  const key = `signed-by=/usr/share/keyrings/${id}-archive-keyring.gpg check-valid-until=no`;
  const lines = repositories.map(
    ({ uri, release, component }) => `deb [arch=${HOST_ARCHITECTURE} ${key}] ${uri} ${release} ${component}`,
  );
  if (wanted.some(({ release }) => release === "testing")) {
    lines.push(`deb [arch=${architectures.join(",")} ${key}] ${first.uri} testing main`);
  }
  return { text: `${lines.join("\n")}\n`, release: first.release, architectures };
}
