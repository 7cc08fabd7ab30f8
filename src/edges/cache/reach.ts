import { engineHost } from "../engine.ts";
import { askSocket } from "../engine-socket.ts";
import type { RegistryShim } from "./shim.ts";

/**
 * Tells whether the engine reaches the registry: it is asked about an image there, and what counts is that it came to
 * ask. An engine in another network, as for a job in a container, or on another machine does not come.
 * @see https://docs.docker.com/reference/api/engine/version/v1.47/#tag/Distribution
 */
export async function engineReaches(
  shim: RegistryShim,
  env: NodeJS.ProcessEnv = process.env,
): Promise<boolean> {
  const before = shim.counts().total.requests;
  await askSocket(await engineHost(env), `/distribution/${shim.reference("probe", "probe")}/json`);
  return shim.counts().total.requests > before;
}
