import { expect, it } from "@jest/globals";
import { shortDigest } from "../../../src/domain/summary/short-digest.ts";
import { aDigest } from "../../support/a-result.ts";

it("shows as much of a digest as docker does", () => {
  expect(shortDigest(aDigest("7"))).toBe("sha256:777777777777");
});
