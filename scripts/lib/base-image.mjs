import { chmodSync, copyFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { HOST_ARCHITECTURE, distribution } from "./apt-sources.mjs";
import { run } from "./command.mjs";
import { docker } from "./docker.mjs";
import { engineFolders } from "./folders.mjs";
import { fetchPackages, unpackPackages } from "./packages.mjs";
import { statusOf } from "./registry.mjs";

const ARCHITECTURES = [...new Set([HOST_ARCHITECTURE, "amd64", "arm64", "riscv64"])];

/** The packages that hold busybox for each architecture, in the order of `ARCHITECTURES`. */
export const BASE_PACKAGES = ARCHITECTURES.map((architecture) => {
  return /** @type {const} */ ({ name: "busybox-static", release: "testing", architecture });
});

const DOCKERFILE = `FROM scratch
ARG TARGETARCH
COPY $TARGETARCH/ /
CMD ["sh"]
`;

/** Where there is no such package, the same image is made from the published one. */
const PULLING_DOCKERFILE = "FROM docker.io/library/busybox\n";

const PASSWD = `root:x:0:0:root:/root:/bin/sh
nobody:x:65534:65534:nobody:/:/bin/false
`;
const GROUP = `root:x:0:
nogroup:x:65534:
`;

/**
 * Links instead of `RUN busybox --install` keep the base buildable where nothing is emulated yet.
 *
 * @param {string} root
 * @param {string} busybox
 * @param {readonly string[]} applets
 */
function makeRoot(root, busybox, applets) {
  const folders = [
    "bin",
    "dev",
    "etc",
    "proc",
    "root",
    "sys",
    "tmp",
    ...applets.map((applet) => dirname(applet)),
  ];
  for (const folder of folders) mkdirSync(join(root, folder), { recursive: true });
  chmodSync(join(root, "tmp"), 0o1777);
  copyFileSync(busybox, join(root, "bin/busybox"));
  for (const applet of applets) symlinkSync("/bin/busybox", join(root, applet));
  writeFileSync(join(root, "etc/passwd"), PASSWD);
  writeFileSync(join(root, "etc/group"), GROUP);
}

/** Unpacks busybox of every architecture and returns the programs by architecture. */
async function unpackBusyboxes() {
  const files = await fetchPackages(BASE_PACKAGES);
  const folders = ARCHITECTURES.map((architecture) => join(engineFolders().prefix, "busybox", architecture));
  await Promise.all(files.map((file, index) => unpackPackages([file], folders[index] ?? "")));
  return new Map(
    ARCHITECTURES.map((architecture, index) => [architecture, `${folders[index]}/usr/bin/busybox`]),
  );
}

/** @param {string} context */
async function makeContext(context) {
  const hasPackages = distribution() === "debian";
  mkdirSync(context, { recursive: true });
  writeFileSync(join(context, "Dockerfile"), hasPackages ? DOCKERFILE : PULLING_DOCKERFILE);
  if (!hasPackages) return;
  const programs = await unpackBusyboxes();
  const list = await run(programs.get(HOST_ARCHITECTURE) ?? "", ["--list-full"]);
  const applets = list.split("\n").filter((applet) => !["", "bin/busybox"].includes(applet));
  for (const [architecture, program] of programs) makeRoot(join(context, architecture), program, applets);
}

/**
 * Whether the registry holds the base image.
 *
 * @param {string} host
 */
export async function hasBase(host) {
  return (await statusOf(host, "/v2/base/manifests/latest")) === 200;
}

/**
 * Builds a small image with a shell for every architecture and pushes it to the registry.
 *
 * @param {import("./docker.mjs").DockerAccess} access
 * @param {string} host
 */
export async function makeBase(access, host) {
  const context = join(engineFolders().engine, "base");
  const platforms = ARCHITECTURES.map((architecture) => `linux/${architecture}`).join(",");
  const output = `type=image,name=${host}/base:latest,push=true,store=false,unpack=false`;
  rmSync(context, { recursive: true, force: true });
  await makeContext(context);
  const how = ["--builder", "default", "--provenance=false", "--platform", platforms, "--output", output];
  await docker(access, ["buildx", "build", ...how, context]);
  rmSync(context, { recursive: true, force: true });
}
