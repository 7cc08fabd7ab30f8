import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { expectUnnamed, renameAttestation } from "../../domain/attestation-subject.ts";
import { ActionError } from "../../domain/failure.ts";
import { isAttestation } from "../../domain/image-index.ts";
import type { IndexPart, JoinedIndex } from "../../domain/joined-index.ts";
import { joinIndexes } from "../../domain/joined-index.ts";
import type { Platform } from "../../domain/platform.ts";
import type { TaggedImage } from "../../domain/reference.ts";
import { digestOf, sha256 } from "../digest.ts";
import { bodyOf } from "../registry/exchange.ts";
import type { Blob } from "../registry/publisher.ts";
import type { WholeManifest } from "../registry/image-pusher.ts";
import type { StoredBlob } from "./blob-store.ts";
import type { RegistryShim } from "./shim.ts";

/** One platform's image, by its name and tag there. */
export interface StagedPart {
  readonly platform: Platform;
  readonly name: string;
  readonly tag: string;
}

/** An image of all platforms as it is to be published. */
export interface WholeImage {
  /** What the tags are to lead to. */
  readonly index: JoinedIndex;
  /** All that has to be there before. */
  readonly manifests: readonly WholeManifest[];
}

interface Descriptor {
  readonly digest: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

interface ManifestJson {
  readonly manifests?: readonly Descriptor[] | null;
  readonly config?: Descriptor;
  readonly layers?: readonly Descriptor[] | null;
}

/** Where a part is, and what it is to be called. */
export interface StagedSource {
  readonly shim: RegistryShim;
  readonly references: readonly TaggedImage[];
}

interface Source extends StagedSource {
  readonly name: string;
}

const CHUNK_BYTES = 1 << 18;

/** A platform's image as it is to be published. */
export interface PartRead {
  readonly part: IndexPart;
  readonly manifests: readonly WholeManifest[];
}

/**
 * Joins the platforms' images into one.
 * @throws ActionError `cache` where something still has the name of the registry inside this run; `verify` as
 * {@link joinIndexes}.
 */
export function joinParts(parts: readonly PartRead[], shim: RegistryShim): WholeImage {
  const index = joinIndexes(parts.map(({ part }) => part));
  const manifests = parts.flatMap((one) => one.manifests);
  for (const { bytes } of [index, ...manifests]) expectUnnamed(bytes, shim);
  return { index, manifests: [...new Map(manifests.map((one) => [one.digest, one])).values()] };
}

/**
 * Reads a platform's image as it was staged, with its real names where BuildKit wrote down those of the registry inside
 * this run. Of the blobs only attestations are read.
 * @throws ActionError `cache` when something is missing or cannot get its real name.
 */
export async function readPart(
  { platform, name, tag }: StagedPart,
  { shim, references }: StagedSource,
): Promise<PartRead> {
  const source = { shim, name, references };
  const { digest, mediaType, bytes: text } = manifestOf(source, tag);
  const part = { platform, digest, mediaType, text };
  const descriptors = (JSON.parse(text) as ManifestJson).manifests;
  if (!descriptors) return { part, manifests: [whole({ digest, mediaType, bytes: text }, source)] };
  const manifests = await Promise.all(descriptors.map((descriptor) => readChild(descriptor, source)));
  const children = manifests.map((child) => ({
    digest: child.digest,
    sizeBytes: Buffer.byteLength(child.bytes),
  }));
  return { part: { ...part, children }, manifests };
}

async function readChild(descriptor: Descriptor, source: Source): Promise<WholeManifest> {
  const manifest = manifestOf(source, descriptor.digest);
  if (!isAttestation(descriptor)) return whole(manifest, source);
  const { shim, references } = source;
  const blobs = await Promise.all(
    listed(manifest.bytes).map(async (digest) => {
      const { file } = await fileOf(shim, digest);
      return [digest, await readFile(file, "utf8")] as const;
    }),
  );
  const attestation = { manifest: manifest.bytes, blobs: new Map(blobs) };
  const renamed = renameAttestation(attestation, { path: shim.path, references }, sha256);
  const { mediaType } = manifest;
  const digest = digestOf(Buffer.from(renamed.manifest));
  return whole({ digest, mediaType, bytes: renamed.manifest }, source, renamed.blobs);
}

/** A manifest with its blobs: those that are given as texts, and those in the registry inside this run. */
function whole(
  manifest: Omit<WholeManifest, "blobs">,
  { shim }: Source,
  texts: ReadonlyMap<string, string> = new Map(),
): WholeManifest {
  const blobs = listed(manifest.bytes).map((digest): Blob => {
    const text = texts.get(digest);
    return text === undefined
      ? stagedBlob(shim, digest)
      : { digest, content: () => Promise.resolve(bodyOf("", text)) };
  });
  return { ...manifest, blobs };
}

function stagedBlob(shim: RegistryShim, digest: string): Blob {
  const content = async () => {
    const { file, sizeBytes } = await fileOf(shim, digest);
    return { sizeBytes, open: () => createReadStream(file, { highWaterMark: CHUNK_BYTES }) };
  };
  return { digest, content };
}

async function fileOf(shim: RegistryShim, digest: string): Promise<StoredBlob> {
  const blob = await shim.fetchBlob(digest);
  const found = blob && (await stat(blob.file).catch(() => undefined));
  if (blob && found?.size === blob.sizeBytes) return blob;
  throw new ActionError("cache", `A layer that the layer cache has promised cannot be had: ${digest}`);
}

function manifestOf({ shim, name }: Source, reference: string): Omit<WholeManifest, "blobs"> {
  const manifest = shim.manifest(name, reference);
  if (manifest) return { ...manifest, bytes: manifest.bytes.toString() };
  throw new ActionError(
    "cache",
    `BuildKit ended well but did not push ${name} (${reference}) to the layer cache`,
  );
}

/** The digests of the blobs that a manifest lists, each once. */
function listed(bytes: string): readonly string[] {
  const { config, layers } = JSON.parse(bytes) as ManifestJson;
  return [...new Set([...(config ? [config] : []), ...(layers ?? [])].map(({ digest }) => digest))];
}
