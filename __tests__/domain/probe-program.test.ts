import { describe, expect, it } from "@jest/globals";
import { bytesOfHex, PROBE_STATUS, probeFailure, probeProgram } from "../../src/domain/probe-program.ts";

const ARCHITECTURES = [
  { architecture: "amd64", bits: 64, little: true, machine: 62 },
  { architecture: "386", bits: 32, little: true, machine: 3 },
  { architecture: "arm64", bits: 64, little: true, machine: 183 },
  { architecture: "arm", bits: 32, little: true, machine: 40 },
  { architecture: "riscv64", bits: 64, little: true, machine: 243 },
  { architecture: "ppc64le", bits: 64, little: true, machine: 21 },
  { architecture: "s390x", bits: 64, little: false, machine: 22 },
  { architecture: "loong64", bits: 64, little: true, machine: 258 },
  { architecture: "mips64", bits: 64, little: false, machine: 8 },
  { architecture: "mips64le", bits: 64, little: true, machine: 8 },
];

describe("probeProgram", () => {
  it.each(ARCHITECTURES)(
    "is a static executable of $architecture",
    ({ architecture, bits, little, machine }) => {
      const program = probeProgram({ os: "linux", architecture })!;
      const view = new DataView(program.buffer);
      expect([...program.subarray(0, 7)]).toEqual([0x7f, 0x45, 0x4c, 0x46, bits / 32, little ? 1 : 2, 1]);
      expect(view.getUint16(16, little)).toBe(2);
      expect(view.getUint16(18, little)).toBe(machine);
      expect(view.getUint32(20, little)).toBe(1);
    },
  );

  it.each(ARCHITECTURES)(
    "loads whole and starts at its code for $architecture",
    ({ architecture, bits, little }) => {
      const program = probeProgram({ os: "linux", architecture })!;
      const view = new DataView(program.buffer);
      const word = (at: number) =>
        bits === 64 ? Number(view.getBigUint64(at, little)) : view.getUint32(at, little);
      const [headerBytes, segmentBytes, fileSizeAt, alignAt] =
        bits === 64 ? [64, 56, 96, 112] : [52, 32, 68, 80];
      const address = word(bits === 64 ? 80 : 60);
      expect(word(24)).toBe(address + headerBytes + segmentBytes);
      expect(word(bits === 64 ? 32 : 28)).toBe(headerBytes);
      expect(word(fileSizeAt)).toBe(program.length);
      expect(word(alignAt)).toBe(65536);
      expect(address % 65536).toBe(0);
    },
  );

  it("spells the whole amd64 program", () => {
    const program = probeProgram({ os: "linux", architecture: "amd64" });
    expect(program).toEqual(
      bytesOfHex(
        "7f454c46 02 01 01 000000000000000000 0200 3e00 01000000 7800400000000000 4000000000000000" +
          "0000000000000000 00000000 4000 3800 0100 0000 0000 0000" +
          "01000000 05000000 0000000000000000 0000400000000000 0000400000000000" +
          "8400000000000000 8400000000000000 0000010000000000" +
          "bf2a000000 b83c000000 0f05",
      ),
    );
    expect(PROBE_STATUS).toBe(0x2a);
  });

  it.each([
    { platform: { os: "linux", architecture: "ppc64le" }, meaning: "ELFv2", flags: 2, at: 48 },
    { platform: { os: "linux", architecture: "arm" }, meaning: "EABI 5", flags: 0x05000000, at: 36 },
    { platform: { os: "linux", architecture: "loong64" }, meaning: "LP64D", flags: 0x43, at: 48 },
  ])("says $meaning for $platform.architecture", ({ platform, flags, at }) => {
    expect(new DataView(probeProgram(platform)!.buffer).getUint32(at, true)).toBe(flags);
  });

  it("is the same for all variants of an architecture", () => {
    const v5 = probeProgram({ os: "linux", architecture: "arm", variant: "v5" });
    expect(v5).toEqual(probeProgram({ os: "linux", architecture: "arm", variant: "v7" }));
  });

  it.each([
    { os: "windows", architecture: "amd64" },
    { os: "linux", architecture: "sparc64" },
  ])("does not exist for $os/$architecture", (platform) => {
    expect(probeProgram(platform)).toBeUndefined();
  });
});

describe("bytesOfHex", () => {
  it("has no bytes for no digits", () => {
    expect(bytesOfHex("")).toEqual(new Uint8Array());
  });
});

describe("probeFailure", () => {
  it.each([
    { end: PROBE_STATUS, stderr: "" },
    { end: "ETXTBSY", stderr: "" },
    { end: "EACCES", stderr: "" },
  ])("finds nothing wrong in $end", ({ end, stderr }) => {
    expect(probeFailure(end, stderr)).toBeUndefined();
  });

  it.each([
    {
      end: 127,
      stderr: "probe: 1: ELF: not found",
      reason: "the kernel does not know its programs (exec format error)",
    },
    { end: 2, stderr: "", reason: "the kernel does not know its programs (exec format error)" },
    { end: "ENOENT", stderr: "", reason: "the file of its emulator is missing" },
    {
      end: 1,
      stderr: "qemu-arm: unable to find CPU model\nmore\n",
      reason: "its test program ended with 1 instead of 42: qemu-arm: unable to find CPU model",
    },
    { end: 0, stderr: "", reason: "its test program ended with 0 instead of 42" },
    { end: "SIGSEGV", stderr: "", reason: "its test program ended with SIGSEGV instead of 42" },
  ])("explains $end", ({ end, stderr, reason }) => {
    expect(probeFailure(end, stderr)).toBe(reason);
  });
});
