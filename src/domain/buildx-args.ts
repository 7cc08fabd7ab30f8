import { printBuildArg } from "./build-arg.ts";
import type { BuilderPlan, CreatedBuilder } from "./builder.ts";
import { isEngineBuildKit } from "./builder.ts";
import type { CachePlan } from "./cache.ts";
import type { Inputs } from "./inputs.ts";
import { printAttributes } from "./list.ts";
import { printPlatform } from "./platform.ts";
import type { TaggedImage } from "./reference.ts";
import { printTagged } from "./reference.ts";
import type { BuildSecret } from "./secret.ts";

/** All that one run of `docker buildx build` is made of. */
export interface Solve {
  readonly inputs: Inputs;
  readonly builder: BuilderPlan;
  readonly cache: CachePlan;
  readonly references: readonly TaggedImage[];
  readonly push: boolean;
  readonly attestations: readonly string[];
  /** The file that a secret given by value was written to, by the secret's id. */
  readonly secretFiles: ReadonlyMap<string, string>;
  readonly metadataFile: string;
}

/**
 * The argv that builds every platform in one solve and exports it. This module alone knows how a build is laid out in
 * solves; docs/architecture.md says why it is one.
 */
export function buildArgs(solve: Solve): readonly string[] {
  const { inputs, builder, cache } = solve;
  return [
    "buildx",
    "build",
    ...["--builder", builder.name, "--progress", "plain", "--metadata-file", solve.metadataFile],
    ...["--platform", inputs.platforms.map(printPlatform).join(",")],
    ...optional("--file", inputs.file),
    ...optional("--target", inputs.target),
    ...each("--build-arg", inputs.buildArgs.map(printBuildArg)),
    ...each(
      "--secret",
      inputs.secrets.map((secret) => secretValue(secret, solve.secretFiles)),
    ),
    ...each("--ssh", inputs.ssh),
    ...each("--tag", solve.references.map(printTagged)),
    ...each("--label", inputs.labels.map(printPair)),
    ...solve.attestations,
    ...each("--output", exports(solve)),
    ...each("--cache-from", cache.from),
    ...each("--cache-to", cache.to),
    ...(inputs.noCache ? ["--no-cache"] : []),
    ...(inputs.pull ? ["--pull"] : []),
    "--",
    inputs.context,
  ];
}

/** The argv that creates and boots a BuildKit container of our own. */
export function createBuilderArgs(
  { name, image }: CreatedBuilder,
  inputs: Inputs,
  configFile: string | undefined,
): readonly string[] {
  const own = inputs.driverOpts.some(({ key }) => key === "network")
    ? []
    : [{ key: "network", value: "host" }];
  const options = [
    { key: "image", value: image },
    ...own,
    ...inputs.driverOpts.filter(({ key }) => key !== "image"),
  ];
  return [
    "buildx",
    "create",
    ...["--name", name, "--driver", "docker-container", "--bootstrap"],
    ...each(
      "--driver-opt",
      options.map(({ key, value }) => printAttributes([[key, value]])),
    ),
    ...optional("--buildkitd-config", configFile),
  ];
}

/** The exports: the push, the load, and what `outputs` adds; with none of them the build only proves that it works. */
function exports({ inputs, builder, push }: Solve): readonly string[] {
  const isEngine = isEngineBuildKit(builder);
  // The engine's BuildKit stores and unpacks what it exports unless told otherwise, which for a push is the larger
  // part of the time; when the image is wanted here too, the one export does both.
  const pushed = `type=image,push=true${isEngine && !inputs.load ? ",store=false,unpack=false" : ""}`;
  const all = [
    ...(push ? [pushed] : []),
    ...(inputs.load && !(push && isEngine) ? ["type=docker"] : []),
    ...inputs.outputs.map(({ text }) => text),
  ];
  return all.length > 0 ? all : ["type=cacheonly"];
}

function secretValue(secret: BuildSecret, files: ReadonlyMap<string, string>): string {
  switch (secret.from) {
    case "env":
      return printAttributes([
        ["id", secret.id],
        ["env", secret.variable],
      ]);
    case "file":
      return printAttributes([
        ["id", secret.id],
        ["src", secret.path],
      ]);
    case "value":
      return printAttributes([
        ["id", secret.id],
        ["src", files.get(secret.id) ?? ""],
      ]);
  }
}

function printPair({ key, value }: { readonly key: string; readonly value: string }): string {
  return `${key}=${value}`;
}

function optional(flag: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [flag, value];
}

function each(flag: string, values: readonly string[]): readonly string[] {
  return values.flatMap((value) => [flag, value]);
}
