import type { ChildProcess } from "node:child_process";
import { readBuildxVersion } from "./edges/buildx-version.ts";
import { startEarly } from "./edges/cache-store/client-child.ts";
import { Docker } from "./edges/docker.ts";

/** What nearly every run waits for, started before it is known whether this one does. */
export interface HeadStart {
  /** Ends what it started when the run ends. */
  readonly docker: Docker;
  /** What `docker buildx version` prints. */
  readonly buildxVersion: Promise<string>;
  /** A process that loads the client of the Actions cache, where it looks as if there is one. */
  readonly client: ChildProcess | undefined;
}

/** Starts other programs while this one still loads its own code, which takes as long. */
export function headStart({ signal }: AbortController): HeadStart {
  const client = startEarly();
  const docker = new Docker(process.env, signal);
  const buildxVersion = readBuildxVersion(docker);
  // It is told where it is asked for, which it is not when the inputs are refused.
  buildxVersion.catch(() => undefined);
  return { docker, buildxVersion, client };
}
