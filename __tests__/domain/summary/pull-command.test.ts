import { describe, expect, it } from "@jest/globals";
import { pullCommand } from "../../../src/domain/summary/pull-command.ts";
import { aPlan } from "../../support/a-plan.ts";
import { aDigest, aVerified } from "../../support/a-result.ts";

describe("pullCommand", () => {
  it("gets the published image by its digest", () => {
    expect(pullCommand(aPlan(), aVerified())).toBe(
      `\`\`\`sh\ndocker pull ghcr.io/acme/agent@${aDigest()}\n\`\`\``,
    );
  });

  it("is absent where nothing was published", () => {
    expect(pullCommand(aPlan(), undefined)).toBe("");
    expect(pullCommand(aPlan({ repositories: [] }), aVerified())).toBe("");
  });
});
