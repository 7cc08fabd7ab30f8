import { ActionError } from "./failure.ts";

/** A repository of images: `ghcr.io/acme/agent` is registry `ghcr.io`, repository `acme/agent`. */
export interface ImageName {
  readonly registry: string;
  readonly repository: string;
}

/** An image name with the tag it is, or is to be, published under. */
export interface TaggedImage extends ImageName {
  readonly tag: string;
}

export const DOCKER_HUB = "docker.io";

// The grammar of https://github.com/distribution/reference, with the digest form left out: nothing can be published to it.
const COMPONENT = /[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*/.source;
const REPOSITORY = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`);
const HOST = /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?|\[[0-9a-fA-F:]+\])(?::\d{1,5})?$/;
const TAG = /^\w[\w.-]{0,127}$/;
const HOST_LIKE = /[.:]|^localhost$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** Tells whether a text is a sha256 digest in full. */
export function isDigest(text: string): boolean {
  return DIGEST.test(text);
}

/**
 * Reads a repository name, without tag: `acme/agent`, `ghcr.io/Acme/agent`, `127.0.0.1:5000/hello`. The repository
 * part is lowered, since no registry takes upper case there; {@link isLowered} tells whether that changed it.
 * @throws ActionError `input`, naming the text and what is wrong with it.
 */
export function parseImageName(text: string): ImageName {
  const [registry, path] = splitRegistry(text);
  if (/[:@]/.test(path)) {
    throw invalid(text, "has a tag or digest", "Give the name alone in images, and tags in tags.");
  }
  return checkedName(text, registry, path);
}

/**
 * Reads a full reference, `registry/repository:tag`; without a tag it is `latest`, as for docker.
 * @throws ActionError `input`, naming the text and what is wrong with it.
 */
export function parseTaggedImage(text: string): TaggedImage {
  const [registry, path] = splitRegistry(text);
  if (path.includes("@"))
    throw invalid(text, "has a digest", "A digest is the result of a build: give a tag.");
  const [repository, tag = "latest", ...rest] = path.split(":") as [string, ...string[]];
  if (rest.length > 0) throw invalid(text, "has more than one tag", "Give each reference a line of its own.");
  return { ...checkedName(text, registry, repository), tag: parseTag(tag) };
}

/**
 * Checks a tag as registries do.
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests
 * @throws ActionError `input`, naming the text and what is allowed.
 */
export function parseTag(text: string): string {
  if (isTag(text)) return text;
  throw new ActionError("input", `"${text}" is not a tag`, { hint: TAG_HINT });
}

/** Says what a tag is. */
export const TAG_HINT =
  "A tag has 1 to 128 letters, digits, underscores, dots and dashes, and does not start with a dot or dash.";

/** Tells whether a text can be a tag. */
export function isTag(text: string): boolean {
  return TAG.test(text);
}

/** Tells whether a text is a full reference (`name:tag`) rather than a bare tag. */
export function isReference(text: string): boolean {
  return /[/:]/.test(text);
}

/** Tells whether reading this image name lowered its repository part. */
export function isLowered(text: string): boolean {
  const name = splitRegistry(text)[1].replace(/:[^]*$/, "");
  return name !== name.toLowerCase();
}

/** Prints `registry/repository` as people and docker write it: without docker.io and library where that is clear. */
export function printName({ registry, repository }: ImageName): string {
  const isClear = registry === DOCKER_HUB && !HOST_LIKE.test(repository.split("/", 1).join());
  return isClear ? repository.replace(/^library\/(?=[^/]+$)/, "") : `${registry}/${repository}`;
}

/** Prints `name:tag`. */
export function printTagged(image: TaggedImage): string {
  return `${printName(image)}:${image.tag}`;
}

/** Tells whether a registry is on this machine, so that BuildKit and we speak plain http to it. */
export function isLoopback(registry: string): boolean {
  const host = registry.replace(/:\d+$/, "");
  return host === "localhost" || host === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** The first part is a registry, whose case does not matter, only when it looks like a host: that is docker's rule. */
function splitRegistry(text: string): readonly [registry: string, path: string] {
  const slash = text.indexOf("/");
  const first = slash === -1 ? "" : text.slice(0, slash).toLowerCase();
  if (!HOST_LIKE.test(first)) return [DOCKER_HUB, text];
  const registry = first === "index.docker.io" || first === "registry-1.docker.io" ? DOCKER_HUB : first;
  return [registry, text.slice(slash + 1)];
}

function checkedName(text: string, registry: string, path: string): ImageName {
  if (!HOST.test(registry))
    throw invalid(text, `has no valid registry ("${registry}")`, "Write host[:port]/name.");
  const lowered = path.toLowerCase();
  if (!REPOSITORY.test(lowered)) {
    throw invalid(
      text,
      "is not an image name",
      "A name has parts of a–z and 0–9, joined inside by . _ - and separated by /, as in ghcr.io/acme/agent.",
    );
  }
  const repository = registry === DOCKER_HUB && !lowered.includes("/") ? `library/${lowered}` : lowered;
  if (repository.length > 255) throw invalid(text, "is longer than 255 characters", "Shorten the name.");
  return { registry, repository };
}

function invalid(text: string, reason: string, hint: string): ActionError {
  return new ActionError("input", `"${text}" ${reason}`, { hint });
}
