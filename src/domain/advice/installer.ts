import type { Instruction } from "../dockerfile/dockerfile.ts";
import type { ShellCommand } from "../dockerfile/shell-command.ts";
import { shellCommands } from "../dockerfile/shell-command.ts";

/** Programs that install what a build depends on, and a list of it that they share. */
interface Installer {
  readonly family: string;
  readonly programs: RegExp;
  /** One of the arguments that make it install. */
  readonly action: RegExp;
}

/** Those that install packages of the system, which no file of the context names. */
const SYSTEM_INSTALLERS: readonly Installer[] = [
  { family: "apt", programs: /^apt(?:-get)?$/, action: /^install$/ },
  { family: "apk", programs: /^apk$/, action: /^add$/ },
  { family: "dnf", programs: /^(?:dnf|microdnf|yum)$/, action: /^install$/ },
];
const INSTALLERS: readonly Installer[] = [
  ...SYSTEM_INSTALLERS,
  { family: "npm", programs: /^(?:npm|pnpm|bun|yarn)$/, action: /^(?:ci|i|install)$/ },
  { family: "pip", programs: /^(?:pip[\d.]*|pipenv|poetry|uv)$/, action: /^(?:install|sync)$/ },
  { family: "go", programs: /^go$/, action: /^(?:download|get)$/ },
  { family: "bundle", programs: /^bundler?$/, action: /^install$/ },
  { family: "composer", programs: /^composer$/, action: /^(?:install|update)$/ },
  { family: "cargo", programs: /^cargo$/, action: /^(?:fetch|build|chef)$/ },
  { family: "maven", programs: /^mvnw?$/, action: /^(?:dependency:.*|compile|package|install|verify)$/ },
  { family: "gradle", programs: /^gradlew?$/, action: /^(?:dependencies|build|assemble|\w*[jw]ar)$/i },
  { family: "dotnet", programs: /^dotnet$/, action: /^(?:restore|build|publish)$/ },
];

/** With which families of programs a `RUN` installs something. */
export function installsWith(instruction: Instruction): readonly string[] {
  if (instruction.keyword !== "RUN") return [];
  return shellCommands(instruction).flatMap((command) => familyOf(command) ?? []);
}

/** Tells whether what a family installs are packages of the system. */
export function isOfSystem(name: string): boolean {
  return SYSTEM_INSTALLERS.some(({ family }) => family === name);
}

function familyOf([program, ...args]: ShellCommand): string | undefined {
  // `npm run install` runs a script; `pip install .` installs the sources themselves.
  if (args.includes("run") || args.some((arg) => /^\.(?:\/|\[|$)/.test(arg))) return undefined;
  // Without anything else it installs.
  if (program === "yarn" && args.every((arg) => arg.startsWith("-"))) return "npm";
  return INSTALLERS.find(
    ({ programs, action }) => programs.test(program) && args.some((arg) => action.test(arg)),
  )?.family;
}
