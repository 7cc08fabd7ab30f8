import { DockerfileParser, Keyword } from "dockerfile-ast";
import type { Dockerfile, Instruction, Stage } from "./dockerfile.ts";
import { readInstruction } from "./instruction.ts";

/** A longer one was not written by hand, and is not worth the seconds that reading it would take. */
const MAX_LENGTH = 100_000;

/**
 * Reads a Dockerfile; undefined for what BuildKit would not build, or that is not surely read as BuildKit does. Nothing
 * is thrown. This is all that needs the parser, so that it can be loaded when it is needed.
 */
export function parseDockerfile(text: string): Dockerfile | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  try {
    return { stages: readStages(readInstructions(text.replace(/^\ufeff/, ""))) };
  } catch {
    return undefined;
  }
}

/** The parser is asked only which lines an instruction has: it drops blanks in lists and reads comments as arguments. */
function readInstructions(text: string): readonly Instruction[] {
  const parsed = DockerfileParser.parse(text);
  const lines = text.split(/\r\n|\r|\n/);
  return parsed.getInstructions().map((instruction) => {
    const { start, end } = instruction.getRange();
    return readInstruction(
      lines.slice(start.line, end.line + 1),
      parsed.getEscapeCharacter(),
      start.line + 1,
    );
  });
}

function readStages(instructions: readonly Instruction[]): readonly Stage[] {
  const unknown = instructions.find(({ keyword }) => !Object.hasOwn(Keyword, keyword));
  if (unknown !== undefined) throw new Error(`line ${unknown.line} is no instruction`);
  const starts = instructions.flatMap(({ keyword }, at) => (keyword === "FROM" ? at : []));
  if (starts.length === 0) throw new Error("there is no stage");
  if (instructions.slice(0, starts[0]).some(({ keyword }) => keyword !== "ARG")) {
    throw new Error("only ARG may come before the first stage");
  }
  return starts.map((start, number) => {
    const [from, ...others] = instructions.slice(start, starts[number + 1]) as [
      Instruction,
      ...Instruction[],
    ];
    return { number, ...readFrom(from), line: from.line, instructions: others };
  });
}

function readFrom({ words, flags }: Instruction): Pick<Stage, "base" | "name" | "platform"> {
  const [base, as, name] = words;
  const isNamed = words.length === 3 && as?.toLowerCase() === "as";
  if (base === undefined || (words.length > 1 && !isNamed)) {
    throw new Error("FROM takes a base, and maybe a name");
  }
  return {
    base,
    name: name?.toLowerCase(),
    platform: flags.find((flag) => flag.name === "platform")?.value,
  };
}
