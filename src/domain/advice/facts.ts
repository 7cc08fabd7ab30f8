import type { Dockerfile } from "../dockerfile/dockerfile.ts";
import type { ImageLayer } from "../image-layer.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { SolveFigures } from "../metrics/solve-figures.ts";

/** What was seen of a finished run. What is not known is absent, and no advice rests on it. */
export interface AdviceFacts {
  readonly metrics: Metrics;
  readonly solves: readonly SolveFigures[];
  /** Absent if it could not be read. */
  readonly dockerfile?: Dockerfile | undefined;
  /** The stage that was built, as the input names it; the last one where it names none. */
  readonly target?: string | undefined;
  /** Empty where the manifests were not looked at. */
  readonly images: readonly ImageLayers[];
  /** The folders of the context that the build seems not to need, though it is sent them. */
  readonly needless?: readonly ContextFolder[] | undefined;
  /** What saving the layer cache cost the run, and what the cache saves a run like it. */
  readonly saving?: { readonly ms: number; readonly savesMs?: number | undefined } | undefined;
}

/** A folder of the context. */
export interface ContextFolder {
  /** `node_modules`. */
  readonly name: string;
  /** Of all files in it; 0 if there is no such folder. */
  readonly bytes: number;
}

/** What the image of a platform is made of. */
export interface ImageLayers {
  /** `linux/arm64`. */
  readonly platform: string;
  /** From the lowest to the highest. */
  readonly layers: readonly Pick<ImageLayer, "sizeBytes" | "createdBy">[];
}
