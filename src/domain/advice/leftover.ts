import type { Instruction } from "../dockerfile/dockerfile.ts";
import { mountsOf } from "../dockerfile/dockerfile.ts";
import type { ShellCommand } from "../dockerfile/shell-command.ts";
import { shellCommands } from "../dockerfile/shell-command.ts";

/** Something that a `RUN` leaves in its layer and that nobody needs when the image runs. */
export interface Leftover {
  /** The end of "leaves …". */
  readonly what: string;
  /** What to do, in one sentence. */
  readonly remedy: string;
}

interface Kind extends Leftover {
  readonly isMade: (command: ShellCommand) => boolean;
  /** Tells whether a command of the same `RUN` removes it, or keeps it from being made. */
  readonly isRemoved: (command: ShellCommand) => boolean;
  /** A mount on this folder keeps it out of the layer. */
  readonly folder?: RegExp;
  /** This variable keeps it from being made. */
  readonly variable?: string;
}

const COMPILER_PACKAGES =
  /^(?:build-essential|build-base|gcc(?:-\d+)?|g\+\+(?:-\d+)?|gcc-c\+\+|clang(?:-\d+)?|cmake|golang(?:-go)?|go|rust|rustc|cargo|[\w-]+-jdk(?:-headless)?)(?:=.*)?$/;

const KINDS: readonly Kind[] = [
  {
    what: "a compiler",
    remedy: "Install compilers in a stage of its own, and copy from there what they make.",
    isMade: (command) => installs(command) && command.some((word) => COMPILER_PACKAGES.test(word)),
    isRemoved: ([program, ...args]) =>
      /^(?:apt(?:-get)?|apk|dnf|microdnf|yum)$/.test(program) &&
      args.some((arg) => /^(?:purge|remove|autoremove|del)$/.test(arg)),
  },
  {
    what: "the package lists of apt",
    remedy: "End the RUN that updates the package lists with rm -rf /var/lib/apt/lists/*.",
    isMade: ([program, ...args]) => /^apt(?:-get)?$/.test(program) && args.includes("update"),
    isRemoved: (command) => removes(command, /^\/var\/lib\/apt\b/),
    folder: /^\/var\/lib\/apt\b/,
  },
  {
    what: "the packages that dnf downloaded",
    remedy: "End the RUN that installs packages with dnf clean all.",
    isMade: (command) => /^(?:dnf|microdnf|yum)$/.test(command[0]) && command.includes("install"),
    isRemoved: (command) =>
      (/^(?:dnf|microdnf|yum)$/.test(command[0]) && command.includes("clean")) ||
      removes(command, /^\/var\/cache\b/),
    folder: /^\/var\/cache\b/,
  },
  {
    what: "the packages that pip downloaded",
    remedy: "Install with pip install --no-cache-dir.",
    isMade: ([program, ...args]) => /^pip[\d.]*$/.test(program) && args.includes("install"),
    isRemoved: (command) =>
      /^pip[\d.]*$/.test(command[0])
        ? command.some((word) => /^(?:--no-cache-dir|cache)$/.test(word))
        : removes(command, /\.cache\b/),
    folder: /\.cache\b/,
    variable: "PIP_NO_CACHE_DIR",
  },
  {
    what: "the packages that npm downloaded",
    remedy: "End the RUN that installs with npm cache clean --force.",
    isMade: ([program, ...args]) => program === "npm" && args.some((arg) => /^(?:ci|i|install)$/.test(arg)),
    isRemoved: (command) =>
      (command[0] === "npm" && command.includes("cache")) || removes(command, /\.npm\b/),
    folder: /\.npm\b/,
  },
];

/**
 * What a `RUN` leaves in its layer, the first being what is likely the most.
 * @param variables the `ENV` and `ARG` that hold for it
 */
export function leftoversOf(
  instruction: Instruction,
  variables: readonly Instruction[],
): readonly Leftover[] {
  if (instruction.keyword !== "RUN") return [];
  const commands = shellCommands(instruction);
  const mounted = mountsOf(instruction).map(
    ({ target, dst, destination }) => target ?? dst ?? destination ?? "",
  );
  const texts = [instruction, ...variables].map(({ text }) => text);
  return KINDS.filter(
    ({ isMade, isRemoved, folder, variable }) =>
      commands.some(isMade) &&
      !commands.some(isRemoved) &&
      !mounted.some((path) => folder?.test(path)) &&
      !texts.some((text) => variable !== undefined && text.includes(variable)),
  );
}

function installs([program, ...args]: ShellCommand): boolean {
  return (
    /^(?:apt(?:-get)?|apk|dnf|microdnf|yum)$/.test(program) &&
    args.some((arg) => arg === "install" || arg === "add")
  );
}

function removes([program, ...args]: ShellCommand, path: RegExp): boolean {
  return program === "rm" && args.some((arg) => path.test(arg));
}
