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
  /** Bytes of the context that were sent to the builder. */
  readonly contextBytes?: number | undefined;
  /** Bytes of those files of the context that `COPY` and `ADD` can have copied, each file once. */
  readonly copiedBytes?: number | undefined;
  /** What saving the layer cache cost the run, and what the cache saves a run like it. */
  readonly saving?: { readonly ms: number; readonly savesMs?: number | undefined } | undefined;
}

/** What the image of a platform is made of. */
export interface ImageLayers {
  /** `linux/arm64`. */
  readonly platform: string;
  /** From the lowest to the highest. */
  readonly layers: readonly Pick<ImageLayer, "sizeBytes" | "createdBy">[];
}
