import { DEFAULT_QEMU_IMAGE } from "../../src/domain/emulation.ts";
import type { Inputs } from "../../src/domain/inputs.ts";
import type { ImageName, TaggedImage } from "../../src/domain/reference.ts";

/** The inputs of somebody who names one image and leaves all else to the defaults. */
export function anInputs(overrides: Partial<Inputs> = {}): Inputs {
  return {
    context: ".",
    file: undefined,
    target: undefined,
    platforms: [
      { os: "linux", architecture: "amd64" },
      { os: "linux", architecture: "arm64" },
    ],
    buildArgs: [],
    secrets: [],
    ssh: [],
    images: [anImage()],
    tags: [],
    labels: [],
    push: "auto",
    load: false,
    outputs: [],
    provenance: undefined,
    sbom: undefined,
    compression: undefined,
    logins: [],
    githubToken: undefined,
    driver: "auto",
    builder: undefined,
    driverOpts: [],
    buildkitdConfig: undefined,
    buildkitImage: undefined,
    qemu: "auto",
    qemuImage: DEFAULT_QEMU_IMAGE,
    cache: "actions",
    cacheScope: undefined,
    cacheMode: undefined,
    cacheWrite: "auto",
    cacheFrom: [],
    cacheTo: [],
    noCache: false,
    pull: false,
    checks: "warn",
    sizeLimits: { maxBytes: undefined, maxGrowth: undefined },
    timeoutMs: undefined,
    retries: 2,
    summary: "full",
    history: 50,
    notices: [],
    ...overrides,
  };
}

/** `ghcr.io/acme/agent`. */
export function anImage(overrides: Partial<ImageName> = {}): ImageName {
  return { registry: "ghcr.io", repository: "acme/agent", ...overrides };
}

/** `ghcr.io/acme/agent:main`. */
export function aTaggedImage(overrides: Partial<TaggedImage> = {}): TaggedImage {
  return { ...anImage(), tag: "main", ...overrides };
}
