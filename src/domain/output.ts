import { closest } from "fastest-levenshtein";
import { ActionError } from "./failure.ts";
import { parseAttributes } from "./list.ts";

/** One export of the build besides the push, as the user wrote it for `buildx build --output`. */
export interface Output {
  readonly type: string;
  readonly text: string;
}

const TYPES = ["local", "tar", "oci", "docker", "image", "cacheonly"];

/**
 * Reads one item of `outputs`: `type=oci,dest=image.tar`, or a bare folder or file as docker takes it.
 * @throws ActionError `input` for an unknown type, a malformed attribute, and for an export that publishes: what is
 * published is planned, verified and reported, so only `push` does that.
 */
export function parseOutput(text: string): Output {
  if (!text.includes("=")) return { type: text === "-" ? "tar" : "local", text };
  const attributes = parseAttributes(text);
  const type = attributes.get("type");
  if (type === "registry" || !/^(?:false|f|0)$/i.test(attributes.get("push")?.trim() ?? "false")) {
    throw new ActionError("input", `"${text}" publishes the image`, {
      hint: "Leave it out and set push: true, with images and tags.",
    });
  }
  if (type === undefined) throw unknownType(`"${text}" has no type`, "local");
  if (!TYPES.includes(type)) throw unknownType(`"${type}" is not a type of output`, closest(type, TYPES));
  return { type, text };
}

function unknownType(message: string, suggestion: string): ActionError {
  return new ActionError("input", message, {
    hint: `Start with type=, one of ${TYPES.join(", ")}, as in type=${suggestion},dest=out.`,
  });
}
