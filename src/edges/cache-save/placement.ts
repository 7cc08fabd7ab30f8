import { constants } from "node:fs";
import { copyFile, link, mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { blobPath } from "../../domain/cache/entry-path.ts";
import type { Upload } from "../../domain/cache/packing.ts";
import type { SealedIndex } from "../../domain/cache/save-plan.ts";
import type { BlobFiles } from "./blob-files.ts";

/**
 * Puts the blobs of an upload where they are saved from, and nothing else there.
 * @throws an error when a blob cannot be had or its file has changed its size, and the system's.
 */
export async function placeUpload(
  upload: Upload,
  { files, root }: { readonly files: BlobFiles; readonly root: string },
): Promise<void> {
  const places = upload.digests.map((digest) => {
    return { digest, place: join(root, blobPath(digest, { kind: upload.kind, entry: upload.key })) };
  });
  let sizeBytes = 0;
  for (const { digest, place } of places) {
    await placeFile(await files.find(digest), place);
    sizeBytes += (await stat(place)).size;
  }
  // The key is that of the content: once saved under it, damage would stay.
  if (sizeBytes !== upload.sizeBytes) throw new Error(`a file of ${upload.key} has changed`);
  if (upload.kind === "pack") await removeOthers(places.map(({ place }) => place));
}

/** Writes an index to where it is saved from, and tells that path, relative to the root. */
export async function placeIndex({ path, text }: SealedIndex, root: string): Promise<readonly string[]> {
  const file = join(root, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  return [path];
}

/** By a link where the file system can, so that nothing is written twice; the file may be in place already. */
async function placeFile(file: string, place: string): Promise<void> {
  await mkdir(dirname(place), { recursive: true });
  const part = `${place}.part`;
  await rm(part, { force: true });
  await link(file, part).catch(() => copyFile(file, part, constants.COPYFILE_FICLONE));
  await rename(part, place);
  // Two links to the same file are not renamed into one.
  await rm(part, { force: true });
}

/** Removes what lies beside the files of a pack, such as what an upload that was cut short left. */
async function removeOthers(places: readonly string[]): Promise<void> {
  const names = new Set(places.map((place) => basename(place)));
  for (const folder of new Set(places.map((place) => dirname(place)))) {
    for (const name of await readdir(folder)) {
      if (!names.has(name)) await rm(join(folder, name), { recursive: true, force: true });
    }
  }
}
