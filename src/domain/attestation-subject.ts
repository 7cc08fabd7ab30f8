import { ActionError } from "./failure.ts";
import { indentOf, printGoJson } from "./go-json.ts";
import type { TaggedImage } from "./reference.ts";
import { DOCKER_HUB } from "./reference.ts";

/** What an image was called while it was built, and what it is to be called. */
export interface Naming {
  /** What the names of the registry start with that BuildKit pushed to: `127.0.0.1:port/token`. */
  readonly path: string;
  readonly references: readonly TaggedImage[];
}

/** An attestation manifest with what it lists, as texts. */
export interface Attestation {
  readonly manifest: string;
  /** Config and statements by their digests. */
  readonly blobs: ReadonlyMap<string, string>;
}

interface Descriptor {
  readonly digest: string;
  readonly size: number;
}

interface ManifestJson {
  readonly config?: Descriptor;
  readonly layers?: readonly Descriptor[] | null;
}

/**
 * Makes an attestation one of the image under its real names: BuildKit attests what it pushed to, which was a registry
 * inside this run. Only subjects are changed, and the digests and sizes that follow from it. `blobs` of the result are
 * those that are new.
 * @see https://github.com/moby/buildkit/blob/master/docs/attestations/attestation-storage.md
 * @throws ActionError `cache` when the old name stands elsewhere too, or in a form that is not BuildKit's.
 */
export function renameAttestation(
  { manifest, blobs }: Attestation,
  naming: Naming,
  sha256: (text: string) => string,
): Attestation {
  const digestOf = (text: string) => `sha256:${sha256(text)}`;
  const json = JSON.parse(manifest) as ManifestJson;
  const statements = renamed(json.layers ?? [], blobs, (text) => renameSubjects(text, naming));
  // The config lists the statements once more, as what unpacked layers are called.
  const configs = renamed(json.config ? [json.config] : [], blobs, (text) =>
    [...statements].reduce((rest, [digest, next]) => rest.replaceAll(digest, digestOf(next)), text),
  );
  const texts = new Map([...statements, ...configs]);
  const describe = (descriptor: Descriptor): Descriptor => {
    const text = texts.get(descriptor.digest);
    return text === undefined
      ? descriptor
      : { ...descriptor, digest: digestOf(text), size: sizeBytesOf(text) };
  };
  const changed = {
    ...json,
    ...(json.config && { config: describe(json.config) }),
    ...(json.layers && { layers: json.layers.map(describe) }),
  };
  const next = texts.size === 0 ? manifest : printGoJson(changed, indentOf(manifest));
  for (const text of [next, ...new Map([...blobs, ...texts]).values()]) expectUnnamed(text, naming);
  return { manifest: next, blobs: new Map([...texts.values()].map((text) => [digestOf(text), text])) };
}

/**
 * Replaces each subject of an in-toto statement that is the image under its old name by one for every real name, as
 * BuildKit writes them for a push of its own. All other bytes stay.
 * @see https://github.com/in-toto/attestation/blob/main/spec/v0.1.0/README.md#statement
 */
export function renameSubjects(statement: string, { path, references }: Naming): string {
  const replace = (...[, colon, qualifiers, rest]: readonly [string, string, string, string]) =>
    references
      .map((reference) => `{"name":"${printPurl(reference, colon !== ":")}${qualifiers}"${rest}}`)
      .join(",");
  return statement.replace(subjectPattern(path), replace);
}

/**
 * Makes sure that a text does not give away where BuildKit pushed to. The name's last part alone is looked for: it is
 * random, and no way of writing addresses changes it.
 * @throws ActionError `cache` when it does.
 */
export function expectUnnamed(text: string, { path }: Pick<Naming, "path">): void {
  if (!text.includes(path.slice(path.lastIndexOf("/") + 1))) return;
  throw new ActionError(
    "cache",
    "What BuildKit wrote about the image names the registry inside this run in a way that cannot be replaced",
  );
}

/**
 * A subject as Go prints it. The random part of the path keeps it from matching anything else, and inside of a text
 * its quotes would be escaped.
 */
function subjectPattern(path: string): RegExp {
  // Newer releases of the library that BuildKit prints package URLs with write a colon as %3A.
  const start = path.replace(/[.[\]]/g, String.raw`\$&`).replace(":", "(:|%3A)");
  const name = String.raw`"name"\s*:\s*"pkg:docker/${start}/[^"@?]+@[^"@?]+((?:\?[^"]*)?)"`;
  const digest = String.raw`(\s*,\s*"digest"\s*:\s*\{[^{}]*\}\s*)`;
  return new RegExp(String.raw`\{\s*${name}${digest}\}`, "g");
}

/**
 * A reference as a package URL, without a platform. Names of Docker Hub are short there, even where they could be
 * taken for those of another registry.
 * @see https://github.com/package-url/purl-spec/blob/main/types-doc/docker-definition.md
 */
function printPurl({ registry, repository, tag }: TaggedImage, escapesColon: boolean): string {
  const name =
    registry === DOCKER_HUB ? repository.replace(/^library\/(?=[^/]+$)/, "") : `${registry}/${repository}`;
  const escaped = name.split("/").map(encodeURIComponent).join("/");
  return `pkg:docker/${escapesColon ? escaped : escaped.replaceAll("%3A", ":")}@${tag}`;
}

/** The texts that a change makes new, by their old digests. */
function renamed(
  descriptors: readonly Descriptor[],
  blobs: ReadonlyMap<string, string>,
  change: (text: string) => string,
): ReadonlyMap<string, string> {
  return new Map(
    descriptors.flatMap(({ digest }) => {
      const text = blobs.get(digest);
      const next = text === undefined ? undefined : change(text);
      return next === undefined || next === text ? [] : [[digest, next] as const];
    }),
  );
}

function sizeBytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
