import { afterAll, beforeAll, describe, it } from "@jest/globals";
import fc from "fast-check";
import { ActionError } from "../../../src/domain/failure.ts";
import { isTag } from "../../../src/domain/reference.ts";
import type { TagFacts } from "../../../src/domain/tag-rules/tag-facts.ts";
import { planTags } from "../../../src/domain/tag-rules/tag-set.ts";
import { RUNS, someFacts } from "./some-facts.ts";

const WORDS = [
  ...["type=", "schedule", "semver", "pep440", "match", "edge", "ref", "raw", "sha", "preset=", "release"],
  ...["pattern=", "value=", "group=", "branch=", "event=", "prefix=", "suffix=", "priority=", "enable="],
  ...[
    "{{",
    "}}",
    "version",
    "major",
    "raw",
    "date ",
    "'YYYYMMDD'",
    "tz='Asia/Tokyo'",
    "true",
    "false",
    "1",
    "v1.2.3",
  ],
  ...[",", "\n", "\r\n", '"', "#", "=", " ", "(", ")", ":", "/", "-", ".", "\u0000", "🚀", "x".repeat(130)],
  ...[
    "type=semver,pattern={{version}}",
    "type=ref,event=branch",
    "type=sha",
    "{{branch}}",
    "latest=",
    "onlatest=",
  ],
];

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.array(fc.constantFrom(...WORDS), { maxLength: 12 }).map((words) => words.join("")),
);

const refName = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 300 }),
  fc.constantFrom(
    "$(id)",
    "🚀",
    "-rf",
    "::stop-commands::x",
    "v1.2.3",
    "1.2.3rc1",
    "a\u0000b",
    "x".repeat(300),
  ),
);

const facts: fc.Arbitrary<TagFacts> = fc.oneof(
  fc.constantFrom(...Object.values(RUNS)),
  fc
    .tuple(fc.constantFrom("heads", "tags", "pull", "notes"), refName)
    .map(([kind, name]) => someFacts({ ref: `refs/${kind}/${name}`, baseRef: name })),
);

function check(tags: string, flavor: string, run: TagFacts): void {
  try {
    const set = planTags({ tags, flavor }, run);
    checkTags(set.tags);
  } catch (error) {
    if (!(error instanceof ActionError)) throw error;
  }
}

function checkTags(tags: readonly string[]): void {
  if (new Set(tags).size === tags.length && tags.every(isTag)) return;
  throw new Error(`not tags, or not once each: ${tags.join(" ")}`);
}

describe("planTags", () => {
  const { stackTraceLimit } = Error;

  // Most inputs are refused, and most of the time would be for where.
  beforeAll(() => {
    Error.stackTraceLimit = 0;
  });

  afterAll(() => {
    Error.stackTraceLimit = stackTraceLimit;
  });

  it("takes any inputs in any run, and gives nothing but tags, or refuses them", () => {
    fc.assert(fc.property(text, text, facts, check), { numRuns: 3_000 });
  });

  it("reads any rules", () => {
    fc.assert(
      fc.property(text, (tags) => {
        check(tags, "", RUNS["v1.2.3"]);
      }),
      { numRuns: 10_000 },
    );
  });

  it("finds a valid tag for the ref of any branch and git tag, whatever its prefix and suffix are", () => {
    const affix = fc.string({ maxLength: 20 }).map((text) => text.replace(/[",{}]/g, ""));
    fc.assert(
      fc.property(facts, affix, affix, (run, prefix, suffix) => {
        checkTags(planTags({ tags: rules(prefix, suffix), flavor: "" }, run).tags);
      }),
      { numRuns: 500 },
    );
  });
});

function rules(prefix: string, suffix: string): string {
  return ["branch", "tag", "pr"]
    .map((event) => `type=ref,event=${event},"prefix=${prefix}","suffix=${suffix}"`)
    .join("\n");
}
