import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./command.mjs";
import { engineFolders } from "./folders.mjs";

const FORWARDING = "/proc/sys/net/ipv4/ip_forward";

/** The engine's own bridge, as two engines must not hand out the addresses of one. */
export function bridgeName() {
  return `mb-${engineFolders().id}`;
}

/** Addresses of 198.18.0.0/15 are reserved for tests, so no network uses them. */
function bridgeAddress() {
  return `198.18.${parseInt(engineFolders().id.slice(0, 2), 16)}.1/24`;
}

/** @param {readonly string[]} args */
async function ip(args) {
  const busybox = join(engineFolders().prefix, "usr/bin/busybox");
  return existsSync(busybox) ? await run(busybox, ["ip", ...args]) : await run("ip", args);
}

/** Makes the bridge unless it is there. */
export async function ensureBridge() {
  const name = bridgeName();
  if (existsSync(`/sys/class/net/${name}`)) return;
  await ip(["link", "add", name, "type", "bridge"]);
  await ip(["addr", "add", bridgeAddress(), "dev", name]);
  await ip(["link", "set", name, "up"]);
}

/** Removes the bridge if it is there. */
export async function removeBridge() {
  if (existsSync(`/sys/class/net/${bridgeName()}`)) await ip(["link", "delete", bridgeName()]);
}

/** Whether the machine forwards packets between networks; a docker daemon switches that on. */
export function isForwarding() {
  return readFileSync(FORWARDING, "utf8").trim() === "1";
}

/** Switches forwarding off, as it was before the engine. */
export function stopForwarding() {
  writeFileSync(FORWARDING, "0");
}
