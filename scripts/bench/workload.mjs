import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageArchive } from "./package-archive.mjs";

export const PLATFORMS = ["linux/amd64", "linux/arm64"];

const PACKAGES = 120;
const CHUNKS = 8;
const INSTALL_WAIT_SECONDS = 3;
const BUILD_WAIT_SECONDS = 1;

/**
 * Every package is the one archive with its bytes exchanged in another way. That costs little, under emulation too,
 * and none looks like another to what compresses them, be it layer by layer or an archive of all layers.
 */
const TOOLS = `set -e
package() {
  tr '\\200-\\377' "$(printf '\\\\%03o-\\\\377\\\\200-\\\\%03o' $((128 + $1)) $((127 + $1)))" <"packages-$TARGETARCH.tar"
}
# Another one each time: whether a step ran again can be told from the digest of the layer that this is in.
stamp() {
  cat /proc/sys/kernel/random/uuid
}
`;

const INSTALL = `. ./tools.sh
mkdir licenses
for number in $(seq "$1"); do
  mkdir -p "node_modules/package-$number"
  package "$number" | tar x -C "node_modules/package-$number"
done
stamp >licenses/installed
`;

const BUILD = `. ./tools.sh
mkdir dist
sum=$(cat src/* | sha256sum | cut -c 1-6)
for number in $(seq "$1"); do
  package $(((0x$sum + number * 16) % 127 + 1)) >"dist/chunk-$number"
done
cat src/* >dist/index.js
stamp >dist/built
`;

/**
 * The final stage has its files elsewhere than the others: under the same path a copied layer would be the very one that
 * it was copied from, or not, depending on in which second of the clock each was made.
 *
 * @param {{ packages: number, chunks: number, scale: number }} size
 */
function dockerfile({ packages, chunks, scale }) {
  return `ARG BASE=busybox
FROM $BASE AS deps
ARG TARGETARCH
WORKDIR /app
COPY package.json packages-$TARGETARCH.tar *.sh ./
RUN sleep ${(INSTALL_WAIT_SECONDS * scale).toFixed(2)} && sh install.sh ${packages}

FROM deps AS build
COPY src src
RUN sleep ${(BUILD_WAIT_SECONDS * scale).toFixed(2)} && sh build.sh ${chunks}

FROM $BASE
COPY --from=deps /app/licenses /srv/licenses
COPY --from=build /app/dist /srv/dist
`;
}

/**
 * Makes sources like those of a web application: an installation of some 120 MB in 4,000 files for each platform, which
 * takes a while, a build of 8 MB from the sources, which takes less, and a small final image. Needs no network.
 *
 * @param {string} folder
 * @param {number} scale - 1 for the sizes and times above, less for a fraction of them.
 */
export function makeWorkload(folder, scale) {
  const packages = Math.max(1, Math.round(PACKAGES * scale));
  const chunks = Math.max(1, Math.round(CHUNKS * scale));
  mkdirSync(join(folder, "src"), { recursive: true });
  const archives = PLATFORMS.map((platform) => platform.replace("linux/", "")).map((architecture) => {
    return /** @type {const} */ ([`packages-${architecture}.tar`, packageArchive(architecture)]);
  });
  const files = {
    Dockerfile: dockerfile({ packages, chunks, scale }),
    "package.json": JSON.stringify({ name: "workload", packages }),
    "tools.sh": TOOLS,
    "install.sh": INSTALL,
    "build.sh": BUILD,
    ...Object.fromEntries(archives),
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  for (let at = 0; at < 20; at += 1) {
    writeFileSync(join(folder, `src/module-${at}.js`), `export const module = ${at};\n`.repeat(50));
  }
  writeVersion(folder, 0);
}

/**
 * Changes the one line of the sources that has the version in it.
 *
 * @param {string} folder
 * @param {number} version
 */
export function writeVersion(folder, version) {
  writeFileSync(join(folder, "src/version.js"), `export const version = ${version};\n`);
}
