/** A layer of an image. */
export interface ImageLayer {
  readonly digest: string;
  /** Compressed, as a pull transfers it. */
  readonly sizeBytes: number;
  /** What made it, where the image's config tells: `RUN /bin/sh -c make # buildkit`. */
  readonly createdBy?: string | undefined;
}

/** Compressed bytes of layers. */
export function totalBytes(layers: readonly Pick<ImageLayer, "sizeBytes">[]): number {
  return layers.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}
