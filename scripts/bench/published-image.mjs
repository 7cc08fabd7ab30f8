const ACCEPT = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");

/** @typedef {{ digest: string, size: number }} Layer */

/**
 * @typedef {object} Manifest
 * @property {{ digest: string, platform?: { os: string, architecture: string } }[]} [manifests]
 * @property {Layer[]} [layers]
 */

/**
 * Reads a manifest or an index; fails where there is none.
 *
 * @param {string} repository - With the registry's host, such as "127.0.0.1:5000/app".
 * @param {string} reference - A tag or a digest.
 * @returns {Promise<Manifest>}
 */
async function readManifest(repository, reference) {
  const [host, ...name] = repository.split("/");
  const url = `http://${host}/v2/${name.join("/")}/manifests/${reference}`;
  const response = await fetch(url, { headers: { accept: ACCEPT } });
  if (!response.ok)
    throw new Error(`${repository}:${reference} is not in the registry (${response.status}).`);
  return /** @type {Manifest} */ (await response.json());
}

/**
 * The layers of an image of several platforms, by platform.
 *
 * @param {string} repository
 * @param {string} tag
 * @returns {Promise<ReadonlyMap<string, readonly Layer[]>>}
 */
export async function readImage(repository, tag) {
  const { manifests = [] } = await readManifest(repository, tag);
  const images = manifests.filter(({ platform }) => platform && platform.os !== "unknown");
  const entries = images.map(async ({ digest, platform }) => {
    const { layers = [] } = await readManifest(repository, digest);
    return /** @type {const} */ ([`${platform?.os}/${platform?.architecture}`, layers]);
  });
  return new Map(await Promise.all(entries));
}

/**
 * The layers of a cache that was exported as an image manifest.
 *
 * @param {string} repository
 * @param {string} tag
 */
export async function readCacheLayers(repository, tag) {
  const { layers = [] } = await readManifest(repository, tag);
  return layers;
}
