import { describe, expect, it } from "@jest/globals";
import type { BuilderPlan } from "../../src/domain/builder.ts";
import type { Solve } from "../../src/domain/buildx-args.ts";
import { buildArgs, createBuilderArgs } from "../../src/domain/buildx-args.ts";
import type { Inputs } from "../../src/domain/inputs.ts";
import { aCachePlan, aCreatedBuilder, anEngineBuilder, anExistingBuilder } from "../support/a-plan.ts";
import { anInputs, aTaggedImage } from "../support/an-inputs.ts";

const NO_CACHE_PLAN = aCachePlan({ backend: "off", from: [], to: [], reason: "cache is off" });

describe("buildArgs", () => {
  it("builds and pushes every platform in one go", () => {
    expect(buildArgs(aSolve())).toEqual([
      ...["buildx", "build", "--builder", "default", "--progress", "plain"],
      ...["--metadata-file", "/tmp/run/metadata.json"],
      ...["--platform", "linux/amd64,linux/arm64"],
      ...["--tag", "ghcr.io/acme/agent:main"],
      "--provenance=mode=max",
      ...["--output", "type=image,push=true,store=false,unpack=false"],
      ...["--cache-from", "type=gha,scope=ghcr.io-acme-agent-Dockerfile-linux-amd64-linux-arm64"],
      ...[
        "--cache-to",
        "type=gha,scope=ghcr.io-acme-agent-Dockerfile-linux-amd64-linux-arm64,mode=max,ignore-error=true",
      ],
      ...["--", "."],
    ]);
  });

  it("passes on all that can be asked for", () => {
    const inputs = anInputs({
      context: "https://github.com/acme/agent.git#main",
      file: "docker/Dockerfile",
      target: "release",
      platforms: [{ os: "linux", architecture: "arm", variant: "v7" }],
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
      outputs: [{ type: "oci", text: "type=oci,dest=image.tar" }],
      noCache: true,
      pull: true,
    });
    const solve = aSolve({
      inputs,
      builder: anExistingBuilder(),
      references: [aTaggedImage(), aTaggedImage({ registry: "docker.io", tag: "v1" })],
      attestations: ["--provenance=mode=max", "--sbom=true"],
      secretFiles: new Map([["token", "/tmp/run/secrets/secret-0"]]),
      cache: aCachePlan({ from: ["type=gha,scope=a"], to: [] }),
    });
    expect(buildArgs(solve)).toEqual([
      ...["buildx", "build", "--builder", "farm", "--progress", "plain"],
      ...["--metadata-file", "/tmp/run/metadata.json"],
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
      ...["--cache-from", "type=gha,scope=a"],
      ...["--no-cache", "--pull"],
      ...["--", "https://github.com/acme/agent.git#main"],
    ]);
  });

  it("never puts a secret's value on the command line", () => {
    const inputs = anInputs({ secrets: [{ from: "value", id: "token", value: "s3cret" }] });
    for (const secretFiles of [new Map([["token", "/tmp/run/secret-0"]]), new Map<string, string>()]) {
      expect(buildArgs(aSolve({ inputs, secretFiles })).join(" ")).not.toContain("s3cret");
    }
  });

  it("quotes a secret's path that has a comma, as buildx reads comma-separated values", () => {
    const inputs = anInputs({ secrets: [{ from: "file", id: "npmrc", path: '/a,b/"c"' }] });
    expect(valuesOf("--secret", buildArgs(aSolve({ inputs })))).toEqual(['id=npmrc,"src=/a,b/""c"""']);
  });

  it("takes a context that looks like a flag for a context", () => {
    expect(buildArgs(aSolve({ inputs: anInputs({ context: "--help" }) })).slice(-2)).toEqual([
      "--",
      "--help",
    ]);
  });

  it("leaves out the cache that is off", () => {
    const args = buildArgs(aSolve({ cache: NO_CACHE_PLAN }));
    expect(args.filter((arg) => arg.startsWith("--cache"))).toEqual([]);
  });

  const LOCAL = { type: "local", text: "type=local,dest=out" };
  it.each<{ case: string; builder: BuilderPlan; push: boolean; inputs: Partial<Inputs>; outputs: string[] }>([
    {
      case: "pushes from the engine without storing",
      builder: anEngineBuilder(),
      push: true,
      inputs: {},
      outputs: ["type=image,push=true,store=false,unpack=false"],
    },
    {
      case: "pushes from the engine and keeps the image in one export",
      builder: anEngineBuilder(),
      push: true,
      inputs: { load: true },
      outputs: ["type=image,push=true"],
    },
    {
      case: "only loads in the engine",
      builder: anEngineBuilder(),
      push: false,
      inputs: { load: true },
      outputs: ["type=docker"],
    },
    {
      case: "pushes from a container",
      builder: aCreatedBuilder(),
      push: true,
      inputs: {},
      outputs: ["type=image,push=true"],
    },
    {
      case: "pushes from a container and loads",
      builder: aCreatedBuilder(),
      push: true,
      inputs: { load: true },
      outputs: ["type=image,push=true", "type=docker"],
    },
    {
      case: "pushes from the user's builder and loads",
      builder: anExistingBuilder(),
      push: true,
      inputs: { load: true },
      outputs: ["type=image,push=true", "type=docker"],
    },
    {
      case: "pushes from the engine as the user's builder without storing",
      builder: { ...anExistingBuilder(), name: "default", driver: "docker" },
      push: true,
      inputs: {},
      outputs: ["type=image,push=true,store=false,unpack=false"],
    },
    {
      case: "adds what outputs asks for",
      builder: aCreatedBuilder(),
      push: true,
      inputs: { load: true, outputs: [LOCAL, { type: "local", text: "dist" }] },
      outputs: ["type=image,push=true", "type=docker", "type=local,dest=out", "dist"],
    },
    {
      case: "exports only what outputs asks for",
      builder: anEngineBuilder(),
      push: false,
      inputs: { outputs: [LOCAL] },
      outputs: ["type=local,dest=out"],
    },
    {
      case: "only proves that it builds",
      builder: anEngineBuilder(),
      push: false,
      inputs: {},
      outputs: ["type=cacheonly"],
    },
  ])("$case", ({ builder, push, inputs, outputs }) => {
    expect(valuesOf("--output", buildArgs(aSolve({ builder, push, inputs: anInputs(inputs) })))).toEqual(
      outputs,
    );
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

function aSolve(overrides: Partial<Solve> = {}): Solve {
  return {
    inputs: anInputs(),
    builder: anEngineBuilder(),
    cache: aCachePlan(),
    references: [aTaggedImage()],
    push: true,
    attestations: ["--provenance=mode=max"],
    secretFiles: new Map(),
    metadataFile: "/tmp/run/metadata.json",
    ...overrides,
  };
}

function valuesOf(flag: string, args: readonly string[]): readonly string[] {
  return args.filter((_, at) => args[at - 1] === flag);
}
