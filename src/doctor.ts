import { cacheRights } from "./domain/cache-token.ts";
import { readBuildxVersion } from "./edges/buildx-version.ts";
import { Docker } from "./edges/docker.ts";
import { readHandlers } from "./edges/emulation.ts";
import { freeBytes, readBuilder, readEngine, sharesKernel } from "./edges/engine.ts";
import { readCacheService } from "./edges/github.ts";
import { say, sayFailure } from "./edges/log.ts";
import { readQemuVersions } from "./edges/qemu.ts";
import { contextName } from "./edges/user-config.ts";
import { sayEnvironment } from "./phases/report.ts";

/**
 * Reports on this machine for people who want to know whether a build would work here, and what would hurt it. Fails
 * when nothing could be built at all.
 */
export async function doctor(): Promise<void> {
  await report().catch(sayFailure);
}

async function report(): Promise<void> {
  const docker = new Docker();
  const engine = await readEngine(docker, readBuildxVersion(docker));
  const builder = await readBuilder(docker, await contextName());
  const handlers = sharesKernel(engine) ? await readHandlers() : undefined;
  const hurts = sayEnvironment({
    engine,
    builder,
    handlers,
    qemuVersions: await readQemuVersions(handlers ?? []),
    freeBytes: await freeBytes(engine.rootFolder),
    cacheRights: cacheRights(readCacheService()),
  });
  if (!hurts) say("Nothing found that would hurt a build.");
}
