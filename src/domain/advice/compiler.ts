import type { Instruction } from "../dockerfile/dockerfile.ts";
import type { ShellCommand } from "../dockerfile/shell-command.ts";
import { shellCommands } from "../dockerfile/shell-command.ts";

/** Programs that compile whatever they are told. */
const COMPILERS =
  /^(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+|rustc|javac|zig|ghc|make|gmake|ninja|mvnw?|gradlew?|sbt|msbuild|bazel|cabal|stack)$/;
/** Programs that compile if one of these is among their arguments. */
const COMPILING: readonly (readonly [program: RegExp, action: RegExp])[] = [
  [/^go$/, /^(?:build|install|test|generate)$/],
  [/^cargo$/, /^(?:build|install|test|chef|rustc)$/],
  [/^dotnet$/, /^(?:build|publish|pack|test)$/],
  [/^cmake$/, /^--build$/],
  [/^meson$/, /^compile$/],
  [/^swift$/, /^build$/],
];
/** Programs whose results are scripts, and the arguments with which they make them or install what that takes. */
const BUNDLING: readonly (readonly [program: RegExp, action: RegExp])[] = [
  [/^(?:npm|pnpm|yarn|bun)$/, /^(?:ci|i|install|build|run|run-script)$/],
];
/** Images that are there to compile with. */
const COMPILER_IMAGES = /^(?:golang|rust|gcc|maven|gradle|sbt|swift|haskell|clang)$/;

/** Tells whether a `RUN` compiles programs. */
export function compiles(instruction: Instruction): boolean {
  return calls(instruction, (command) => COMPILERS.test(command[0]) || isAmong(COMPILING, command));
}

/** Tells whether a `RUN` makes scripts, which are the same for every platform, or installs what that takes. */
export function bundles(instruction: Instruction): boolean {
  return calls(instruction, (command) => isAmong(BUNDLING, command));
}

/** Tells whether a base image is one of a compiler: `golang:1.26-alpine`, `mcr.microsoft.com/dotnet/sdk:10.0`. */
export function isCompilerImage(base: string): boolean {
  const path = base.replace(/@.*$/, "").replace(/:[^/]*$/, "");
  return COMPILER_IMAGES.test(path.slice(path.lastIndexOf("/") + 1)) || /(?:^|\/)dotnet\/sdk$/.test(path);
}

function calls(instruction: Instruction, matches: (command: ShellCommand) => boolean): boolean {
  return instruction.keyword === "RUN" && shellCommands(instruction).some(matches);
}

function isAmong(programs: typeof COMPILING, [name, ...args]: ShellCommand): boolean {
  return programs.some(([program, action]) => program.test(name) && args.some((arg) => action.test(arg)));
}
