import { ActionError } from "./failure.ts";
import type { RunEvent } from "./event.ts";
import type { ImageName, TaggedImage } from "./reference.ts";
import { isLowered, isReference, parseTag, parseTaggedImage, printTagged } from "./reference.ts";

/**
 * The references to publish: every bare tag for every image, and the full references as they are, each once.
 * Without tags, the git ref names them: a branch its name, a git tag its name and `latest`, a pull request `pr-N`.
 * @throws ActionError `input` for what is neither a tag nor a reference.
 */
export function planReferences(
  images: readonly ImageName[],
  tags: readonly string[],
  event: RunEvent,
): readonly TaggedImage[] {
  const wanted = tags.length > 0 ? tags : defaultTags(event);
  const references = wanted.flatMap((tag) =>
    isReference(tag) ? [parseTaggedImage(tag)] : images.map((image) => ({ ...image, tag: parseTag(tag) })),
  );
  return [...new Map(references.map((reference) => [printTagged(reference), reference])).values()];
}

/**
 * Checks tags as they are read, so that a mistake is reported with the other inputs' mistakes.
 * @throws ActionError `input` for what is neither a tag nor a reference.
 */
export function checkTag(text: string): string {
  if (/^(type|preset)=|\{\{/.test(text)) {
    throw new ActionError("input", `"${text}" is a tag rule, and rules are not supported yet`, {
      hint: "Give literal tags, or compute them in a step before this one.",
    });
  }
  return isReference(text) ? printTagged(parseTaggedImage(text)) : parseTag(text);
}

/** What the user should know of how names and tags are taken, as sentences; both as they were written. */
export function nameNotices(images: readonly string[], tags: readonly string[]): readonly string[] {
  const lowered = [...new Set([...images, ...tags.filter(isReference)])].filter(isLowered);
  const isUnused = images.length > 0 && tags.length > 0 && tags.every(isReference);
  return [
    ...lowered.map(
      (name) => `"${name}" is used in lower case, since registries take no upper case in names.`,
    ),
    ...(isUnused ? ["images is not used, since every one of tags is a full reference."] : []),
  ];
}

function defaultTags({ ref, sha, pullRequest }: RunEvent): readonly string[] {
  if (pullRequest !== undefined) return [`pr-${pullRequest}`];
  const [, kind, name = ""] = /^refs\/(heads|tags)\/([^]+)$/.exec(ref) ?? [];
  if (kind === undefined) return ["latest"];
  const tag = sanitise(name) || `sha-${sha.slice(0, 7)}`;
  return kind === "tags" ? [tag, "latest"] : [tag];
}

/** A ref name may hold what a tag may not, and nothing else: then nothing is left of it. */
function sanitise(refName: string): string {
  return refName
    .replace(/[^\w.-]+/g, "-")
    .replace(/^[.-]+/, "")
    .slice(0, 128);
}
