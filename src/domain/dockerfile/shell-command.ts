import type { Instruction } from "./dockerfile.ts";

/** The words of a simple command, the program's name first, without its folder: `apt-get`, `install`, `-y`, `git`. */
export type ShellCommand = readonly [program: string, ...args: string[]];

const SHELLS: readonly string[] = ["sh", "bash", "ash", "dash", "zsh"];
/** What may come before a command and leaves it the same. */
const PREFIXES: readonly string[] = [
  ...["!", "{", "if", "then", "elif", "else", "while", "until", "do"],
  ...["command", "env", "eval", "exec", "nohup", "sudo", "time"],
];
// A comment, a word, or an operator. A `&` that belongs to a redirection, as in `2>&1`, is part of its word.
const TOKENS = /(?<![^\s;&|()])#.*|(?:[<>]&|&>|"(?:\\[^]|[^"\\])*"|'[^']*'|\\[^]|[^\s"'\\;&|()])+|[;&|()\n]/g;

/** The commands that a `RUN` gives, as far as they can be told without running anything. */
export function shellCommands({ isList, words, body, heredocs }: Instruction): readonly ShellCommand[] {
  if (isList) return unwrap(words);
  const commands = splitScript(body);
  const scripts = heredocs.map(({ content }) => content);
  return scripts.length > 0 && readsScript(commands)
    ? scripts.filter((script) => !/^#!(?!.*sh\b)/.test(script)).flatMap(splitScript)
    : commands;
}

/** Whether what is written into the `RUN` is run, as it is by `<<EOF` alone and by `sh -e <<EOF`; else it is a file. */
function readsScript(commands: readonly ShellCommand[]): boolean {
  const [program] = commands.flat().filter((word) => !word.includes("<<"));
  return commands.length === 1 && (program === undefined || SHELLS.includes(program));
}

function splitScript(script: string): readonly ShellCommand[] {
  const commands: string[][] = [[]];
  // An escaped end of a line does not end the command.
  for (const [token] of script.replace(/\\\r?\n/g, " ").matchAll(TOKENS)) {
    if (/^[;&|()\n]$/.test(token)) commands.push([]);
    else if (!token.startsWith("#")) commands.at(-1)?.push(unquote(token));
  }
  return commands.flatMap(unwrap);
}

/** The command without what comes before it, or those that it hands to a shell. */
function unwrap(words: readonly string[]): readonly ShellCommand[] {
  const start = words.findIndex((word) => !PREFIXES.includes(word) && !/^\w+=/.test(word));
  if (start === -1) return [];
  const [path, ...args] = words.slice(start) as [string, ...string[]];
  const program = path.slice(path.lastIndexOf("/") + 1);
  const option = args.findIndex((arg) => /^-\w*c$/.test(arg));
  if (SHELLS.includes(program) && option !== -1) return splitScript(args[option + 1] ?? "");
  const [flag, module, ...others] = args;
  const runsModule = /^python[\d.]*$/.test(program) && flag === "-m" && module !== undefined;
  return runsModule ? [[module, ...others]] : [[program, ...args]];
}

function unquote(word: string): string {
  return word.replace(/"(?:\\[^]|[^"\\])*"|'[^']*'|\\[^]/g, (part) => {
    if (part.startsWith("'")) return part.slice(1, -1);
    return part.startsWith('"') ? part.slice(1, -1).replace(/\\(["$\\`])/g, "$1") : part.slice(1);
  });
}
