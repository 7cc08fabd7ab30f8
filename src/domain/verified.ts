import type { ImageLayer } from "./image-layer.ts";
import type { Platform } from "./platform.ts";
import { samePlatform } from "./platform.ts";

/** One platform's published image, as the registry has it. */
export interface PlatformImage {
  readonly platform: Platform;
  /** Digest of the image manifest. */
  readonly digest: string;
  /** From the lowest to the highest. */
  readonly layers: readonly ImageLayer[];
}

/** What was read back from the registries and found to be what was planned. */
export interface Verified {
  /** Digest of the index, or of the manifest where one platform was pushed without an index. */
  readonly digest: string;
  readonly images: readonly PlatformImage[];
}

/** The image of one platform; `undefined` where nothing was published. */
export function imageOf(verified: Verified | undefined, platform: Platform): PlatformImage | undefined {
  return verified?.images.find((image) => samePlatform(image.platform, platform));
}
