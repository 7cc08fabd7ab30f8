import * as core from "@actions/core";
import { parseAttestation } from "./domain/attestation.ts";
import { parseBuildArgs } from "./domain/build-arg.ts";
import { DEFAULT_QEMU_IMAGE } from "./domain/emulation.ts";
import type { Inputs } from "./domain/inputs.ts";
import { parseLines, parseList, parsePair, parseRawLines } from "./domain/list.ts";
import { parseLogin, parseRegistry, parseRegistryAuth } from "./domain/login.ts";
import { parseOutput } from "./domain/output.ts";
import { parsePlatforms } from "./domain/platform.ts";
import { parseImageName } from "./domain/reference.ts";
import type { BuildSecret } from "./domain/secret.ts";
import {
  distinctSecrets,
  isEmpty,
  parseSecretFiles,
  parseSecretValues,
  parseSecretVariables,
} from "./domain/secret.ts";
import { parseMaxGrowth, parseMaxSize } from "./domain/size-limits.ts";
import { checkTag, nameNotices } from "./domain/tags.ts";
import type { InputReader } from "./input-reader.ts";
import { CheckedReader } from "./input-reader.ts";

/**
 * Reads and checks every input. The defaults here are those that action.yml declares, so that the action behaves the
 * same where no runner fills them in.
 * @throws ActionError `input` that lists every value that cannot be used, so that one run shows all mistakes.
 */
export function readInputs(read: InputReader = (name) => core.getInput(name)): Inputs {
  const inputs = new CheckedReader(read);
  const [build, names] = [readBuild(inputs), readNames(inputs)];
  const rest = { ...readPublish(inputs), ...readBuilder(inputs), ...readRun(inputs) };
  inputs.throwProblems();
  return { ...build, ...names, ...rest, notices: [...names.notices, ...build.notices] };
}

function readBuild(inputs: CheckedReader) {
  const secrets = readSecrets(inputs);
  return {
    context: inputs.text("context") ?? ".",
    file: inputs.text("file"),
    target: inputs.text("target"),
    platforms:
      inputs.parse("platforms", "linux/amd64,linux/arm64", (text) => parsePlatforms(parseList(text))) ?? [],
    buildArgs: inputs.parse("build-args", "", parseBuildArgs) ?? [],
    secrets: secrets.filter((secret) => !isEmpty(secret)),
    ssh: inputs.parse("ssh", "", parseList) ?? [],
    noCache: inputs.boolean("no-cache", false),
    pull: inputs.boolean("pull", false),
    notices: secrets
      .filter(isEmpty)
      .map(
        ({ id }) => `The secret "${id}" is empty and left out: a pull request from a fork has no secrets.`,
      ),
  };
}

function readSecrets(inputs: CheckedReader): readonly BuildSecret[] {
  const all = [
    ...(inputs.parse("secrets", "", parseSecretValues) ?? []),
    ...(inputs.parse("secret-envs", "", parseSecretVariables) ?? []),
    ...(inputs.parse("secret-files", "", parseSecretFiles) ?? []),
  ];
  return inputs.check("secrets", () => distinctSecrets(all)) ?? [];
}

function readNames(inputs: CheckedReader) {
  const images = inputs.parse("images", "", parseList) ?? [];
  const tags = inputs.parse("tags", "", parseList) ?? [];
  return {
    images: inputs.check("images", () => images.map(parseImageName)) ?? [],
    tags: inputs.check("tags", () => tags.map(checkTag)) ?? [],
    labels: inputs.parse("labels", "", (text) => parseLines(text).map(parsePair)) ?? [],
    notices: nameNotices(images, tags),
  };
}

function readPublish(inputs: CheckedReader) {
  const registry = inputs.parse("registry", "", parseRegistry) ?? "";
  const login = inputs.parse("username", "", (username) =>
    parseLogin({ registry, username, password: inputs.read("password") }),
  );
  return {
    push: inputs.booleanOr("push", "auto"),
    load: inputs.boolean("load", false),
    outputs: inputs.parse("outputs", "", (text) => parseRawLines(text).map(parseOutput)) ?? [],
    provenance: inputs.parse("provenance", "", parseAttestation),
    sbom: inputs.parse("sbom", "", parseAttestation),
    compression: inputs.maybeOneOf("compression", ["gzip", "zstd", "estargz"]),
    logins: [...(login ? [login] : []), ...(inputs.parse("registry-auth", "", parseRegistryAuth) ?? [])],
    githubToken: inputs.text("github-token"),
  };
}

function readBuilder(inputs: CheckedReader) {
  return {
    driver: inputs.oneOf("driver", ["auto", "docker", "docker-container"]),
    builder: inputs.text("builder"),
    driverOpts: inputs.parse("driver-opts", "", (text) => parseRawLines(text).map(parsePair)) ?? [],
    buildkitdConfig: inputs.text("buildkitd-config-inline"),
    buildkitImage: inputs.text("buildkit-image"),
    qemu: inputs.oneOf("qemu", ["auto", "always", "never"]),
    qemuImage: inputs.text("qemu-image") ?? DEFAULT_QEMU_IMAGE,
  };
}

function readCache(inputs: CheckedReader) {
  return {
    cache: inputs.oneOf("cache", ["actions", "gha", "registry", "off"]),
    cacheScope: inputs.text("cache-scope"),
    cacheMode: inputs.maybeOneOf("cache-mode", ["max", "min"]),
    cacheWrite: inputs.oneOf("cache-write", ["auto", "always", "never"]),
    cacheFrom: inputs.parse("cache-from", "", parseRawLines) ?? [],
    cacheTo: inputs.parse("cache-to", "", parseRawLines) ?? [],
  };
}

/** A job on a runner of one's own may take five days. */
const LONGEST_JOB_MINUTES = 5 * 24 * 60;

/** More would not fit into the history's file. */
const MOST_RUNS = 1_000;

function readGates(inputs: CheckedReader) {
  return {
    checks: inputs.oneOf("checks", ["warn", "error", "off"]),
    sizeLimits: {
      maxBytes: inputs.maybe("max-size", parseMaxSize),
      maxGrowth: inputs.maybe("max-growth", parseMaxGrowth),
    },
  };
}

function readRun(inputs: CheckedReader) {
  const minutes = inputs.number("timeout-minutes", 0, LONGEST_JOB_MINUTES);
  return {
    ...readCache(inputs),
    ...readGates(inputs),
    timeoutMs: minutes > 0 ? minutes * 60_000 : undefined,
    retries: inputs.number("retries", 2, 20),
    summary: inputs.oneOf("summary", ["full", "compact", "off"]),
    history: inputs.number("history", 50, MOST_RUNS),
  };
}
