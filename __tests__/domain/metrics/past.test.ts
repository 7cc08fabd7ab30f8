import { describe, expect, it } from "@jest/globals";
import { pastOf } from "../../../src/domain/metrics/past.ts";
import { AMD64, ARM64, aMemory, aRemembered } from "./a-run.ts";

describe("pastOf", () => {
  it("finds steps and base images by their place", () => {
    const step = aRemembered({ stage: "", index: 3 });
    const past = pastOf(aMemory({ steps: [step], bases: [{ platform: AMD64, stage: "", image: "alpine" }] }));
    expect(past.stepAt({ platform: AMD64, stage: "", index: 3 })).toEqual(step);
    expect(past.stepAt({ platform: AMD64, stage: "", index: 2 })).toBeUndefined();
    expect(past.stepAt({ platform: ARM64, stage: "", index: 3 })).toBeUndefined();
    expect(past.baseAt({ platform: AMD64, stage: "" })).toBe("alpine");
    expect(past.baseAt({ platform: AMD64, stage: "build" })).toBeUndefined();
  });
});
