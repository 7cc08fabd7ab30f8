import type { Dockerfile, Instruction } from "../../../src/domain/dockerfile/dockerfile.ts";
import { parseDockerfile } from "../../../src/domain/dockerfile/parse.ts";

/** A Dockerfile of these lines. */
export function aDockerfile(...lines: readonly string[]): Dockerfile {
  const dockerfile = parseDockerfile(`${lines.join("\n")}\n`);
  if (dockerfile === undefined) throw new Error(`not readable:\n${lines.join("\n")}`);
  return dockerfile;
}

/** The instruction of these lines. */
export function anInstruction(...lines: readonly string[]): Instruction {
  return aDockerfile("FROM alpine", ...lines).stages[0]!.instructions[0]!;
}
