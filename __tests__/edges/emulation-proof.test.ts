import { mkdtemp, readdir, rm } from "node:fs/promises";
import { machine, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { handlerFor } from "../../src/domain/binfmt.ts";
import { enginePlatform, parsePlatform } from "../../src/domain/platform.ts";
import { proveEmulation } from "../../src/edges/emulation-proof.ts";
import { readHandlers } from "../../src/edges/emulation.ts";

const HERE = enginePlatform("linux", machine());

// Of these, at least one is foreign to any machine; a machine may have an emulator for each, though.
const registered = (await readHandlers()) ?? [];
const FOREIGN = ["linux/loong64", "linux/mips64", "linux/mips64le", "linux/s390x", "linux/ppc64le"]
  .map(parsePlatform)
  .find(
    ({ os, architecture }) =>
      architecture !== HERE.architecture && !handlerFor({ os, architecture }, registered),
  );

describe("proveEmulation", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "proof-test-"));
  });
  afterEach(async () => {
    expect(await readdir(folder)).toEqual([]);
    await rm(folder, { recursive: true });
  });

  it("finds nothing wrong with the machine's own platform", async () => {
    expect(await proveEmulation([HERE], folder)).toEqual([]);
  });

  it("has nothing to do for no platforms", async () => {
    expect(await proveEmulation([])).toEqual([]);
  });

  (FOREIGN === undefined ? it.skip : it)("tells which platform the kernel does not know", async () => {
    expect(await proveEmulation([HERE, FOREIGN!], folder)).toEqual([
      { platform: FOREIGN, reason: "the kernel does not know its programs (exec format error)" },
    ]);
  });

  it("tells which platform has no programs here at all", async () => {
    const windows = parsePlatform("windows/arm64");
    expect(await proveEmulation([windows, HERE], folder)).toEqual([
      { platform: windows, reason: "no program is known for it" },
    ]);
  });
});
