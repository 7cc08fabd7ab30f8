import { execFileSync } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { afterAll, describe, expect, it } from "@jest/globals";
import { waitUntil } from "../../scripts/lib/wait.mjs";
import { docker, engine, freshName, World } from "../support/world.ts";

const world = new World({
  Dockerfile: "ARG BASE\nFROM ${BASE}\nARG NONCE\nRUN echo started ${NONCE} && sleep 300\n",
});
afterAll(() => {
  world.remove();
});

/** The command lines of all processes that mention a text. */
function processesWith(text: string): readonly string[] {
  const lines = execFileSync("ps", ["-eo", "args", "--width", "10000"], { encoding: "utf8" }).split("\n");
  return lines.filter((line) => line.includes(text));
}

describe.each(["SIGINT", "SIGTERM"] as const)("%s", (signal) => {
  it.each(["while it looks around", "while it builds"])(
    "%s ends the run with all it made",
    async (moment) => {
      const name = freshName();
      const output = new EventEmitter();
      const run = world.start(
        {
          images: name,
          platforms: "linux/amd64",
          secrets: "token=hidden",
          "build-args": `BASE=${engine.base}\nNONCE=${name}`,
        },
        {
          onOutput: (text) => {
            if (text.includes("| started")) output.emit("started");
          },
        },
      );
      if (moment === "while it builds") await once(output, "started");
      // Once it has something to remove, it has a way to go before it builds.
      else await waitUntil(() => world.leftovers().length > 0, { timeoutMs: 20_000 });
      run.child.kill(signal);
      const { main, post, commands } = await run.finished;

      expect(main.exitCode).not.toBe(0);
      expect(post.exitCode).toBe(0);
      expect(processesWith(name)).toEqual([]);
      expect(world.leftovers()).toEqual([]);
      if (moment === "while it builds") {
        const errors = commands
          .filter(({ name: command }) => command === "error")
          .map(({ message }) => message);
        expect(errors).toEqual(["The run was cancelled; what it made so far is removed"]);
      }
      await expect(docker("buildx", "imagetools", "inspect", `${name}:main`)).rejects.toThrow();
    },
  );
});

describe("timeout-minutes", () => {
  it("is no limit at 0", async () => {
    world.write({ Quick: "ARG BASE\nFROM ${BASE}\n" });
    const run = await world.run({
      file: "Quick",
      platforms: "linux/amd64",
      push: "false",
      "timeout-minutes": "0",
    });
    expect(run.main.exitCode).toBe(0);
  });
});
