import type { Inputs } from "../inputs.ts";

/** The path of the Dockerfile that is built; undefined where it is none of this machine's files. */
export function dockerfilePath({ context, file }: Pick<Inputs, "context" | "file">): string | undefined {
  if (isRemote(context) || (file !== undefined && isRemote(file))) return undefined;
  const path = file ?? `${context.replace(/\/+$/, "")}/Dockerfile`;
  // GitHub shows what is said of a file only beside one that it knows by this name.
  return path.replace(/^(?:\.\/+)+/, "");
}

/** Whether BuildKit fetches something itself, as buildx tells: an address, or a repository by its name at a host. */
export function isRemote(path: string): boolean {
  return /^(?:https?|git|ssh):\/\/|^git@|^github\.com\//.test(path);
}
