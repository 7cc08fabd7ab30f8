import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { explainKeys, planLookups, printScope, type ScopeParts } from "../../../src/domain/cache/scope.ts";
import { parsePlatform } from "../../../src/domain/platform.ts";
import { sha256 } from "../../support/a-cache.ts";

const PARTS: ScopeParts = {
  image: "ghcr.io/acme/agent",
  dockerfile: "docker/Dockerfile",
  target: undefined,
  name: undefined,
};
const [AMD64, AMD64_V2, ARM64] = ["linux/amd64", "linux/amd64/v2", "linux/arm64"].map(parsePlatform) as [
  ReturnType<typeof parsePlatform>,
  ReturnType<typeof parsePlatform>,
  ReturnType<typeof parsePlatform>,
];

function hash(...parts: readonly (string | null)[]): string {
  return sha256(JSON.stringify(parts)).slice(0, 12);
}

const WHOLE = `ghcr.io-acme-agent-docker-Dockerfile-${hash("image", PARTS.image, PARTS.dockerfile, null)}`;
const APP = `ghcr.io-acme-agent-docker-Dockerfile-app-${hash("image", PARTS.image, PARTS.dockerfile, "app")}`;

const partsOf = fc.record({
  image: fc.string(),
  dockerfile: fc.string().filter((path) => !path.startsWith("./")),
  target: fc.option(fc.string({ unit: "grapheme" }), { nil: undefined }),
  name: fc.option(fc.string({ unit: "binary" }), { nil: undefined }),
});

describe("printScope", () => {
  it.each([
    { case: "image and Dockerfile", parts: PARTS, scope: WHOLE },
    { case: "target", parts: { ...PARTS, target: "app" }, scope: APP },
    {
      case: "a Dockerfile in another spelling",
      parts: { ...PARTS, dockerfile: ".//./docker/Dockerfile" },
      scope: WHOLE,
    },
    {
      case: "the user's name instead of image and Dockerfile",
      parts: { ...PARTS, name: "Nightly builds, all", target: "app" },
      scope: `Nightly-builds-all-app-${hash("name", "Nightly builds, all", "app")}`,
    },
    {
      case: "a name of which nothing can be in a key",
      parts: { ...PARTS, name: "夜" },
      scope: hash("name", "夜", null),
    },
    {
      case: "the start of what is too long",
      parts: { ...PARTS, name: `${"a".repeat(119)}/${"b".repeat(500)}` },
      scope: `${"a".repeat(119)}-${hash("name", `${"a".repeat(119)}/${"b".repeat(500)}`, null)}`,
    },
  ])("is named after $case", ({ parts, scope }) => {
    expect(printScope(parts, sha256)).toBe(scope);
  });

  it.each([
    { one: { image: "acme/agent-app" }, other: { image: "acme/agent", target: "app" } },
    { one: { image: "acme/agent" }, other: { image: "acme-agent" } },
    { one: { dockerfile: "Dockerfile" }, other: { dockerfile: "dockerfile" } },
    { one: { name: "app" }, other: { name: "app " } },
    { one: { name: "acme", target: "app" }, other: { name: "acme-app" } },
  ])("tells $one from $other", ({ one, other }) => {
    expect(printScope({ ...PARTS, ...one }, sha256)).not.toBe(printScope({ ...PARTS, ...other }, sha256));
  });

  it("tells any two that differ", () => {
    const told = ({ image, dockerfile, target, name }: ScopeParts): string =>
      JSON.stringify(name === undefined ? [image, dockerfile, target ?? 0] : [name, target ?? 0]);
    fc.assert(
      fc.property(partsOf, partsOf, (one, other) => {
        expect(printScope(one, sha256) === printScope(other, sha256)).toBe(told(one) === told(other));
      }),
    );
  });
});

describe("planLookups", () => {
  it("looks for each platform's, and for what a build of several left", () => {
    expect(planLookups(PARTS, [AMD64, ARM64], sha256)).toEqual([
      { label: "linux/amd64", prefixes: [`bx1-i-${WHOLE}-linux-amd64--`] },
      { label: "linux/arm64", prefixes: [`bx1-i-${WHOLE}-linux-arm64--`] },
      { label: "joint", prefixes: [`bx1-i-${WHOLE}-joint--`] },
    ]);
  });

  it("looks for the build without a target where there is none with it", () => {
    expect(planLookups({ ...PARTS, target: "app" }, [AMD64], sha256)).toEqual([
      {
        label: "linux/amd64",
        prefixes: [`bx1-i-${APP}-linux-amd64--`, `bx1-i-${WHOLE}-linux-amd64--`],
      },
      { label: "joint", prefixes: [`bx1-i-${APP}-joint--`, `bx1-i-${WHOLE}-joint--`] },
    ]);
  });

  it("looks for what a key may be, and never finds another's", () => {
    fc.assert(
      fc.property(partsOf, (parts) => {
        const prefixes = planLookups(parts, [AMD64, AMD64_V2], sha256).flatMap((lookup) => lookup.prefixes);
        for (const prefix of prefixes) {
          expect(prefix).toMatch(/^bx1-i-[\w.-]+--$/);
          expect(prefix.length + 16).toBeLessThanOrEqual(512);
          expect(prefixes.filter((other) => other.startsWith(prefix))).toEqual([prefix]);
        }
      }),
    );
  });
});

describe("explainKeys", () => {
  it("says what a cache is named after and where it is looked for", () => {
    const parts = { ...PARTS, target: "app" };
    expect(explainKeys(parts, planLookups(parts, [AMD64], sha256))).toEqual([
      "The cache is that of ghcr.io/acme/agent built by docker/Dockerfile, target app.",
      `Looked for is the newest index for linux/amd64: bx1-i-${APP}-linux-amd64--*, else that of the whole Dockerfile, bx1-i-${WHOLE}-linux-amd64--*.`,
      `Looked for is the newest index of a build of several platforms in one: bx1-i-${APP}-joint--*, else that of the whole Dockerfile, bx1-i-${WHOLE}-joint--*.`,
      "Layers are stored under their digests and shared by all platforms, targets and branches.",
    ]);
  });

  it("says whose name it is", () => {
    const parts = { ...PARTS, name: "nightly" };
    expect(explainKeys(parts, planLookups(parts, [ARM64], sha256)).slice(0, 2)).toEqual([
      'The cache is that of the scope "nightly".',
      `Looked for is the newest index for linux/arm64: ${planLookups(parts, [ARM64], sha256)[0]!.prefixes[0]}*.`,
    ]);
  });
});
