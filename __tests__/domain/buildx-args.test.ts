import { describe, expect, it } from "@jest/globals";
import type { BuildCommon } from "../../src/domain/buildx-args.ts";
import { buildArgs, createBuilderArgs } from "../../src/domain/buildx-args.ts";
import type { Inputs } from "../../src/domain/inputs.ts";
import type { Solve } from "../../src/domain/solve-plan.ts";
import { aCreatedBuilder, anEngineBuilder, anExistingBuilder } from "../support/a-plan.ts";
import { anInputs, aTaggedImage } from "../support/an-inputs.ts";

const METADATA = "/tmp/run/metadata.json";
const SCOPE = "type=gha,scope=agent";

describe("buildArgs", () => {
  it("asks for all of a solve", () => {
    expect(buildArgs(aCommon(), aSolve(), METADATA)).toEqual([
      ...["buildx", "build", "--builder", "default", "--progress", "rawjson"],
      ...["--metadata-file", METADATA],
      ...["--platform", "linux/amd64,linux/arm64"],
      ...["--tag", "ghcr.io/acme/agent:main"],
      "--provenance=mode=max",
      ...["--output", "type=image,push=true,store=false,unpack=false"],
      ...["--cache-from", SCOPE],
      ...["--cache-to", `${SCOPE},mode=max`],
      ...["--", "."],
    ]);
  });

  it("asks for the platforms of the solve, and not for all of the build", () => {
    const solve = aSolve({ platforms: [{ os: "linux", architecture: "arm64" }], references: [] });
    const args = buildArgs(aCommon(), solve, METADATA);
    expect(valuesOf("--platform", args)).toEqual(["linux/arm64"]);
    expect(args).not.toContain("--tag");
  });

  it("passes on all that can be asked for", () => {
    const inputs = anInputs({
      context: "https://github.com/acme/agent.git#main",
      file: "docker/Dockerfile",
      target: "release",
      buildArgs: [
        { key: "VERSION", value: "1.2.3" },
        { key: "EMPTY", value: "" },
        { key: "HTTP_PROXY", value: undefined },
        { key: "LIST", value: 'a=b,"c"\nd' },
      ],
      secrets: [
        { from: "value", id: "token", value: "s3cret" },
        { from: "env", id: "key", variable: "API_KEY" },
        { from: "file", id: "npmrc", path: "/home/runner/.npmrc" },
      ],
      ssh: ["default", "deploy=/run/deploy.key"],
      labels: [{ key: "org.opencontainers.image.title", value: "Agent, the 1st" }],
      noCache: true,
      pull: true,
    });
    const common = aCommon({
      inputs,
      builder: anExistingBuilder(),
      attestations: ["--provenance=mode=max", "--sbom=true"],
      secretFiles: new Map([["token", "/tmp/run/secrets/secret-0"]]),
    });
    const solve = aSolve({
      platforms: [{ os: "linux", architecture: "arm", variant: "v7" }],
      references: [aTaggedImage(), aTaggedImage({ registry: "docker.io", tag: "v1" })],
      exports: ["type=image,push=true", "type=oci,dest=image.tar"],
      cacheFrom: [SCOPE, "type=local,src=cache"],
      cacheTo: [],
    });
    expect(buildArgs(common, solve, METADATA)).toEqual([
      ...["buildx", "build", "--builder", "farm", "--progress", "rawjson"],
      ...["--metadata-file", METADATA],
      ...["--platform", "linux/arm/v7"],
      ...["--file", "docker/Dockerfile"],
      ...["--target", "release"],
      ...[
        "--build-arg",
        "VERSION=1.2.3",
        "--build-arg",
        "EMPTY=",
        "--build-arg",
        "HTTP_PROXY",
        "--build-arg",
        'LIST=a=b,"c"\nd',
      ],
      ...["--secret", "id=token,src=/tmp/run/secrets/secret-0"],
      ...["--secret", "id=key,env=API_KEY"],
      ...["--secret", "id=npmrc,src=/home/runner/.npmrc"],
      ...["--ssh", "default", "--ssh", "deploy=/run/deploy.key"],
      ...["--tag", "ghcr.io/acme/agent:main", "--tag", "acme/agent:v1"],
      ...["--label", "org.opencontainers.image.title=Agent, the 1st"],
      ...["--provenance=mode=max", "--sbom=true"],
      ...["--output", "type=image,push=true", "--output", "type=oci,dest=image.tar"],
      ...["--cache-from", SCOPE, "--cache-from", "type=local,src=cache"],
      ...["--no-cache", "--pull"],
      ...["--", "https://github.com/acme/agent.git#main"],
    ]);
  });

  it.each([
    { checks: "warn", args: [] },
    { checks: "error", args: ["BUILDKIT_DOCKERFILE_CHECK=error=true"] },
    { checks: "off", args: ["BUILDKIT_DOCKERFILE_CHECK=skip=all"] },
  ] as const)("makes the frontend do what checks: $checks says", ({ checks, args }) => {
    const argv = buildArgs(aCommon({ inputs: anInputs({ checks }) }), aSolve());
    expect(argv.filter((_, at) => argv[at - 1] === "--build-arg")).toEqual(args);
  });

  it("leaves checks to who sets the frontend's own argument", () => {
    const buildArgument = { key: "BUILDKIT_DOCKERFILE_CHECK", value: "skip=JSONArgsRecommended" };
    const inputs = anInputs({ checks: "error", buildArgs: [buildArgument] });
    const argv = buildArgs(aCommon({ inputs }), aSolve());
    expect(argv.filter((_, at) => argv[at - 1] === "--build-arg")).toEqual([
      "BUILDKIT_DOCKERFILE_CHECK=skip=JSONArgsRecommended",
    ]);
  });

  it("never puts a secret's value on the command line", () => {
    const inputs = anInputs({ secrets: [{ from: "value", id: "token", value: "s3cret" }] });
    for (const secretFiles of [new Map([["token", "/tmp/run/secret-0"]]), new Map<string, string>()]) {
      expect(argsFor(inputs, { secretFiles }).join(" ")).not.toContain("s3cret");
    }
  });

  it("quotes a secret's path that has a comma, as buildx reads comma-separated values", () => {
    const inputs = anInputs({ secrets: [{ from: "file", id: "npmrc", path: '/a,b/"c"' }] });
    expect(valuesOf("--secret", argsFor(inputs))).toEqual(['id=npmrc,"src=/a,b/""c"""']);
  });

  it("takes a context that looks like a flag for a context", () => {
    expect(argsFor(anInputs({ context: "--help" })).slice(-2)).toEqual(["--", "--help"]);
  });

  it("leaves out the cache of a solve that has none", () => {
    const args = buildArgs(aCommon(), aSolve({ cacheFrom: [], cacheTo: [] }), METADATA);
    expect(args.filter((arg) => arg.startsWith("--cache"))).toEqual([]);
  });
});

describe("createBuilderArgs", () => {
  it("boots a BuildKit container that reaches what the host reaches", () => {
    expect(createBuilderArgs(aCreatedBuilder(), anInputs(), undefined)).toEqual([
      ...[
        "buildx",
        "create",
        "--name",
        "multiarch-build-0123456789ab",
        "--driver",
        "docker-container",
        "--bootstrap",
      ],
      ...["--driver-opt", "image=docker.io/moby/buildkit:v0.32.2"],
      ...["--driver-opt", "network=host"],
    ]);
  });

  it("passes on options, quoted as buildx reads them, and the configuration", () => {
    const driverOpts = [
      { key: "env.NO_PROXY", value: "localhost,127.0.0.1" },
      { key: "network", value: "ci" },
      { key: "cpuset-cpus", value: "" },
    ];
    expect(createBuilderArgs(aCreatedBuilder(), anInputs({ driverOpts }), "/tmp/run/buildkitd.toml")).toEqual(
      [
        ...[
          "buildx",
          "create",
          "--name",
          "multiarch-build-0123456789ab",
          "--driver",
          "docker-container",
          "--bootstrap",
        ],
        ...["--driver-opt", "image=docker.io/moby/buildkit:v0.32.2"],
        ...["--driver-opt", '"env.NO_PROXY=localhost,127.0.0.1"'],
        ...["--driver-opt", "network=ci"],
        ...["--driver-opt", "cpuset-cpus="],
        ...["--buildkitd-config", "/tmp/run/buildkitd.toml"],
      ],
    );
  });

  it("names one image, that of the plan", () => {
    const driverOpts = [{ key: "image", value: "moby/buildkit:master" }];
    expect(
      valuesOf("--driver-opt", createBuilderArgs(aCreatedBuilder(), anInputs({ driverOpts }), undefined)),
    ).toEqual(["image=docker.io/moby/buildkit:v0.32.2", "network=host"]);
  });
});

function aCommon(overrides: Partial<BuildCommon> = {}): BuildCommon {
  return {
    inputs: anInputs(),
    builder: anEngineBuilder(),
    attestations: ["--provenance=mode=max"],
    secretFiles: new Map(),
    ...overrides,
  };
}

function aSolve(overrides: Partial<Solve> = {}): Solve {
  return {
    label: "joint",
    platforms: anInputs().platforms,
    references: [aTaggedImage()],
    exports: ["type=image,push=true,store=false,unpack=false"],
    cacheFrom: [SCOPE],
    cacheTo: [`${SCOPE},mode=max`],
    ...overrides,
  };
}

function argsFor(inputs: Inputs, overrides: Partial<BuildCommon> = {}): readonly string[] {
  return buildArgs(aCommon({ inputs, ...overrides }), aSolve(), METADATA);
}

function valuesOf(flag: string, args: readonly string[]): readonly string[] {
  return args.filter((_, at) => args[at - 1] === flag);
}
