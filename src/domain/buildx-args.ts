import { printBuildArg } from "./build-arg.ts";
import type { BuilderPlan, CreatedBuilder } from "./builder.ts";
import type { Inputs } from "./inputs.ts";
import { printAttributes } from "./list.ts";
import { printPlatform } from "./platform.ts";
import { printTagged } from "./reference.ts";
import type { BuildSecret } from "./secret.ts";
import type { Solve } from "./solve-plan.ts";

/** What every solve of a build has in common. */
export interface BuildCommon {
  readonly inputs: Inputs;
  readonly builder: BuilderPlan;
  readonly attestations: readonly string[];
  /** The file that a secret given by value was written to, by the secret's id. */
  readonly secretFiles: ReadonlyMap<string, string>;
}

/** The argv of a solve, whose progress is JSON on stderr and whose metadata goes to a file, if to any. */
export function buildArgs(common: BuildCommon, solve: Solve, metadataFile?: string): readonly string[] {
  const { inputs, builder } = common;
  return [
    "buildx",
    "build",
    ...["--builder", builder.name, "--progress", "rawjson"],
    ...optional("--metadata-file", metadataFile),
    ...["--platform", solve.platforms.map(printPlatform).join(",")],
    ...optional("--file", inputs.file),
    ...optional("--target", inputs.target),
    ...each("--build-arg", [...inputs.buildArgs.map(printBuildArg), ...checkArgs(inputs)]),
    ...each(
      "--secret",
      inputs.secrets.map((secret) => secretValue(secret, common.secretFiles)),
    ),
    ...each("--ssh", inputs.ssh),
    ...each("--tag", solve.references.map(printTagged)),
    ...each("--label", inputs.labels.map(printPair)),
    ...common.attestations,
    ...each("--output", solve.exports),
    ...each("--cache-from", solve.cacheFrom),
    ...each("--cache-to", solve.cacheTo),
    ...(inputs.noCache ? ["--no-cache"] : []),
    ...(inputs.pull ? ["--pull"] : []),
    "--",
    inputs.context,
  ];
}

/** What makes the Dockerfile frontend fail for its checks, or not check at all; who sets it otherwise wants that. */
const CHECK_ARG = "BUILDKIT_DOCKERFILE_CHECK";

function checkArgs({ checks, buildArgs }: Inputs): readonly string[] {
  if (checks === "warn" || buildArgs.some(({ key }) => key === CHECK_ARG)) return [];
  return [`${CHECK_ARG}=${checks === "error" ? "error=true" : "skip=all"}`];
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
