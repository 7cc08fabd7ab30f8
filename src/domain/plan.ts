import { attestationArgs } from "./attestation.ts";
import type { BuilderFacts } from "./builder-facts.ts";
import type { BuilderPlan } from "./builder.ts";
import { planBuilder } from "./builder.ts";
import type { Handler } from "./binfmt.ts";
import type { CachePlan } from "./cache/plan.ts";
import { planCache } from "./cache/plan.ts";
import type { CacheRights } from "./cache-token.ts";
import type { PlatformRun } from "./emulation.ts";
import { planEmulation } from "./emulation.ts";
import type { Engine } from "./engine.ts";
import type { RunEvent } from "./event.ts";
import type { Inputs } from "./inputs.ts";
import type { Login } from "./login.ts";
import { planLogins } from "./login-plan.ts";
import type { PushDecision } from "./push.ts";
import { decidePush } from "./push.ts";
import type { ImageName, TaggedImage } from "./reference.ts";
import { printName } from "./reference.ts";
import { planReferences } from "./tags.ts";

/** What is known of the machine and the run before anything is decided. */
export interface Facts {
  readonly engine: Engine;
  readonly event: RunEvent;
  readonly cacheRights: CacheRights;
  /** The kernel's emulators; `undefined` where the engine's kernel cannot be read from here. */
  readonly handlers: readonly Handler[] | undefined;
  readonly engineBuilder: string;
  readonly ownBuilder: string;
  readonly existingBuilder: BuilderFacts | undefined;
  /** Whether the user's own docker config has a login to ghcr.io. */
  readonly githubLogin: boolean;
}

/** Every decision of a run, made before the first effect. */
export interface Plan {
  readonly inputs: Inputs;
  readonly platforms: readonly PlatformRun[];
  readonly builder: BuilderPlan;
  readonly references: readonly TaggedImage[];
  /** The distinct repositories of the references. */
  readonly repositories: readonly ImageName[];
  readonly publish: PushDecision;
  readonly logins: readonly Login[];
  readonly cache: CachePlan;
  readonly attestations: readonly string[];
  readonly notices: readonly string[];
}

/**
 * Decides everything that can be decided before work starts.
 * @throws ActionError for a wish that cannot be met here, before any work is done for it.
 */
export function planRun(inputs: Inputs, facts: Facts, sha256: (text: string) => string): Plan {
  const references = planReferences(inputs.images, inputs.tags, facts.event);
  const publish = decidePush(inputs, facts.event, references.length);
  const builder = planBuilder({ ...facts, inputs, existing: facts.existingBuilder });
  const repositories = distinct(references);
  const { logins, notices } = planLogins(inputs, {
    event: facts.event,
    push: publish.push,
    registries: repositories.map(({ registry }) => registry),
    githubLogin: facts.githubLogin,
  });
  return {
    inputs,
    platforms: planEmulation(inputs.platforms, {
      host: facts.engine.platform,
      handlers: facts.handlers,
      builderPlatforms: facts.existingBuilder?.platforms,
      bundled: builder.kind === "created",
      policy: inputs.qemu,
    }),
    builder,
    references,
    repositories,
    publish,
    logins,
    cache: planCache(
      { ...facts, inputs, references, push: publish.push, rights: facts.cacheRights, builder },
      sha256,
    ),
    attestations: attestationArgs(inputs, facts.event, { builder, engine: facts.engine, push: publish.push }),
    notices: [...inputs.notices, ...notices, ...unexportedNotice(inputs, publish)],
  };
}

function distinct(references: readonly TaggedImage[]): readonly ImageName[] {
  return [
    ...new Map(
      references.map(({ registry, repository }) => {
        const name = { registry, repository };
        return [printName(name), name] as const;
      }),
    ).values(),
  ];
}

function unexportedNotice({ load, outputs }: Inputs, { push, reason }: PushDecision): readonly string[] {
  if (push || load || outputs.length > 0) return [];
  return [
    `The image is built and then dropped, which proves that it builds: ${reason}, and neither load nor outputs is set.`,
  ];
}
