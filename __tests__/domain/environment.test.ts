import { describe, expect, it } from "@jest/globals";
import type { Environment } from "../../src/domain/environment.ts";
import { describeEnvironment, findProblems } from "../../src/domain/environment.ts";
import type { Handler } from "../../src/domain/binfmt.ts";
import { aCacheRights } from "../support/a-plan.ts";
import { anEnvironment } from "../support/a-result.ts";
import { aBuilderFacts, anEngine } from "../support/an-engine.ts";

const CLASSIC_STORE = {
  problem: "The engine has the classic image store, which holds one platform of an image",
  remedy:
    'A BuildKit container is created for builds of several platforms. To do without it, set "features": {"containerd-snapshotter": true} in the engine\'s daemon.json.',
};
const OLD_QEMU_REMEDY = "Set qemu: always to have the pinned QEMU installed in its place.";
const DISK_REMEDY = "Remove what the job does not need before this step, or use a runner with a larger disk.";

describe("describeEnvironment", () => {
  it("says what the engine, its emulators, its disk and the cache are", () => {
    expect(describeEnvironment(anEnvironment())).toEqual([
      "Docker engine: 28.5.2 on linux/amd64, containerd image store",
      "buildx: 0.29.1",
      "Emulators: none registered",
      "Free disk: 21.4 GB (/var/lib/docker)",
      "Actions cache: the job's token may read and write",
    ]);
  });

  it("says what the builder is and runs", () => {
    const platforms = [
      { os: "linux", architecture: "amd64" },
      { os: "linux", architecture: "arm", variant: "v7" },
    ];
    expect(describeEnvironment(anEnvironment({ builder: aBuilderFacts({ platforms }) })).slice(2, 4)).toEqual(
      ["BuildKit: v0.32.2 (driver docker-container)", "Platforms of the builder: linux/amd64, linux/arm/v7"],
    );
  });

  it("does not guess a version that the builder does not tell", () => {
    const builder = aBuilderFacts({ buildkitVersion: undefined, driver: "remote" });
    expect(describeEnvironment(anEnvironment({ builder }))[2]).toBe(
      "BuildKit: version not told (driver remote)",
    );
  });

  it.each<{ case: string; environment: Partial<Environment>; line: string }>([
    { case: "that cannot be seen", environment: { handlers: undefined }, line: "not visible from here" },
    {
      case: "with and without a version",
      environment: {
        handlers: [
          aHandler({ name: "qemu-aarch64", interpreter: "/usr/bin/qemu-aarch64-static" }),
          aHandler({ name: "rosetta", interpreter: "/run/rosetta" }),
        ],
        qemuVersions: { "qemu-aarch64": "8.2.2" },
      },
      line: "qemu-aarch64 8.2.2 (/usr/bin/qemu-aarch64-static), rosetta (/run/rosetta)",
    },
  ])("says the emulators $case", ({ environment, line }) => {
    expect(describeEnvironment(anEnvironment(environment))).toContain(`Emulators: ${line}`);
  });

  it("says that the free disk is not known", () => {
    expect(describeEnvironment(anEnvironment({ freeBytes: undefined }))).toContain(
      "Free disk: not known (/var/lib/docker)",
    );
  });

  it("says which emulator is switched off", () => {
    const handlers = [aHandler({ enabled: false })];
    expect(describeEnvironment(anEnvironment({ handlers }))).toContain(
      "Emulators: qemu-aarch64 (disabled, /usr/bin/qemu-aarch64)",
    );
  });
});

describe("findProblems", () => {
  it.each<{ case: string; environment: Partial<Environment> }>([
    { case: "all is well", environment: {} },
    { case: "the disk is not known", environment: { freeBytes: undefined } },
    { case: "there is just enough disk", environment: { freeBytes: 4_000_000_000 } },
    {
      case: "QEMU is young enough",
      environment: { qemuVersions: { "qemu-arm": "7.0.0", "qemu-aarch64": "10.2.3" } },
    },
    { case: "QEMU's version cannot be read", environment: { qemuVersions: { "qemu-arm": "unknown" } } },
    {
      case: "there is no cache",
      environment: { cacheRights: aCacheRights({ read: false, write: false, reason: "no service" }) },
    },
    { case: "the cache is only written", environment: { cacheRights: aCacheRights({ read: false }) } },
  ])("finds nothing where $case", ({ environment }) => {
    expect(findProblems(anEnvironment(environment))).toEqual([]);
  });

  it.each<{ case: string; environment: Partial<Environment>; finding: unknown }>([
    {
      case: "the classic image store",
      environment: { engine: anEngine({ imageStore: "classic" }) },
      finding: CLASSIC_STORE,
    },
    {
      case: "an old QEMU",
      environment: { qemuVersions: { "qemu-aarch64": "6.2.0", "qemu-arm": "8.0.4" } },
      finding: {
        problem: "qemu-aarch64 is QEMU 6.2.0, which crashes programs of current distributions",
        remedy: OLD_QEMU_REMEDY,
      },
    },
    {
      case: "a full disk",
      environment: { freeBytes: 0 },
      finding: { problem: "Only 0 B of disk are free for the engine", remedy: DISK_REMEDY },
    },
    {
      case: "little disk",
      environment: { freeBytes: 3_999_000_000 },
      finding: { problem: "Only 4.0 GB of disk are free for the engine", remedy: DISK_REMEDY },
    },
    {
      case: "a cache that is only read",
      environment: {
        cacheRights: aCacheRights({ write: false, reason: "the job's token may not write to the cache" }),
      },
      finding: {
        problem: "Layers are read from the cache but not saved: the job's token may not write to the cache",
        remedy:
          "That is GitHub's rule for events that outsiders can trigger; pushes to the branch fill the cache.",
      },
    },
  ])("finds $case", ({ environment, finding }) => {
    expect(findProblems(anEnvironment(environment))).toEqual([finding]);
  });

  it("finds everything at once", () => {
    const environment = anEnvironment({
      engine: anEngine({ imageStore: "classic" }),
      qemuVersions: { "qemu-aarch64": "5.2.0", "qemu-s390x": "6.1.0" },
      freeBytes: 1_000,
      cacheRights: aCacheRights({ write: false }),
    });
    expect(findProblems(environment).map(({ problem }) => problem)).toEqual([
      CLASSIC_STORE.problem,
      "qemu-aarch64 is QEMU 5.2.0, which crashes programs of current distributions",
      "qemu-s390x is QEMU 6.1.0, which crashes programs of current distributions",
      "Only 1.0 kB of disk are free for the engine",
      "Layers are read from the cache but not saved: the job's token may read and write",
    ]);
  });
});

function aHandler(overrides: Partial<Handler> = {}): Handler {
  return {
    name: "qemu-aarch64",
    enabled: true,
    interpreter: "/usr/bin/qemu-aarch64",
    flags: "POCF",
    offset: 0,
    magic: new Uint8Array([0x7f]),
    mask: new Uint8Array([0xff]),
    ...overrides,
  };
}
