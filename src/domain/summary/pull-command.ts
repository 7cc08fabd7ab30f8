import { fence } from "../markdown.ts";
import type { Plan } from "../plan.ts";
import { printName } from "../reference.ts";
import type { Verified } from "../verified.ts";

/** The command that gets exactly what was published; empty where nothing was. */
export function pullCommand({ repositories: [name] }: Plan, verified: Verified | undefined): string {
  if (name === undefined || verified === undefined) return "";
  return fence("sh", [`docker pull ${printName(name)}@${verified.digest}`]);
}
