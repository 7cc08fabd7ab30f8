import { ActionError } from "../failure.ts";
import { quote } from "./mistakes.ts";

/** What a tag is made of, as it was written or as the ref is called. */
export interface TagParts {
  readonly prefix: string;
  readonly value: string;
  readonly suffix: string;
  /** Whether somebody wrote the whole of it, so that only they can mend it. */
  readonly isLiteral: boolean;
  /** A tag to use where a ref's name has nothing that a tag may contain. */
  readonly fallback: string;
}

const LONGEST_TAG = 128;
const LENGTH_HINT = `A tag has at most ${LONGEST_TAG} characters.`;

/**
 * Makes a tag of its parts. What a tag may not contain becomes a dash, dots and dashes at its start are dropped. Of a
 * ref's name that is too long the end is cut, between prefix and suffix.
 * @throws ActionError `input` when what somebody wrote gives no tag, or one that is too long.
 */
export function makeTag(parts: TagParts): string {
  const { prefix, value, suffix } = parts;
  const tag = withoutStart(sanitise(`${prefix}${value}${suffix}`));
  if (tag === "") return nameless(parts);
  if (tag.length <= LONGEST_TAG) return tag;
  if (!parts.isLiteral) return shortened(parts);
  throw new ActionError("input", `the tag ${quote(tag)} has ${tag.length} characters`, { hint: LENGTH_HINT });
}

function nameless({ prefix, value, suffix, isLiteral, fallback }: TagParts): string {
  if (!isLiteral) return fallback;
  throw new ActionError(
    "input",
    `${quote(`${prefix}${value}${suffix}`)} has nothing that a tag may contain`,
    {
      hint: "A tag has letters, digits, underscores, dots and dashes, and does not start with a dot or dash.",
    },
  );
}

function shortened(parts: TagParts): string {
  const prefix = withoutStart(sanitise(parts.prefix));
  const value = prefix === "" ? withoutStart(sanitise(parts.value)) : sanitise(parts.value);
  const suffix = sanitise(parts.suffix);
  const room = LONGEST_TAG - prefix.length - suffix.length;
  if (room < 1) {
    throw new ActionError("input", `prefix and suffix have ${prefix.length + suffix.length} characters`, {
      hint: LENGTH_HINT,
    });
  }
  return `${prefix}${value.slice(0, room)}${suffix}`;
}

/** A ref's name may hold what a tag may not. */
function sanitise(text: string): string {
  return text.replace(/[^\w.-]+/g, "-");
}

function withoutStart(text: string): string {
  return text.replace(/^[.-]+/, "");
}
