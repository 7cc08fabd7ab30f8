import { once } from "node:events";
import { describe, expect, it } from "@jest/globals";
import { cancelAfter } from "../../src/cancellation.ts";
import { Docker } from "../../src/edges/docker.ts";
import { FakeDocker } from "../support/fake-docker.ts";

describe("cancelAfter", () => {
  it("aborts the run with the limit that it exceeded and what to do", async () => {
    const run = new AbortController();
    cancelAfter(run, 20);
    await once(run.signal, "abort");
    expect(run.signal.reason).toMatchObject({
      code: "timeout",
      message: "The run did not end within 20 ms (timeout-minutes)",
      hint: expect.stringContaining("Raise timeout-minutes"),
    });
  });

  it("ends the command that is under way, whose failure is then the time-out", async () => {
    const fake = new FakeDocker();
    fake.answer({ lastsMs: 60_000 });
    const run = new AbortController();
    const build = new Docker(fake.env, run.signal).run(["build"]);
    cancelAfter(run, 200);
    await expect(build).rejects.toMatchObject({ code: "timeout" });
    fake.remove();
  });
});
