import type { BuilderFacts } from "./builder-facts.ts";
import type { Engine } from "./engine.ts";
import { ActionError } from "./failure.ts";
import type { Inputs } from "./inputs.ts";
import { printPlatform } from "./platform.ts";

/**
 * The BuildKit that will build. `engine` is the one inside the Docker engine and needs no boot, `created` is a
 * container of ours that dies with the job, `existing` is the user's.
 */
export type BuilderPlan = CreatedBuilder | FoundBuilder;

/** A builder that is there already. */
export interface FoundBuilder {
  readonly kind: "engine" | "existing";
  readonly name: string;
  /** buildx's name for how it is reached; `docker` is the engine's own BuildKit. */
  readonly driver: string;
  /** Whether it is in the network of the engine's machine, and so reaches what listens on its loopback interface. */
  readonly isOnHost: boolean;
  readonly reason: string;
}

/** A builder that this run makes from an image, and removes. */
export interface CreatedBuilder {
  readonly kind: "created";
  readonly name: string;
  readonly driver: "docker-container";
  readonly image: string;
  readonly isOnHost: boolean;
  readonly reason: string;
}

/** BuildKit 0.32.2, by digest, so that a build does not change because a tag moved. */
export const DEFAULT_BUILDKIT_IMAGE =
  "docker.io/moby/buildkit:v0.32.2@sha256:28a898719c18a33f4e8000685287fa36fd0dd9560c6440227d3a732d79bb41d8";

/** What the choice of a builder depends on. */
export interface BuilderChoice {
  readonly inputs: Inputs;
  readonly engine: Engine;
  /** The builder that buildx makes of the engine itself; it has the name of the docker context. */
  readonly engineBuilder: string;
  /** The name for a builder that we create. */
  readonly ownBuilder: string;
  /** Facts of the builder named by the `builder` input. */
  readonly existing: BuilderFacts | undefined;
}

/**
 * Chooses the builder. `auto` takes the engine's own when it stores images of several platforms and nothing asked
 * for needs another, since that one is ready at once.
 * @throws ActionError `input` or `image-store` for a builder that cannot do what is asked of it.
 */
export function planBuilder(choice: BuilderChoice): BuilderPlan {
  const { inputs, engine, existing } = choice;
  const plan = existing ? planExisting(inputs, existing) : planByDriver(choice);
  // The classic image store holds one platform of an image.
  if (engine.imageStore === "classic" && inputs.platforms.length > 1) checkClassicStore(choice, plan);
  return plan;
}

/** Tells whether a builder is BuildKit inside the Docker engine, whose exports go to the engine's image store. */
export function isEngineBuildKit({ driver }: BuilderPlan): boolean {
  return driver === "docker";
}

function planExisting(inputs: Inputs, { name, driver, isOnHost }: BuilderFacts): FoundBuilder {
  const unused = [
    ...(inputs.driver !== "auto" && inputs.driver !== driver ? [`driver: ${inputs.driver}`] : []),
    ...containerSettings(inputs),
  ];
  if (unused.length === 0)
    return { kind: "existing", name, driver, isOnHost, reason: `builder is set to ${name}` };
  const message = `builder: "${name}" exists already (driver ${driver}), so ${unused.join(", ")} cannot apply`;
  throw new ActionError("input", message, {
    hint: "Leave builder out to have one created with these settings, or leave the settings out.",
  });
}

function planByDriver({ inputs, engine, ...names }: BuilderChoice): BuilderPlan {
  const settings = containerSettings(inputs);
  const own = (reason: string): FoundBuilder => ({
    kind: "engine",
    name: names.engineBuilder,
    driver: "docker",
    isOnHost: true,
    reason,
  });
  const created = (reason: string): CreatedBuilder => ({
    kind: "created",
    name: names.ownBuilder,
    driver: "docker-container",
    image: inputs.buildkitImage ?? option(inputs, "image") ?? DEFAULT_BUILDKIT_IMAGE,
    isOnHost: (option(inputs, "network") ?? "host") === "host",
    reason,
  });
  if (inputs.driver === "docker-container") return created("driver is set to docker-container");
  if (inputs.driver === "docker") {
    if (settings.length === 0) return own("driver is set to docker");
    const message = `driver: docker is the engine's own BuildKit, so ${settings.join(", ")} cannot apply`;
    throw new ActionError("input", message, { hint: "Set driver: docker-container, or leave driver out." });
  }
  if (settings.length > 0) return created(`${settings.join(", ")} needs a builder of its own`);
  if (engine.imageStore === "classic")
    return created("the engine's classic image store holds one platform of an image");
  return own("the engine has the containerd image store and needs no boot");
}

/** An option of the driver, such as the image, as docker/setup-buildx-action takes them. */
function option({ driverOpts }: Inputs, name: string): string | undefined {
  return driverOpts.find(({ key }) => key === name)?.value;
}

function checkClassicStore({ inputs, engine }: BuilderChoice, plan: BuilderPlan): void {
  const count = `${inputs.platforms.length} platforms`;
  const turnOn =
    'turn the containerd image store on ("features": {"containerd-snapshotter": true} in the engine\'s daemon.json)';
  if (isEngineBuildKit(plan)) {
    const message = `The builder ${plan.name} (driver docker) cannot build ${count} on this engine: its image store is the classic one`;
    throw new ActionError("image-store", message, {
      hint: `Leave builder and driver out to have a BuildKit container created, or ${turnOn}.`,
    });
  }
  if (!inputs.load) return;
  const message = `load: the engine's classic image store cannot hold ${count} of one image, whatever builds them`;
  throw new ActionError("image-store", message, {
    hint: `Load one platform (platforms: ${printPlatform(engine.platform)}), leave load out and push, or ${turnOn}.`,
  });
}

/** The inputs that only a BuildKit container of our own can honour. */
function containerSettings(inputs: Inputs): readonly string[] {
  return [
    ...(inputs.driverOpts.length > 0 ? ["driver-opts"] : []),
    ...(inputs.buildkitdConfig === undefined ? [] : ["buildkitd-config-inline"]),
    ...(inputs.buildkitImage === undefined ? [] : ["buildkit-image"]),
  ];
}
