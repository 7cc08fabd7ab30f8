import { describe, expect, it } from "@jest/globals";
import { BuildChecks, printWarning } from "../../../src/domain/progress/build-checks.ts";
import type { BuildWarning } from "../../../src/domain/progress/event.ts";

const aWarning = (overrides: Partial<BuildWarning> = {}): BuildWarning => ({
  text: "StageNameCasing: Stage name 'A' should be lowercase (line 1)",
  details: [],
  url: "https://example.test/rule",
  file: "Dockerfile",
  line: 1,
  ...overrides,
});

describe("BuildChecks", () => {
  it("passes on each warning once, whoever tells it", () => {
    const checks = new BuildChecks();
    const other = aWarning({ line: 2 });
    expect(checks.take([aWarning(), aWarning()])).toEqual([aWarning()]);
    expect(checks.take([aWarning({ details: ["more"] }), other])).toEqual([other]);
    expect(checks.all).toEqual([aWarning(), other]);
  });
});

describe("printWarning", () => {
  it.each([
    {
      case: "with its place in the text",
      warning: aWarning(),
      end: " (line 1), see https://example.test/rule",
    },
    {
      case: "with a place of its own",
      warning: aWarning({ text: "Odd", url: undefined }),
      end: "Odd (Dockerfile:1)",
    },
    {
      case: "with a file only",
      warning: aWarning({ text: "Odd", url: undefined, line: undefined }),
      end: "Odd (Dockerfile)",
    },
    {
      case: "without a place",
      warning: aWarning({ text: "Odd", url: undefined, file: undefined }),
      end: "Odd",
    },
  ])("prints one $case", ({ warning, end }) => {
    expect(printWarning(warning).endsWith(end)).toBe(true);
  });
});
