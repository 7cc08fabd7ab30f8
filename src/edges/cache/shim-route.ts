import { isDigest } from "../../domain/reference.ts";

/** What a request to the registry is about; `base` is the bare `/v2/` that clients ask whether this is a registry. */
export type RouteKind = "base" | "manifest" | "blob" | "uploads" | "upload";

/** A path below `/v2/`, taken apart. */
export interface Route {
  readonly kind: RouteKind;
  /** The secret that the path starts with, not yet compared; empty for `base`. */
  readonly token: string;
  readonly name: string;
  /** A tag or digest of a manifest, the digest of a blob, the id of an upload; empty otherwise. */
  readonly reference: string;
  readonly query: URLSearchParams;
}

/** The bytes that a Range header asks for, both ends included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

const PATH = /^\/v2\/([^/]+)\/(.+)\/(manifests|blobs|blobs\/uploads)\/([^/]*)$/;
const NAME = /^[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*$/;
const TAG = /^\w[\w.-]{0,127}$/;

/** Reads the target of a request; undefined when the registry has nothing of this form. */
export function readRoute(target: string): Route | undefined {
  if (!target.startsWith("/v2") || !URL.canParse(target, "http://shim")) return undefined;
  const { pathname, searchParams: query } = new URL(target, "http://shim");
  if (/^\/v2\/?$/.test(pathname)) return { kind: "base", token: "", name: "", reference: "", query };
  const match = PATH.exec(pathname)?.slice(1);
  if (!match) return undefined;
  const [token, name, collection, reference] = match as [string, string, string, string];
  const kind = kindOf(collection, reference);
  return kind !== undefined && NAME.test(name) ? { kind, token, name, reference, query } : undefined;
}

function kindOf(collection: string, reference: string): RouteKind | undefined {
  if (collection === "manifests") return TAG.test(reference) || isDigest(reference) ? "manifest" : undefined;
  if (collection === "blobs") return isDigest(reference) ? "blob" : undefined;
  return reference === "" ? "uploads" : "upload";
}

/**
 * Reads a Range header for something of a size. Undefined asks for everything: there is no header, or one that may be
 * ignored, such as several ranges.
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-range
 */
export function readRange(
  header: string | undefined,
  sizeBytes: number,
): ByteRange | "unsatisfiable" | undefined {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
  const final = sizeBytes - 1;
  if (first === "") return last === "" ? undefined : within(sizeBytes - Number(last), final);
  if (last === "") return within(Number(first), final);
  return Number(last) < Number(first) ? undefined : within(Number(first), Math.min(Number(last), final));
}

function within(start: number, end: number): ByteRange | "unsatisfiable" {
  return start > end ? "unsatisfiable" : { start: Math.max(start, 0), end };
}
