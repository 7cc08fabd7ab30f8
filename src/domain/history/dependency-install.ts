import { isRun } from "../progress/step-kind.ts";

/** Longer commands are told by their beginning. */
const MAX_CHARACTERS = 4_000;

/** What package managers are called, and what they are told to do when they install what a project depends on. */
const INSTALLS: readonly (readonly [programs: string, actions: string])[] = [
  ["npm", "ci|clean-install|install|i"],
  ["pnpm|bun", "fetch|install|i"],
  ["yarn", "install"],
  ["pip|pip3|pipx|pipenv|poetry|pdm", "install|sync"],
  ["uv", "sync"],
  ["conda|mamba|micromamba", "install|create|env create|env update"],
  ["go", "mod download|mod vendor|get"],
  ["cargo", "fetch|chef cook"],
  ["bundle|bundler|gem|composer|pecl|cpanm|luarocks|conan", "install"],
  ["mvn|mvnw", "dependency:\\S+"],
  ["gradle|gradlew", "dependencies"],
  ["dotnet|nuget", "restore"],
  ["mix", "deps\\.get"],
  ["dart|flutter", "pub get"],
  ["swift", "package resolve"],
  ["apt-get|apt|aptitude|dnf|yum|microdnf|zypper", "install"],
  ["apk", "add"],
  ["pacman", "-S\\w*"],
];

// Options may stand before what a program is told, and an option may have a value: `npm --prefix app ci`.
const OPTIONS = "(?:\\s+-\\S+(?:\\s+[^\\s-]\\S*)??)*?";
const INSTALL = new RegExp(
  INSTALLS.map(
    ([programs, actions]) => `(?<![^\\s/&;|(])(?:${programs})${OPTIONS}\\s+(?:${actions})(?![^\\s&;|)])`,
  ).join("|"),
);
// Yarn installs when it is told nothing.
const BARE_YARN = /(?<![^\s/&;|(])yarn(?:\s+-\S+)*\s*(?:$|[&;|)])/;

/** Tells whether a step of a Dockerfile installs what others wrote: packages of the system or of a language. */
export function installsDependencies(command: string): boolean {
  if (!isRun({ command })) return false;
  // Quotes and brackets are around words of the exec form, and around what a shell is told.
  const words = command.slice(0, MAX_CHARACTERS).replace(/[[\]"',]+/g, " ");
  return INSTALL.test(words) || BARE_YARN.test(words);
}
