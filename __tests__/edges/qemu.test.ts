import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Handler } from "../../src/domain/binfmt.ts";
import { readQemuVersions } from "../../src/edges/qemu.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "qemu-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** A handler whose interpreter is this shell script. */
async function aHandler(name: string, script: string, mode = 0o755): Promise<Handler> {
  const interpreter = join(folder, name);
  await writeFile(interpreter, `#!/bin/sh\n${script}\n`, { mode });
  const magic = Uint8Array.of(0x7f);
  return { name, enabled: true, interpreter, flags: "F", offset: 0, magic, mask: magic };
}

describe("readQemuVersions", () => {
  it("asks each emulator with --version alone", async () => {
    const debian = "qemu-aarch64 version 7.2.22 (Debian 1:7.2+dfsg-7+deb12u18)";
    const script = `[ "$*" = --version ] && echo '${debian}' && echo 'Copyright (c) 2003-2022'`;
    const versions = await readQemuVersions([
      await aHandler("qemu-aarch64", script),
      await aHandler("qemu-riscv64", "echo 'qemu-riscv64 version 10.0.4 (v10.0.4)'"),
      await aHandler("qemu-arm", "echo 'QEMU version 9.1.0-rc2'"),
    ]);
    expect(versions).toEqual({ "qemu-aarch64": "7.2.22", "qemu-riscv64": "10.0.4", "qemu-arm": "9.1.0" });
  });

  it("leaves out what cannot be asked", async () => {
    const gone = { ...(await aHandler("gone", "")), interpreter: "/nowhere/qemu-s390x" };
    const empty = { ...(await aHandler("empty", "")), interpreter: "/" };
    const versions = await readQemuVersions([
      gone,
      empty,
      await aHandler("fails", "echo 'qemu-arm version 9.0.0'; exit 1"),
      await aHandler("forbidden", "echo 'qemu-arm version 9.0.0'", 0o600),
      await aHandler("rosetta", "echo Rosetta 2.0"),
      await aHandler("mute", ""),
    ]);
    expect(versions).toEqual({});
  });

  it("asks nobody where there is none", async () => {
    expect(await readQemuVersions([])).toEqual({});
  });
});
