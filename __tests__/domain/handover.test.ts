import { expect, it } from "@jest/globals";
import { CACHE_FOLDER, cacheFolder } from "../../src/domain/handover.ts";

it("keeps the layer cache in a part of the run's folder, so that it goes with that", () => {
  expect(cacheFolder({ folder: "/tmp/run" })).toBe(`/tmp/run/${CACHE_FOLDER}`);
});
