import { request } from "node:http";
import { text } from "node:stream/consumers";

const LIMIT_MS = 5_000;

/**
 * Asks an engine over its unix socket. `undefined` when the host is none, or nobody answers well there: the docker
 * command then knows another way, or better words for what is wrong.
 * @see https://docs.docker.com/reference/api/engine/
 */
export async function askSocket(host: string, path: string): Promise<string | undefined> {
  const socketPath = /^unix:\/\/(.+)$/.exec(host)?.[1];
  if (socketPath === undefined) return undefined;
  return new Promise((resolve) => {
    const giveUp = () => {
      resolve(undefined);
    };
    const asked = request({ socketPath, path, timeout: LIMIT_MS }, (response) => {
      if (response.statusCode === 200) {
        text(response).then(resolve, giveUp);
      } else {
        response.destroy(); // unread, it would keep the process from ending
        giveUp();
      }
    });
    asked.on("error", giveUp).on("timeout", () => asked.destroy());
    asked.end();
  });
}
