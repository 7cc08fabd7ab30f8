import { ActionError } from "../../domain/failure.ts";
import type { ImageName } from "../../domain/reference.ts";
import { isDigest } from "../../domain/reference.ts";
import { digestOf } from "../digest.ts";
import type { HttpAnswer } from "./exchange.ts";

/** A manifest or index as a registry serves it, its bytes checked against the digest. */
export interface Manifest {
  readonly digest: string;
  /** What the manifest itself says, else what the registry says: `application/vnd.oci.image.index.v1+json`. */
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly content: unknown;
}

/**
 * Reads a manifest out of an answer for a tag or digest.
 * @throws ActionError `registry` when the bytes are not those of the digest that we or the registry named, or no JSON.
 */
export function readManifest(name: ImageName, reference: string, answer: HttpAnswer): Manifest {
  const digest = digestOf(answer.body);
  expectDigest(name, reference, digest);
  expectDigest(name, headerDigest(answer), digest);
  const content = parseJson(name, answer.body);
  return { digest, mediaType: mediaType(content, answer), sizeBytes: answer.body.byteLength, content };
}

/**
 * Reads a JSON blob out of an answer.
 * @throws ActionError `registry` when the bytes are not those of the digest, or no JSON.
 */
export function readBlob(name: ImageName, digest: string, { body }: HttpAnswer): unknown {
  expectDigest(name, digest, digestOf(body));
  return parseJson(name, body);
}

/** The digest that a registry names for what it serves; undefined when it names none that can be used. */
export function headerDigest({ headers }: HttpAnswer): string | undefined {
  const digest = headers["docker-content-digest"];
  return typeof digest === "string" && isDigest(digest) ? digest : undefined;
}

/** Passes a tag, and a digest that is the wanted one. */
function expectDigest({ registry, repository }: ImageName, wanted: string | undefined, digest: string): void {
  if (wanted === undefined || !isDigest(wanted) || wanted === digest) return;
  throw new ActionError(
    "registry",
    `${registry} (repository ${repository}) sent ${digest} instead of ${wanted}`,
    {
      hint: "A proxy or a broken registry changed the bytes: try again, then ask who runs it.",
    },
  );
}

function parseJson({ registry, repository }: ImageName, body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch (cause) {
    throw new ActionError(
      "registry",
      `${registry} (repository ${repository}) sent something that is not JSON`,
      {
        cause,
      },
    );
  }
}

function mediaType(content: unknown, { headers }: HttpAnswer): string {
  const own = (content as { mediaType?: unknown } | null)?.mediaType;
  return typeof own === "string" ? own : (headers["content-type"]?.split(";")[0]?.trim() ?? "");
}
