import { describe, expect, it } from "@jest/globals";
import { adviseAptUpdateAlone } from "../../../src/domain/advice/apt-update-alone.ts";
import { aDockerfile } from "../dockerfile/a-dockerfile.ts";
import { someFacts } from "./some-facts.ts";

function adviceFor(lines: readonly string[], target?: string) {
  return adviseAptUpdateAlone(someFacts({ dockerfile: aDockerfile(...lines), target }));
}

describe("adviseAptUpdateAlone", () => {
  it("names the update and the installation", () => {
    const lines = [
      "FROM debian AS build",
      "RUN set -e; apt-get -qq update",
      "COPY a b",
      "RUN apt-get install -y git",
    ];
    expect(adviceFor(lines)).toEqual({
      rule: "apt-update-alone",
      advice: "Update the package lists and install packages in one RUN: apt-get update && apt-get install.",
      evidence:
        'Line 2 only updates the package lists, so that the cache keeps them, and "RUN apt-get install -y git" in line 4 installs with whatever they were.',
      url: "https://github.com/OWNER/multiarch-build/blob/main/docs/advice.md#apt-update-alone",
      line: 2,
    });
    expect(adviceFor([...lines, "FROM alpine", "COPY --from=build a b"])?.line).toBe(2);
  });

  it.each([
    { of: "an update that nothing follows", lines: ["FROM debian", "RUN apt-get update"] },
    {
      of: "an installation with an update",
      lines: ["FROM debian", "RUN apt update", "RUN apt update && apt install git"],
    },
    { of: "an installation before", lines: ["FROM debian", "RUN apt install git", "RUN apt update"] },
    {
      of: "an update with more",
      lines: ["FROM debian", "RUN apt update && apt upgrade", "RUN apt install git"],
    },
    {
      of: "another stage",
      lines: ["FROM debian AS a", "RUN apt update", "FROM debian", "RUN apt install git"],
    },
    {
      of: "a stage that is not used",
      lines: ["FROM debian", "RUN apt update", "RUN apt install a", "FROM alpine"],
    },
    { of: "a command that only says so", lines: ["FROM debian", "RUN echo apt update", "RUN apt install a"] },
    { of: "nothing at all", lines: ["FROM debian", "RUN set -e", "RUN apt install a"] },
  ])("is silent for $of", ({ lines }) => {
    expect(adviceFor(lines)).toBeUndefined();
  });

  it("is silent where the Dockerfile or the target is not known", () => {
    expect(adviceFor(["FROM debian", "RUN apt update", "RUN apt install git"], "missing")).toBeUndefined();
    expect(adviseAptUpdateAlone(someFacts())).toBeUndefined();
  });
});
