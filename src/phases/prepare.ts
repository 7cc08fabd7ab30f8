import { join } from "node:path";
import { createBuilderArgs } from "../domain/buildx-args.ts";
import { ActionError } from "../domain/failure.ts";
import { BuildChecks } from "../domain/progress/build-checks.ts";
import type { Engine } from "../domain/engine.ts";
import type { Facts, Plan } from "../domain/plan.ts";
import { isLoopback } from "../domain/reference.ts";
import type { PlatformImage } from "../domain/verified.ts";
import { createDockerConfig } from "../edges/docker-config.ts";
import type { Docker } from "../edges/docker.ts";
import { DockerError } from "../edges/docker.ts";
import { ensureEmulation } from "../edges/emulation.ts";
import { sharesKernel } from "../edges/engine.ts";
import { say } from "../edges/log.ts";
import type { Handover } from "../domain/handover.ts";
import { RegistryClient } from "../edges/registry/client.ts";
import { RegistryPublisher } from "../edges/registry/publisher.ts";
import { credentialsFrom } from "../edges/registry/credentials.ts";
import { RegistrySession } from "../edges/registry/session.ts";
import { userConfigFolder } from "../edges/user-config.ts";
import { writeBuildkitdConfig, writeSecrets } from "../edges/workspace.ts";
import type { Timeline } from "../timeline.ts";
import type { LayerCache } from "./layer-cache.ts";
import type { OpenStore } from "./open-cache.ts";
import { openCache } from "./open-cache.ts";
import { readPrevious } from "./published-image.ts";

/** All that a build needs, in place. */
export interface Prepared {
  /** The docker client with this run's own config and logins. */
  readonly docker: Docker;
  readonly registry: RegistryClient;
  /** Puts what was built one platform at a time into registries. */
  readonly publisher: RegistryPublisher;
  readonly folder: string;
  readonly secretFiles: ReadonlyMap<string, string>;
  readonly signal: AbortSignal;
  readonly timeline: Timeline;
  /** The build's warnings that were shown, so that each is once. */
  readonly checks: BuildChecks;
  /** The layer cache where it is ours and can be used. */
  readonly cache: LayerCache | undefined;
  /** What the first tag that is there leads to, before this run changes it; nothing where nothing is published. */
  readonly previous: Promise<readonly PlatformImage[]>;
  /** That logins, rights and emulators are what they should be. A build may begin, but must not outlive its failure. */
  readonly proof: Promise<unknown>;
  /** What keeps a cache that was planned from being used, as a part of a sentence. */
  readonly cacheProblem: string | undefined;
}

/** What preparing works with. */
export interface Means {
  readonly docker: Docker;
  /** The run's temporary folder. */
  readonly folder: string;
  readonly timeline: Timeline;
  readonly signal: AbortSignal;
  /** The client of the Actions cache, where one was started. */
  readonly store: OpenStore | undefined;
  /** Leaves something to the post phase. */
  readonly handOver: (more: Partial<Handover>) => void;
}

/**
 * Puts in place what the plan needs, and nothing else: emulators, builder, logins, secrets and cache side by side. What
 * is there already and only has to be proven goes on when this ends.
 * @throws ActionError for what cannot be had, before anything is built.
 */
export async function prepare(plan: Plan, facts: Facts, means: Means): Promise<Prepared> {
  const { folder, timeline, signal } = means;
  const config = join(folder, "docker");
  await createDockerConfig({ folder: config, userFolder: userConfigFolder(), logins: plan.logins });
  const docker = means.docker.withConfig(config);
  const session = new RegistrySession({
    credentials: credentialsFrom(config),
    plainHttp: (host) => isPlainHttp(host, facts.engine),
    signal,
  });
  const registry = new RegistryClient(session);
  const emulation = prepareEmulation(plan, facts, { ...means, docker });
  const proof = Promise.all([
    emulation,
    timeline.phase("prepare.registry", () => checkRegistries(plan, registry)),
  ]);
  // It is waited for beside the build.
  proof.catch(() => undefined);
  const previous = plan.publish.push ? readPrevious(plan.references, registry) : Promise.resolve([]);
  const isToInstall = plan.platforms.some(({ by }) => by === "install");
  const [secretFiles, cache] = await Promise.all([
    writeSecrets(folder, plan.inputs),
    prepareCache(plan, facts, means),
    prepareBuilder(plan, { ...means, docker }),
    isToInstall ? emulation : undefined,
  ]);
  const publisher = new RegistryPublisher(session);
  return {
    docker,
    registry,
    publisher,
    folder,
    secretFiles,
    signal,
    timeline,
    checks: new BuildChecks(),
    proof,
    previous,
    ...cache,
  };
}

/** A cache that cannot be opened is told of and does without; BuildKit's own client may still work then. */
async function prepareCache(
  { cache: plan }: Plan,
  { event: { ref, sha, runId } }: Facts,
  { store, timeline, handOver }: Means,
): Promise<Pick<Prepared, "cache" | "cacheProblem">> {
  if (plan.backend !== "actions" || store === undefined) return { cache: undefined, cacheProblem: undefined };
  const problem = (reason: string) => {
    say(`The layer cache is ${plan.instead.backend} instead, since ${reason}: ${plan.instead.reason}`);
    return { cache: undefined, cacheProblem: reason };
  };
  try {
    const handOverSave = (saving: number) => {
      handOver({ saving });
    };
    const cache = await openCache(plan, { ...store, stamp: { ref, sha, runId }, timeline, handOverSave });
    return cache
      ? { cache, cacheProblem: undefined }
      : problem("the engine does not reach this machine's loopback interface");
  } catch (error) {
    return problem(error instanceof Error ? error.message : String(error));
  }
}

async function prepareEmulation(
  plan: Plan,
  { engine }: Facts,
  { docker, folder, timeline }: Means,
): Promise<void> {
  const { platforms, inputs } = plan;
  if (!platforms.some(({ how }) => how === "emulated")) return;
  if (platforms.some(({ by }) => by === "install")) say(`Installing emulators from ${inputs.qemuImage}`);
  const means = {
    image: inputs.qemuImage,
    docker: (args: readonly string[]) => docker.run(args),
    policy: inputs.qemu,
    sharesKernel: sharesKernel(engine),
    folder,
  };
  await timeline.phase("prepare.emulation", () => ensureEmulation(platforms, means));
}

async function prepareBuilder({ builder, inputs }: Plan, { docker, folder, timeline }: Means): Promise<void> {
  if (builder.kind !== "created") return;
  say(`Creating the builder ${builder.name} from ${builder.image}`);
  const config = inputs.buildkitdConfig;
  const configFile = config === undefined ? undefined : await writeBuildkitdConfig(folder, config);
  try {
    const args = createBuilderArgs(builder, inputs, configFile);
    await timeline.phase("prepare.builder", () => docker.run(args, { onLine: say }));
  } catch (cause) {
    if (!(cause instanceof DockerError)) throw cause;
    throw new ActionError("builder", `The builder could not be created: ${cause.message}`, {
      hint: "If the image cannot be pulled from here, set buildkit-image to a copy of it in a registry that can be reached; check driver-opts and buildkitd-config-inline otherwise.",
      cause,
    });
  }
}

/** Finds out before a long build what the push would end with. */
async function checkRegistries(
  { logins, publish, repositories }: Plan,
  registry: RegistryClient,
): Promise<void> {
  const pushes = publish.push ? repositories : [];
  // Where we push, the right to push says more than the login alone.
  const others = logins.filter((login) => !pushes.some((name) => name.registry === login.registry));
  await Promise.all([
    ...others.map((login) => registry.checkLogin(login.registry)),
    ...pushes.map((name) => registry.checkPush(name)),
  ]);
}

function isPlainHttp(host: string, engine: Engine): boolean {
  return isLoopback(host) || engine.insecureRegistries.includes(host);
}
