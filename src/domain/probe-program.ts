import type { Platform } from "./platform.ts";

/** The exit status of every probe program: one that neither a shell nor a kernel gives by itself. */
export const PROBE_STATUS = 42;

/** What tells one architecture's executables from another's. */
interface Machine {
  readonly bits: 32 | 64;
  readonly littleEndian: boolean;
  /** `e_machine`, the number the architecture has in ELF. */
  readonly number: number;
  /** `e_flags`: the calling convention, where the architecture has several. */
  readonly flags: number;
  /** The instructions of `exit(42)`, in hex, as they lie in memory. */
  readonly code: string;
}

const little64 = { bits: 64, littleEndian: true } as const;
const big64 = { bits: 64, littleEndian: false } as const;
const little32 = { bits: 32, littleEndian: true } as const;

const MACHINES: Readonly<Record<string, Machine>> = {
  // mov edi, 42; mov eax, 60; syscall
  amd64: { ...little64, number: 62, flags: 0, code: "bf2a000000 b83c000000 0f05" },
  // mov ebx, 42; mov eax, 1; int 0x80
  "386": { ...little32, number: 3, flags: 0, code: "bb2a000000 b801000000 cd80" },
  // mov x0, #42; mov x8, #93; svc #0
  arm64: { ...little64, number: 183, flags: 0, code: "400580d2 a80b80d2 010000d4" },
  // mov r0, #42; mov r7, #1; svc #0 – the flags say EABI version 5
  arm: { ...little32, number: 40, flags: 0x0500_0000, code: "2a00a0e3 0170a0e3 000000ef" },
  // li a0, 42; li a7, 93; ecall
  riscv64: { ...little64, number: 243, flags: 0, code: "1305a002 9308d005 73000000" },
  // li r3, 42; li r0, 1; sc – the flags say ELFv2, where the entry point is code and not a descriptor
  ppc64le: { ...little64, number: 21, flags: 2, code: "2a006038 01000038 02000044" },
  // lghi %r2, 42; svc 1
  s390x: { ...big64, number: 22, flags: 0, code: "a729002a 0a01" },
  // li.w $a0, 42; li.w $a7, 93; syscall 0 – the flags say LP64D with object file version 1
  loong64: { ...little64, number: 258, flags: 0x43, code: "04a88002 0b748102 00002b00" },
  // li a0, 42; li v0, 5058; syscall – the flags say MIPS64 release 2, position-independent
  mips64: { ...big64, number: 8, flags: 0x8000_0007, code: "2404002a 240213c2 0000000c" },
  mips64le: { ...little64, number: 8, flags: 0x8000_0007, code: "2a000424 c2130224 0c000000" },
};

/** A multiple of every page size in use (up to 64 KiB), above what kernels forbid to map. */
const LOAD_ADDRESS = 0x40_0000;
const LARGEST_PAGE_BYTES = 0x1_0000;

/**
 * The smallest program of a platform: a static ELF executable of under 200 bytes that ends at once with status
 * {@link PROBE_STATUS} and needs nothing else. It is what a kernel looks at to choose an emulator, and what running
 * proves that the emulator works. `undefined` for a platform that Linux does not run.
 * @see https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html
 */
export function probeProgram({ os, architecture }: Platform): Uint8Array | undefined {
  const machine = os === "linux" ? MACHINES[architecture] : undefined;
  return machine === undefined ? undefined : executable(machine);
}

// The kernel refuses the file before it looks at whom it is for: a temporary folder mounted noexec, a process that is
// being started at the same moment, a machine that is short of something.
const NO_VERDICT = ["EACCES", "EPERM", "ETXTBSY", "EAGAIN", "ENOMEM", "EMFILE"];

// The C library hands a file that the kernel does not know to the shell, which fails to read it as a script.
const SHELL_STATUSES = [2, 126, 127];

/**
 * Why a probe program did not run, by how it ended: with a status, a signal or the error of starting it. `undefined`
 * when it ran, or when its end says nothing about its platform.
 */
export function probeFailure(end: string | number, stderr: string): string | undefined {
  if (end === PROBE_STATUS || NO_VERDICT.includes(String(end))) return undefined;
  if (typeof end === "number" && SHELL_STATUSES.includes(end)) {
    return "the kernel does not know its programs (exec format error)";
  }
  if (end === "ENOENT") return "the file of its emulator is missing";
  const words = /\S.*/.exec(stderr)?.[0];
  return `its test program ended with ${end} instead of ${PROBE_STATUS}${words === undefined ? "" : `: ${words}`}`;
}

/** Reads pairs of hex digits; spaces between them are for the reader. */
export function bytesOfHex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/[0-9a-f]{2}/gi) ?? [], (pair) => parseInt(pair, 16));
}

/** A field of a header: its value and its size in bytes, `word` being as wide as the machine's addresses. */
type Field = readonly [value: number, size: 2 | 4 | "word"];

function executable(machine: Machine): Uint8Array {
  const code = bytesOfHex(machine.code);
  const [headerBytes, segmentBytes] = machine.bits === 64 ? [64, 56] : [52, 32];
  const codeAt = headerBytes + segmentBytes;
  const class_ = machine.bits === 64 ? 2 : 1;
  const order = machine.littleEndian ? 1 : 2;
  const magic = Uint8Array.of(
    0x7f,
    ...bytesOfHex("454c46"),
    class_,
    order,
    1,
    ...new Array<number>(9).fill(0),
  );
  const fields = [
    ...header(machine, { entry: LOAD_ADDRESS + codeAt, headerBytes, segmentBytes }),
    ...segment(machine, codeAt + code.length),
  ];
  return Uint8Array.of(...magic, ...fields.flatMap((field) => encode(field, machine)), ...code);
}

interface Layout {
  readonly entry: number;
  readonly headerBytes: number;
  readonly segmentBytes: number;
}

/** The ELF header after its identification. */
function header(machine: Machine, { entry, headerBytes, segmentBytes }: Layout): readonly Field[] {
  return [
    [2, 2], // an executable at fixed addresses
    [machine.number, 2],
    [1, 4], // version
    [entry, "word"],
    [headerBytes, "word"], // the program header follows at once
    [0, "word"], // no sections
    [machine.flags, 4],
    [headerBytes, 2],
    [segmentBytes, 2],
    [1, 2], // one segment
    [0, 2],
    [0, 2],
    [0, 2],
  ];
}

/** The one program header: the whole file, readable and executable. The two classes order its fields differently. */
function segment(machine: Machine, fileBytes: number): readonly Field[] {
  const flags: Field = [5, 4];
  const place: readonly Field[] = [
    [0, "word"],
    [LOAD_ADDRESS, "word"],
    [LOAD_ADDRESS, "word"],
    [fileBytes, "word"],
    [fileBytes, "word"],
  ];
  const align: Field = [LARGEST_PAGE_BYTES, "word"];
  return machine.bits === 64 ? [[1, 4], flags, ...place, align] : [[1, 4], ...place, flags, align];
}

function encode([value, size]: Field, { bits, littleEndian }: Machine): readonly number[] {
  const bytes = Array.from({ length: size === "word" ? bits / 8 : size }, (_, at) =>
    at < 4 ? (value >>> (8 * at)) & 0xff : 0,
  );
  return littleEndian ? bytes : bytes.reverse();
}
