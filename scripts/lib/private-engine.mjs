import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";
import { bridgeName, ensureBridge } from "./bridge.mjs";
import { endDaemon, ensureDaemon, isRunning } from "./daemon.mjs";
import { answersPing, pathWith } from "./docker.mjs";
import { engineFolders } from "./folders.mjs";
import { removeFolders } from "./leftovers.mjs";
import { killContainers } from "./processes.mjs";

/** The sockets, configuration files and names of the two daemons. */
function daemons() {
  const { run, data, logs, engine } = engineFolders();
  return {
    containerd: {
      command: "containerd",
      configFile: join(engine, "containerd.toml"),
      log: join(logs, "containerd.log"),
      socket: join(run, "containerd.sock"),
      state: join(run, "containerd"),
      data: join(data, "containerd"),
    },
    dockerd: {
      command: "dockerd",
      configFile: join(engine, "dockerd.json"),
      log: join(logs, "dockerd.log"),
      socket: join(run, "docker.sock"),
      state: join(run, "docker"),
      data: join(data, "docker"),
      pidFile: join(run, "docker.pid"),
    },
  };
}

/** Who may use the engine besides root: the user who called sudo. */
function callersGroup() {
  return process.env["SUDO_GID"] ?? "0";
}

/** Its Kubernetes plugins would look for a network configuration that is not there. */
function containerdConfig() {
  const { socket, state, data } = daemons().containerd;
  return `version = 2
root = ${JSON.stringify(data)}
state = ${JSON.stringify(state)}
disabled_plugins = ["io.containerd.grpc.v1.cri", "io.containerd.cri.v1.images", "io.containerd.cri.v1.runtime"]

[grpc]
  address = ${JSON.stringify(socket)}
`;
}

/**
 * The machine's firewall is left alone: images are pulled by the daemon itself, and tests need no way out. What is
 * cached stays cached, as a test could not tell garbage collection from a defect.
 */
function dockerdConfig() {
  const { dockerd, containerd } = daemons();
  const config = {
    features: { "containerd-snapshotter": true },
    hosts: [`unix://${dockerd.socket}`],
    group: callersGroup(),
    "data-root": dockerd.data,
    "exec-root": dockerd.state,
    pidfile: dockerd.pidFile,
    containerd: containerd.socket,
    bridge: bridgeName(),
    iptables: false,
    ip6tables: false,
    "shutdown-timeout": 1,
    builder: { gc: { enabled: false } },
  };
  return JSON.stringify(config, undefined, 2);
}

/** @param {string} path @returns {Promise<boolean>} */
async function accepts(path) {
  return await new Promise((resolve) => {
    const connection = createConnection(path);
    connection.once("connect", () => resolve(true)).once("error", () => resolve(false));
    connection.once("connect", () => connection.destroy());
  });
}

/** Where the engine's docker daemon listens. */
export function privateDockerHost() {
  return `unix://${daemons().dockerd.socket}`;
}

/** Whether both daemons are alive and answer. */
export async function isPrivateEngineUp() {
  const { containerd, dockerd } = daemons();
  return isRunning(containerd) && isRunning(dockerd) && (await answersPing(dockerd.socket));
}

/** A daemon that was killed leaves containers and mounts, on which the next one would wait or trip. */
async function clearRemains() {
  const { containerd, dockerd } = daemons();
  const { run, data } = engineFolders();
  await stopPrivateEngine();
  await killContainers([run, data]);
  await removeFolders([containerd.state, dockerd.state]);
  rmSync(dockerd.pidFile, { force: true });
}

/**
 * Starts the engine's two daemons unless both run. It has a containerd of its own, because dockerd would otherwise share
 * the machine's.
 *
 * @param {readonly string[]} programs
 */
export async function ensurePrivateEngine(programs) {
  if (await isPrivateEngineUp()) return;
  const { containerd, dockerd } = daemons();
  const path = pathWith(programs);
  await clearRemains();
  mkdirSync(engineFolders().run, { recursive: true });
  await ensureBridge();
  writeFileSync(containerd.configFile, containerdConfig());
  writeFileSync(dockerd.configFile, dockerdConfig());
  await ensureDaemon({
    ...containerd,
    args: ["--config", containerd.configFile],
    path,
    isReady: () => accepts(containerd.socket),
  });
  await ensureDaemon({
    ...dockerd,
    args: ["--config-file", dockerd.configFile],
    path,
    isReady: () => answersPing(dockerd.socket),
  });
}

/** Asks dockerd, and then containerd, to end. */
export async function stopPrivateEngine() {
  await endDaemon(daemons().dockerd);
  await endDaemon(daemons().containerd);
}
