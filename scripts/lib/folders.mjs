import { createHash } from "node:crypto";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's folder. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** Everything that is made here and can be made again. */
export const CACHE = join(ROOT, ".cache");

/**
 * Where the engine keeps its things. `MULTIARCH_BUILD_ENGINE_DIR` moves it, so that several checkouts share one.
 *
 * Sockets and mounts live in a folder under /run named after the engine's: a socket's path must be shorter than 108
 * characters and a QEMU handler's shorter than 127, and a derived name is still found when the state file is lost.
 */
export function engineFolders() {
  const engine = resolve(process.env["MULTIARCH_BUILD_ENGINE_DIR"] ?? join(CACHE, "engine"));
  const id = createHash("sha256").update(engine).digest("hex").slice(0, 8);
  return {
    id,
    engine,
    lock: `${engine}.lock`,
    packages: join(CACHE, "packages"),
    run: `/run/multiarch-build-${id}`,
    /** Programs unpacked from Debian's packages. */
    prefix: join(engine, "prefix"),
    /** The docker client's private configuration: no login made with it reaches the user's own. */
    config: join(engine, "config"),
    data: join(engine, "data"),
    logs: join(engine, "logs"),
    registry: join(engine, "registry"),
    state: join(engine, "state.json"),
  };
}
