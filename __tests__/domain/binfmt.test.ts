import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { type Handler, handlerFor, parseHandler, worksInContainers } from "../../src/domain/binfmt.ts";
import { bytesOfHex } from "../../src/domain/probe-program.ts";

const QEMU = {
  amd64: "qemu-x86_64",
  "386": "qemu-i386",
  arm64: "qemu-aarch64",
  arm: "qemu-arm",
  riscv64: "qemu-riscv64",
  ppc64le: "qemu-ppc64le",
  s390x: "qemu-s390x",
  loong64: "qemu-loongarch64",
  mips64: "qemu-mips64",
  mips64le: "qemu-mips64el",
};

const TONISTIIGI = readTable("tonistiigi");
const DEBIAN = readTable("debian-12");

// How Apple's documentation has it registered in a virtual machine.
const ROSETTA = parseHandler(
  "RosettaLinux",
  "enabled\ninterpreter /run/rosetta/rosetta\nflags: OCF\noffset 0\n" +
    "magic 7f454c4602010100000000000000000002003e00\nmask fffffffffffefe00fffffffffffffffffeffffff\n",
)!;

function readTable(source: string): readonly Handler[] {
  const file = new URL(`../fixtures/binfmt/${source}.json`, import.meta.url);
  const texts = JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
  return Object.entries(texts).map(([name, text]) => parseHandler(name, text)!);
}

function named(handlers: readonly Handler[], name: string): Handler {
  return handlers.find((handler) => handler.name === name)!;
}

describe("parseHandler", () => {
  it("reads a handler as the kernel shows it", () => {
    expect(named(TONISTIIGI, "qemu-aarch64")).toEqual({
      name: "qemu-aarch64",
      enabled: true,
      interpreter: "/usr/bin/qemu-aarch64",
      flags: "POCF",
      offset: 0,
      magic: bytesOfHex("7f454c46 02010100 00000000 00000000 0200b700"),
      mask: bytesOfHex("ffffffff ffffff00 ffffffff ffffffff feffffff"),
    });
  });

  it("compares every bit where there is no mask, and knows a disabled one", () => {
    const text = "disabled\ninterpreter /usr/bin/python3.11\nflags: \noffset 2\nmagic a70d\n";
    expect(parseHandler("python3.11", text)).toEqual({
      name: "python3.11",
      enabled: false,
      interpreter: "/usr/bin/python3.11",
      flags: "",
      offset: 2,
      magic: Uint8Array.of(0xa7, 0x0d),
      mask: Uint8Array.of(0xff, 0xff),
    });
  });

  it("keeps spaces in the path of an interpreter, and takes missing flags for none", () => {
    const handler = parseHandler("x", "enabled\ninterpreter /opt/my emulators/x\noffset 0\nmagic 00\n")!;
    expect(handler.interpreter).toBe("/opt/my emulators/x");
    expect(handler.flags).toBe("");
  });

  it.each([
    { what: "nothing", text: "" },
    { what: "the table's own state", text: "enabled\n" },
    {
      what: "a rule for a file extension",
      text: "enabled\ninterpreter /usr/bin/wine\nflags: \nextension .exe\n",
    },
    { what: "a magic that is not hex", text: "enabled\ninterpreter /x\nflags: F\noffset 0\nmagic 7f4\n" },
    { what: "a magic without interpreter", text: "enabled\nflags: F\noffset 0\nmagic 7f45\n" },
  ])("does not take $what for a handler", ({ text }) => {
    expect(parseHandler("x", text)).toBeUndefined();
  });
});

describe("handlerFor", () => {
  it.each(Object.entries(QEMU))("finds the installer's handler of %s among all", (architecture, name) => {
    expect(handlerFor({ os: "linux", architecture }, TONISTIIGI)?.name).toBe(name);
    expect(handlerFor({ os: "linux", architecture }, [...TONISTIIGI].reverse())?.name).toBe(name);
  });

  // Debian on amd64 leaves out what that processor runs itself.
  it.each(Object.entries(QEMU).slice(2))("finds Debian's handler of %s among all", (architecture, name) => {
    expect(handlerFor({ os: "linux", architecture }, DEBIAN)?.name).toBe(name);
    expect(handlerFor({ os: "linux", architecture }, [...DEBIAN].reverse())?.name).toBe(name);
  });

  it("goes by what a handler matches, not by what it is called", () => {
    const amd64 = { os: "linux", architecture: "amd64" };
    expect(handlerFor(amd64, [ROSETTA])).toBe(ROSETTA);
    expect(
      handlerFor(amd64, [{ ...named(TONISTIIGI, "qemu-aarch64"), name: "qemu-x86_64" }]),
    ).toBeUndefined();
  });

  it("takes the newest of several, as the kernel does, and passes over disabled ones", () => {
    const qemu = named(TONISTIIGI, "qemu-x86_64");
    const amd64 = { os: "linux", architecture: "amd64" };
    expect(handlerFor(amd64, [qemu, ROSETTA])?.name).toBe("qemu-x86_64");
    expect(handlerFor(amd64, [{ ...qemu, enabled: false }, ROSETTA])?.name).toBe("RosettaLinux");
  });

  it("compares a magic that reaches past the program's end with zeroes", () => {
    const handler = {
      ...ROSETTA,
      offset: 126,
      magic: new Uint8Array(20),
      mask: new Uint8Array(20).fill(0xff),
    };
    expect(handlerFor({ os: "linux", architecture: "amd64" }, [handler])).toBeUndefined();
    expect(handlerFor({ os: "linux", architecture: "amd64" }, [{ ...handler, offset: 140 }])).toBeDefined();
  });

  it("compares every bit that a short mask does not cover", () => {
    const handler = { ...ROSETTA, mask: Uint8Array.of(0xff) };
    expect(handlerFor({ os: "linux", architecture: "amd64" }, [handler])).toBe(handler);
    expect(handlerFor({ os: "linux", architecture: "arm64" }, [handler])).toBeUndefined();
  });

  it("finds nothing for what Linux does not run", () => {
    expect(handlerFor({ os: "windows", architecture: "amd64" }, TONISTIIGI)).toBeUndefined();
  });
});

describe("worksInContainers", () => {
  it.each([
    { flags: "POCF", works: true },
    { flags: "OC", works: false },
    { flags: "", works: false },
  ])("is $works for flags '$flags'", ({ flags, works }) => {
    expect(worksInContainers({ ...ROSETTA, flags })).toBe(works);
  });
});
