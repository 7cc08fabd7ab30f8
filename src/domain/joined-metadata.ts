import type { Platform } from "./platform.ts";
import { printPlatform } from "./platform.ts";
import type { TaggedImage } from "./reference.ts";
import { printTagged } from "./reference.ts";

/** What buildx told of the solve for one platform. */
export interface MetadataPart {
  readonly platform: Platform;
  /** The metadata file. */
  readonly metadata: string;
}

/** What was published. */
export interface JoinedImage {
  readonly digest: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly references: readonly TaggedImage[];
  /** What the names of the registry start with that BuildKit pushed to; nothing that holds it is passed on. */
  readonly path: string;
}

type Metadata = Readonly<Record<string, unknown>>;

const REF = "buildx.build.ref";
const PROVENANCE = "buildx.build.provenance";
const WARNINGS = "buildx.build.warnings";
const DESCRIPTOR = "containerimage.descriptor";

/**
 * Makes one metadata file of those of the platforms, as buildx writes it for all platforms at once: with the record of
 * the first solve, and everybody's provenance under its platform. That of a single platform only gets its real names.
 * @see https://docs.docker.com/reference/cli/docker/buildx/build/#metadata-file
 */
export function joinMetadata(parts: readonly MetadataPart[], joined: JoinedImage): string {
  const files = parts.map(({ metadata }) => JSON.parse(metadata) as Metadata);
  const [only = {}, ...others] = files;
  const own = others.length === 0 ? only : joinFiles(parts, files);
  const { digest, mediaType, sizeBytes: size, references } = joined;
  const all: Metadata = {
    ...own,
    [DESCRIPTOR]: { ...(own[DESCRIPTOR] as object | undefined), mediaType, digest, size },
    "containerimage.digest": digest,
    "image.name": references.map(printTagged).join(","),
  };
  const secret = joined.path.slice(joined.path.lastIndexOf("/") + 1);
  return JSON.stringify(
    Object.fromEntries(
      Object.entries(all)
        .filter(([, value]) => !JSON.stringify(value).includes(secret))
        .toSorted(([one], [other]) => (one < other ? -1 : 1)),
    ),
  );
}

function joinFiles(parts: readonly MetadataPart[], files: readonly Metadata[]): Metadata {
  const provenance = parts.flatMap(({ platform }, at) => {
    const one = files[at]?.[PROVENANCE];
    return one === undefined ? [] : [[`${PROVENANCE}/${printPlatform(platform)}`, one]];
  });
  const ref = files[0]?.[REF];
  const warnings = files.flatMap((file) => (file[WARNINGS] as readonly unknown[] | undefined) ?? []);
  // A Dockerfile is warned of once for every solve of it.
  const distinct = new Map(warnings.map((warning) => [JSON.stringify(warning), warning]));
  return {
    ...(Object.fromEntries(provenance) as Metadata),
    ...(ref === undefined ? {} : { [REF]: ref }),
    ...(distinct.size === 0 ? {} : { [WARNINGS]: [...distinct.values()] }),
  };
}
