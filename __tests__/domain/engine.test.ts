import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { buildxMissing, parseEngine, unreachable } from "../../src/domain/engine.ts";
import { ActionError } from "../../src/domain/failure.ts";

const INFO = JSON.parse(
  readFileSync(new URL("../fixtures/docker/info.json", import.meta.url), "utf8"),
) as Record<string, unknown>;

const BUILDX = "github.com/docker/buildx v0.29.1 c8b4d8f";

const START_IT =
  "Start the Docker service on this runner, or point DOCKER_HOST or the docker context at an engine that runs. In a container job, mount /var/run/docker.sock.";

/** The captured text with other fields; `undefined` takes a field out. */
function infoWith(changes: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({ ...INFO, ...changes });
}

describe("parseEngine", () => {
  it("reads what a real engine with the containerd image store tells", () => {
    expect(parseEngine(infoWith(), BUILDX)).toEqual({
      version: "28.5.2+dfsg4",
      platform: { os: "linux", architecture: "amd64" },
      imageStore: "containerd",
      kernel: "6.18.44-fc-v669",
      rootFolder: "/var/lib/docker",
      insecureRegistries: [],
      buildxVersion: "0.29.1",
    });
  });

  it("reads the least that an engine may tell", () => {
    expect(parseEngine(JSON.stringify({ ServerVersion: "20.10.0" }), "")).toEqual({
      version: "20.10.0",
      platform: { os: "linux", architecture: "" },
      imageStore: "classic",
      kernel: "",
      rootFolder: "",
      insecureRegistries: [],
      buildxVersion: "",
    });
  });

  it.each([
    { OSType: "linux", Architecture: "aarch64", platform: { os: "linux", architecture: "arm64" } },
    {
      OSType: "linux",
      Architecture: "armv7l",
      platform: { os: "linux", architecture: "arm", variant: "v7" },
    },
    { OSType: "windows", Architecture: "x86_64", platform: { os: "windows", architecture: "amd64" } },
  ])("knows the platform of a $OSType engine on $Architecture", ({ platform, ...changes }) => {
    expect(parseEngine(infoWith(changes), BUILDX).platform).toEqual(platform);
  });

  it.each([
    {
      case: "overlay2",
      changes: {
        Driver: "overlay2",
        DriverStatus: [
          ["Backing Filesystem", "extfs"],
          ["Supports d_type", "true"],
        ],
      },
      imageStore: "classic",
    },
    { case: "a driver without status", changes: { DriverStatus: null }, imageStore: "classic" },
    {
      case: "a driver-type of another kind",
      changes: { DriverStatus: [["driver-type", "io.example.v1"]] },
      imageStore: "classic",
    },
    {
      case: "stargz through containerd",
      changes: { Driver: "stargz", DriverStatus: [["driver-type", "io.containerd.snapshotter.v1"]] },
      imageStore: "containerd",
    },
  ])("takes the image store of $case for $imageStore", ({ changes, imageStore }) => {
    expect(parseEngine(infoWith(changes), BUILDX).imageStore).toBe(imageStore);
  });

  it("lists the registries that the engine speaks plain http to", () => {
    const RegistryConfig = {
      IndexConfigs: {
        "docker.io": { Name: "docker.io", Mirrors: [], Secure: true, Official: true },
        "registry.internal:5000": {
          Name: "registry.internal:5000",
          Mirrors: [],
          Secure: false,
          Official: false,
        },
        "mirror.internal": { Name: "mirror.internal" },
      },
    };
    expect(parseEngine(infoWith({ RegistryConfig }), BUILDX).insecureRegistries).toEqual([
      "registry.internal:5000",
    ]);
  });

  it.each([
    { text: "github.com/docker/buildx v0.13.0 0de5f1c\n", version: "0.13.0" },
    { text: "github.com/docker/buildx 0.29.1+ds1 0.29.1-1+b2\n", version: "0.29.1+ds1" },
    { text: "github.com/docker/buildx v0.20.0-desktop.1 8e9a1a7", version: "0.20.0-desktop.1" },
    { text: "github.com/docker/buildx 1.0.0", version: "1.0.0" },
    { text: "github.com/docker/buildx 0.0.0+unknown unknown", version: "0.0.0+unknown" },
    { text: "github.com/docker/buildx d4f088e", version: "d4f088e" },
    { text: "github.com/docker/buildx", version: "" },
    { text: "", version: "" },
  ])('takes the buildx that prints "$text"', ({ text, version }) => {
    expect(parseEngine(infoWith(), text).buildxVersion).toBe(version);
  });

  it.each([
    { text: "github.com/docker/buildx v0.12.1 30feaa1", version: "0.12.1" },
    { text: "github.com/docker/buildx 0.9.0\n", version: "0.9.0" },
    { text: "github.com/docker/buildx v0.12.0-docker 542e5d8", version: "0.12.0-docker" },
  ])("refuses buildx $version as too old", ({ text, version }) => {
    expect(() => parseEngine(infoWith(), text)).toThrow(
      expect.objectContaining({
        name: "ActionError",
        code: "buildx-too-old",
        message: `buildx ${version} is too old`,
        hint: "Update buildx to 0.13 or newer on this runner.",
      }),
    );
  });

  it.each([
    {
      case: "the client's words",
      changes: { ServerErrors: ["Cannot connect to the Docker daemon", "Is it running?"] },
      words: "Cannot connect to the Docker daemon; Is it running?",
    },
    { case: "no words", changes: { ServerErrors: null }, words: "it did not answer" },
    { case: "an empty list of words", changes: { ServerErrors: [] }, words: "it did not answer" },
    { case: "words that are no list", changes: { ServerErrors: "Cannot connect" }, words: "Cannot connect" },
    { case: "no field for words", changes: {}, words: "it did not answer" },
  ])("tells that no engine answers, with $case", ({ changes, words }) => {
    expect(() => parseEngine(infoWith({ ServerVersion: "", ...changes }), BUILDX)).toThrow(
      expect.objectContaining({
        name: "ActionError",
        code: "daemon-unreachable",
        message: `No Docker engine answers: ${words}`,
        hint: START_IT,
      }),
    );
  });

  it.each([{ text: "null" }, { text: "[]" }, { text: "5" }, { text: '"28.5.2"' }, { text: "{}" }])(
    "takes $text for no answer",
    ({ text }) => {
      expect(() => parseEngine(text, BUILDX)).toThrow(
        expect.objectContaining({
          name: "ActionError",
          code: "daemon-unreachable",
          message: "No Docker engine answers: it did not answer",
        }),
      );
    },
  );

  it.each([{ text: "" }, { text: "WARNING: no swap" }, { text: '{"ServerVersion": "28.5.2"' }])(
    "refuses what is no JSON: $text",
    ({ text }) => {
      expect(() => parseEngine(text, BUILDX)).toThrow(
        expect.objectContaining({
          name: "ActionError",
          code: "docker",
          message: "docker info printed something other than JSON",
          cause: expect.objectContaining({ name: "SyntaxError" }),
        }),
      );
    },
  );

  it("reads any text as an engine or refuses it", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json(), fc.dictionary(fc.string(), fc.jsonValue()).map(toJson)),
        (text) => {
          try {
            parseEngine(text, text);
          } catch (error) {
            expect(error).toBeInstanceOf(ActionError);
          }
        },
      ),
    );
  });
});

describe("buildxMissing", () => {
  it("tells what to install", () => {
    const error = buildxMissing();
    expect(error).toBeInstanceOf(ActionError);
    expect({ code: error.code, message: error.message, hint: error.hint }).toEqual({
      code: "buildx-missing",
      message: "The docker client has no buildx plugin",
      hint: "Install the docker-buildx-plugin package (docker-buildx on Debian and Ubuntu) on this runner.",
    });
  });
});

describe("unreachable", () => {
  it("quotes the client and tells what to do", () => {
    const error = unreachable("permission denied");
    expect(error).toBeInstanceOf(ActionError);
    expect({ code: error.code, message: error.message, hint: error.hint }).toEqual({
      code: "daemon-unreachable",
      message: "No Docker engine answers: permission denied",
      hint: START_IT,
    });
  });
});

function toJson(value: unknown): string {
  return JSON.stringify(value);
}
