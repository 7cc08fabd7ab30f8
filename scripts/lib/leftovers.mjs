import { readFileSync, rmSync } from "node:fs";
import { run } from "./command.mjs";

/**
 * What is mounted in these folders, the innermost first.
 *
 * @param {readonly string[]} folders
 */
function mountsIn(folders) {
  if (process.platform !== "linux") return [];
  return readFileSync("/proc/self/mountinfo", "utf8")
    .split("\n")
    .map((line) => line.split(" ")[4]?.replaceAll("\\040", " ") ?? "")
    .filter((point) => folders.some((folder) => point.startsWith(`${folder}/`)))
    .reverse();
}

/**
 * Removes folders in which something may be mounted.
 *
 * @param {readonly string[]} folders
 */
export async function removeFolders(folders) {
  for (const point of mountsIn(folders)) await run("umount", ["--lazy", point]);
  // Removing through a mount would delete what is not ours.
  const left = mountsIn(folders);
  if (left.length > 0) throw new Error(`Cannot unmount ${left.join(", ")}. Unmount it and try again.`);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
