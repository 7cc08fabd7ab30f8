import type { Platform } from "./platform.ts";
import { bytesOfHex, probeProgram } from "./probe-program.ts";

/**
 * A rule of the kernel's binfmt_misc table: programs that look so are given to that interpreter.
 * @see https://docs.kernel.org/admin-guide/binfmt-misc.html
 */
export interface Handler {
  /** Whatever its installer called it: `qemu-aarch64`, `rosetta`. It says nothing about what it runs. */
  readonly name: string;
  readonly enabled: boolean;
  readonly interpreter: string;
  /** The kernel's letters, such as `POCF`. */
  readonly flags: string;
  /** Where in the file the magic lies, in bytes. */
  readonly offset: number;
  readonly magic: Uint8Array;
  /** As long as the magic; only the bits that are set here are compared. */
  readonly mask: Uint8Array;
}

/**
 * Reads a handler as the kernel shows it in `/proc/sys/fs/binfmt_misc/<name>`. `undefined` for anything else, such as
 * a rule that goes by the file's extension.
 */
export function parseHandler(name: string, text: string): Handler | undefined {
  const [state, ...lines] = text.trimEnd().split("\n");
  const field = (label: string) =>
    lines.find((line) => line.startsWith(`${label} `))?.slice(label.length + 1);
  const interpreter = field("interpreter");
  const magic = hexField(field("magic"));
  if (interpreter === undefined || magic === undefined) return undefined;
  return {
    name,
    enabled: state === "enabled",
    interpreter,
    flags: field("flags:") ?? "",
    offset: Number(field("offset")),
    magic,
    mask: hexField(field("mask")) ?? new Uint8Array(magic.length).fill(0xff),
  };
}

/**
 * The handler that the kernel uses for programs of a platform: the first enabled one that matches.
 * @param handlers In the kernel's order, which is the newest first.
 */
export function handlerFor(platform: Platform, handlers: readonly Handler[]): Handler | undefined {
  const program = probeProgram(platform);
  if (program === undefined) return undefined;
  return handlers.find((handler) => handler.enabled && matches(handler, program));
}

/**
 * Tells whether a handler also works inside containers. Without flag F the kernel looks its interpreter up in the
 * container, where it is not; with F it opened the file when the handler was registered.
 */
export function worksInContainers(handler: Handler): boolean {
  return handler.flags.includes("F");
}

function matches({ magic, mask, offset }: Handler, program: Uint8Array): boolean {
  // Past its end the kernel sees a short file as zeroes.
  return magic.every((byte, at) => (((program[offset + at] ?? 0) ^ byte) & (mask[at] ?? 0xff)) === 0);
}

function hexField(text: string | undefined): Uint8Array | undefined {
  return text !== undefined && /^(?:[0-9a-f]{2})+$/.test(text) ? bytesOfHex(text) : undefined;
}
