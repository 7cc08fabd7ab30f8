import { ActionError } from "../domain/failure.ts";
import { platformDifferences } from "../domain/image-index.ts";
import type { Plan } from "../domain/plan.ts";
import type { Platform } from "../domain/platform.ts";
import type { ImageName, TaggedImage } from "../domain/reference.ts";
import { printName, printTagged } from "../domain/reference.ts";
import type { PlatformImage, Verified } from "../domain/verified.ts";
import type { RegistryClient } from "../edges/registry/client.ts";
import type { Built } from "./build.ts";
import type { Prepared } from "./prepare.ts";
import { readImages } from "./published-image.ts";
import { passSizeGate } from "./size-gate.ts";

/** What was to be published. */
export interface Expectation {
  readonly digest: string;
  readonly platforms: readonly Platform[];
  readonly references: readonly TaggedImage[];
  readonly repositories: readonly ImageName[];
}

/**
 * Verifies what a run published; `undefined` when it publishes nothing.
 * @throws as {@link verify}, and ActionError `size` where it is larger than it may be.
 */
export async function verifyPublished(
  plan: Plan,
  built: Built,
  { registry, previous }: Pick<Prepared, "registry" | "previous">,
): Promise<Verified | undefined> {
  if (!plan.publish.push) return undefined;
  if (built.digest === undefined)
    throw new ActionError("verify", "The build was pushed but buildx reported no digest");
  const { platforms, sizeLimits: limits } = plan.inputs;
  const verified = await verify({ ...plan, digest: built.digest, platforms }, registry);
  await passSizeGate(verified.images, { limits, previous }, true);
  return verified;
}

/**
 * Reads back what was published, in every repository: exactly the planned platforms, once each; every child is there
 * and its own config says the platform the index says; every tag leads to the digest.
 * @throws ActionError `verify` naming what differs; those of the registry client.
 */
export async function verify(expected: Expectation, registry: RegistryClient): Promise<Verified> {
  const [[images = []]] = await Promise.all([
    Promise.all(expected.repositories.map((name) => verifyRepository(name, expected, registry))),
    Promise.all(expected.references.map((reference) => verifyTag(reference, expected.digest, registry))),
  ]);
  return { digest: expected.digest, images };
}

async function verifyRepository(
  name: ImageName,
  { digest, platforms }: Expectation,
  registry: RegistryClient,
): Promise<readonly PlatformImage[]> {
  const images = await readImages(name, await registry.pushedManifest(name, digest), registry);
  const differences = platformDifferences(
    platforms,
    images.map(({ platform }) => platform),
  );
  if (differences.length === 0) return images;
  throw new ActionError(
    "verify",
    `${printName(name)}@${digest} is not what was planned: ${differences.join("; ")}`,
    {
      hint: "Its tags point to it already. Build again; if it happens again, please report it with the log.",
    },
  );
}

async function verifyTag(reference: TaggedImage, digest: string, registry: RegistryClient): Promise<void> {
  const found =
    (await registry.digestOf(reference, reference.tag)) ??
    (await registry.pushedManifest(reference, reference.tag)).digest;
  if (found === digest) return;
  throw new ActionError("verify", `${printTagged(reference)} leads to ${found} instead of ${digest}`, {
    hint: "Does another job push the same tag at the same time? concurrency: in the workflow prevents that.",
  });
}
