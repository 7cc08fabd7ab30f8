import { ActionError } from "../domain/failure.ts";
import type { SizeLimits } from "../domain/size-limits.ts";
import { findExcess } from "../domain/size-limits.ts";
import type { PlatformImage } from "../domain/verified.ts";

/** What decides whether images are small enough. */
export interface SizeGate {
  readonly limits: SizeLimits;
  /** What the first tag led to before this run. */
  readonly previous: Promise<readonly PlatformImage[]>;
}

/**
 * Lets images pass that are as small as they have to be.
 * @param isTagged whether tags lead to them already
 * @throws ActionError `size` that tells what is too large, and which layer makes it so.
 */
export async function passSizeGate(
  images: readonly PlatformImage[],
  { limits, previous }: SizeGate,
  isTagged: boolean,
): Promise<void> {
  const excess = findExcess(images, limits, limits.maxGrowth === undefined ? [] : await previous);
  if (excess.length === 0) return;
  const consequence = isTagged
    ? "Its tags lead to it already: BuildKit puts them itself with load or outputs, and without cache: actions."
    : "No tag was put, so all lead to what they led to before.";
  throw new ActionError("size", excess.join("\n"), {
    hint: `${consequence} Make the image smaller, or raise max-size or max-growth.`,
  });
}
