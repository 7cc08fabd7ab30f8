import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { Marked } from "marked";
import type { Metrics, PlatformMetrics } from "../../../src/domain/metrics/metrics.ts";
import { plain } from "../../../src/domain/markdown.ts";
import type { Plan } from "../../../src/domain/plan.ts";
import type { SummaryFacts } from "../../../src/domain/summary/summary.ts";
import { renderSummary } from "../../../src/domain/summary/summary.ts";
import {
  aFirstMiss,
  aMetrics,
  anAdvice,
  anAlert,
  anEmulatedPlatform,
  anUnpublishedPlatform,
  aPlatformMetrics,
  aStepCount,
  aStepMetrics,
  aTrend,
  without,
} from "../../support/a-metrics.ts";
import { aCreatedBuilder, anEmulatedRun, aNativeRun, aPlan } from "../../support/a-plan.ts";
import { aCacheMetrics, aPlatformImage, aVerified } from "../../support/a-result.ts";
import { anInputs, aTaggedImage } from "../../support/an-inputs.ts";
import { expectGolden } from "./golden.ts";
import { hostileText } from "./hostile.ts";

const NOT_PUBLISHED = { push: false, reason: "this is a pull request or merge group" };
const HUB = { registry: "docker.io", repository: "acme/agent" };
const PLAIN = without(aMetrics(), "timeSavedMs", "emulation");
const UNPUBLISHED = [
  anUnpublishedPlatform(),
  anUnpublishedPlatform({ platform: "linux/arm64", emulated: true, durationMs: 61_500 }),
];
const HOSTILE =
  "x`</code><script>alert(1)</script>\n| a |\n::error::@octocat #1 \u001b[31mred\u001b[0m \u202e **b**";

interface Case {
  readonly golden: string;
  readonly plan: Plan;
  readonly facts: SummaryFacts;
}

const EVERYTHING: SummaryFacts = facts({
  metrics: aMetrics({
    prediction: { expectedMs: 50_000, kind: "sources", actualKind: "dependencies", error: 0.284 },
  }),
  advice: [
    anAdvice(),
    anAdvice({
      rule: "copy-before-install",
      advice: "Copy package.json and its lock file before the rest, and install in between.",
      evidence: "Sources changed, and RUN npm ci had to run again for it, for 12.4 s.",
      url: "https://docs.docker.com/build/cache/optimize/#order-your-layers",
      line: 4,
    }),
  ],
  trend: aTrend({ alerts: [anAlert()] }),
});

const CASES: readonly Case[] = [
  {
    golden: "everything",
    plan: aPlan({
      inputs: anInputs({
        file: "docker/Dockerfile",
        target: "release",
        buildArgs: [{ key: "VERSION", value: "not shown" }],
        secrets: [{ from: "value", id: "npm-token", value: "not shown" }],
      }),
      references: [aTaggedImage(), aTaggedImage({ tag: "v1" }), { ...HUB, tag: "v1" }],
    }),
    facts: EVERYTHING,
  },
  {
    golden: "everything-compact",
    plan: aPlan({ inputs: anInputs({ summary: "compact" }) }),
    facts: EVERYTHING,
  },
  {
    golden: "all-cached",
    plan: aPlan(),
    facts: facts({
      metrics: {
        ...PLAIN,
        durationMs: 561,
        timeSavedMs: 214_000,
        phases: [
          { name: "inspect", startMs: 1, durationMs: 120 },
          { name: "cache.restore", startMs: 122, durationMs: 60 },
          { name: "build", startMs: 140, durationMs: 290 },
          { name: "verify", startMs: 431, durationMs: 129 },
        ],
        platforms: [
          allCached(aPlatformMetrics({ startMs: 140, durationMs: 270, previousSizeBytes: 41_200_000 })),
          allCached(anEmulatedPlatform({ startMs: 140, durationMs: 290 })),
        ],
        steps: aStepCount({ total: 20, cached: 20, executed: 0 }),
        slowestSteps: [],
        cache: {
          backend: "actions",
          restored: { bytes: 38_000, entries: 2, ms: 60 },
          served: { bytes: 4_600 },
          liveBytes: 226_000_000,
          skippedReason: "nothing changed",
          problems: [],
        },
      },
    }),
  },
  {
    golden: "first-run",
    plan: aPlan(),
    facts: facts({
      metrics: {
        ...PLAIN,
        durationMs: 184_000,
        phases: [
          { name: "inspect", startMs: 3, durationMs: 340 },
          { name: "prepare.emulation", startMs: 350, durationMs: 4_100 },
          { name: "build", startMs: 1_200, durationMs: 181_300 },
          { name: "publish", startMs: 182_500, durationMs: 600 },
          { name: "verify", startMs: 183_100, durationMs: 900 },
        ],
        platforms: [firstImage(aPlatformMetrics()), firstImage(anEmulatedPlatform({ durationMs: 181_000 }))],
        steps: aStepCount({ total: 20, cached: 0, executed: 20 }),
        cache: aCacheMetrics({
          restored: { bytes: 0, entries: 0, ms: 90 },
          served: { bytes: 0 },
          saved: { bytes: 226_000_000, entries: 9 },
        }),
      },
    }),
  },
  {
    golden: "pull-request",
    plan: aPlan({ builder: aCreatedBuilder(), publish: NOT_PUBLISHED }),
    facts: facts({
      verified: undefined,
      metrics: aMetrics({
        phases: [
          { name: "inspect", startMs: 3, durationMs: 340 },
          { name: "cache.restore", startMs: 350, durationMs: 840 },
          { name: "build", startMs: 1_200, durationMs: 62_900 },
        ],
        platforms: UNPUBLISHED,
        cache: {
          ...without(aCacheMetrics(), "saved"),
          skippedReason: "the token of a job for a fork may only read",
        },
      }),
    }),
  },
  {
    golden: "one-platform",
    plan: aPlan({ platforms: [aNativeRun()] }),
    facts: facts({
      verified: aVerified({ images: [aPlatformImage()] }),
      metrics: {
        ...PLAIN,
        durationMs: 21_400,
        phases: [{ name: "build", startMs: 900, durationMs: 18_300 }],
        platforms: [aPlatformMetrics()],
        steps: aStepCount(),
        slowestSteps: [aStepMetrics({ stage: "", index: 3 })],
      },
    }),
  },
  {
    golden: "not-verified",
    plan: aPlan({ inputs: anInputs({ summary: "compact" }) }),
    facts: facts({
      verified: undefined,
      metrics: { ...PLAIN, platforms: UNPUBLISHED },
    }),
  },
  { golden: "hostile-names", ...hostileCase(HOSTILE) },
];

describe("renderSummary", () => {
  it.each(CASES)("renders $golden", ({ golden, plan, facts }) => {
    expectGolden(golden, renderSummary(plan, facts));
  });

  it("is empty when none is wanted", () => {
    expect(renderSummary(aPlan({ inputs: anInputs({ summary: "off" }) }), facts())).toBe("");
  });

  it("has no trend without earlier runs", () => {
    expect(renderSummary(aPlan(), without(EVERYTHING, "trend"))).not.toMatch(/Trend|Expected/);
  });

  it.each([
    { step: "the steps", bytes: 1, gone: ["steps"] },
    { step: "the timeline too", bytes: 2, gone: ["steps", "timeline"] },
    { step: "all but totals", bytes: 3, gone: ["steps", "timeline", "rest"] },
  ])("leaves out $step where the whole is too large", ({ bytes, gone }) => {
    const sizes = sizesOf(EVERYTHING);
    const text = renderSummary(aPlan(), EVERYTHING, (sizes[bytes - 1] ?? 0) - 1);
    expect(text).toContain("### ✅ Published");
    expect(text).toContain("docker pull");
    expect(text).toContain("| <code>linux/arm64</code> | emulated |");
    expect(text).toContain("Details are left out, since GitHub shows no larger summary.");
    expect(text.includes("Slowest steps")).toBe(!gone.includes("steps"));
    expect(text.includes("```mermaid")).toBe(!gone.includes("timeline"));
    expect(text.includes("#### Advice")).toBe(!gone.includes("rest"));
  });

  it("cuts the table of platforms at last, and is rather empty than too large", () => {
    const platforms = Array.from({ length: 30 }, (_, index) =>
      aPlatformMetrics({ platform: `linux/p${index}` }),
    );
    const many = facts({ metrics: aMetrics({ platforms }) });
    const text = renderSummary(aPlan(), many, 2_500);
    expect(text).toContain("| <code>linux/p4</code> |");
    expect(text).not.toContain("linux/p5");
    expect(text).toContain("\n\nand 25 more\n\n");
    expect(renderSummary(aPlan(), many, 100)).toBe("");
  });

  it.each<{ case: string; metrics: Partial<Metrics> }>([
    {
      case: "5,000 phases",
      metrics: {
        phases: Array.from({ length: 5_000 }, (_, startMs) => ({
          name: long("phase"),
          startMs,
          durationMs: 1,
        })),
      },
    },
    {
      case: "40 platforms and all their steps with names of 100 kB",
      metrics: {
        platforms: Array.from({ length: 40 }, () =>
          aPlatformMetrics({
            platform: long("linux"),
            firstMiss: Array.from({ length: 20 }, () =>
              aFirstMiss({ stage: long("stage"), command: long("RUN") }),
            ),
          }),
        ),
        slowestSteps: Array.from({ length: 5_000 }, () =>
          aStepMetrics({ command: long("RUN"), stage: long("s") }),
        ),
        cache: aCacheMetrics({ problems: Array.from({ length: 200 }, () => long("problem")) }),
      },
    },
  ])("fits into what GitHub shows with $case", ({ metrics }) => {
    const text = renderSummary(aPlan(), { ...EVERYTHING, metrics: aMetrics(metrics) });
    expect(new TextEncoder().encode(text).length).toBeLessThan(200_000);
    expect(text).not.toContain("Details are left out");
  });

  it("makes no markup of any text from outside", () => {
    const expected = tagsOf(hostileCase("plain"));
    fc.assert(
      fc.property(hostileText(), (text) => {
        fc.pre(plain(text) !== "");
        expect(tagsOf(hostileCase(text))).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });
});

function facts(overrides: Partial<SummaryFacts> = {}): SummaryFacts {
  return { verified: aVerified(), metrics: aMetrics(), advice: [], ...overrides };
}

function firstImage(platform: PlatformMetrics): PlatformMetrics {
  const firstMiss = without(aFirstMiss({ index: 2, command: "RUN apk add --no-cache git" }), "changed");
  return {
    ...without(platform, "previousSizeBytes"),
    ...{ steps: aStepCount({ cached: 0, executed: 12 }), cacheHitRatio: 0, firstMiss: [firstMiss] },
  };
}

function allCached(platform: PlatformMetrics): PlatformMetrics {
  return { ...platform, steps: aStepCount({ cached: 12, executed: 0 }), cacheHitRatio: 1, firstMiss: [] };
}

/** A run in which all that can be text from outside is one. */
function hostileCase(text: string): { readonly plan: Plan; readonly facts: SummaryFacts } {
  const step = aStepMetrics({ command: text, stage: text, platforms: [text] });
  return {
    plan: aPlan({
      inputs: anInputs({
        context: `https://evil.example/${text}`,
        file: text,
        target: text,
        buildArgs: [{ key: text, value: "" }],
        secrets: [{ from: "value", id: text, value: "" }],
      }),
      platforms: [aNativeRun(), anEmulatedRun()],
      publish: { push: false, reason: text },
    }),
    facts: {
      verified: undefined,
      metrics: aMetrics({
        phases: [{ name: text, startMs: 0, durationMs: 1 }],
        platforms: [
          aPlatformMetrics({ platform: text, firstMiss: [aFirstMiss({ stage: text, command: text })] }),
          aPlatformMetrics({ digest: text }),
        ],
        slowestSteps: [step],
        cache: aCacheMetrics({ problems: [text], skippedReason: text }),
      }),
      advice: [anAdvice({ advice: text, evidence: text })],
      trend: aTrend({ alerts: [anAlert({ step, platform: text })] }),
    },
  };
}

/** The sizes in bytes of a summary with everything, without steps, and without the timeline. */
function sizesOf(facts: SummaryFacts): readonly number[] {
  const sizes: number[] = [];
  for (let most = 1e6; sizes.length < 3; most = (sizes.at(-1) ?? 0) - 1) {
    sizes.push(new TextEncoder().encode(renderSummary(aPlan(), facts, most)).length);
  }
  return sizes;
}

/** The elements of the summary as HTML. */
function tagsOf({ plan, facts }: { readonly plan: Plan; readonly facts: SummaryFacts }): readonly string[] {
  const html = new Marked({ gfm: true }).parse(renderSummary(plan, facts), { async: false });
  return html.match(/<[^>]*>/g) ?? [];
}

function long(text: string): string {
  return text.padEnd(100_000, "é");
}
