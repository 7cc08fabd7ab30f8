import { describe, expect, it } from "@jest/globals";
import type { Dockerfile } from "../../../src/domain/dockerfile/dockerfile.ts";
import { placeStep } from "../../../src/domain/dockerfile/step-place.ts";
import type { Step } from "../../../src/domain/progress/step.ts";
import { aStep, stepsOf } from "../progress/a-progress.ts";
import { aDockerfile } from "./a-dockerfile.ts";

function linesOf(dockerfile: Dockerfile, steps: readonly Step[]): readonly (number | undefined)[] {
  return steps.map((step) => placeStep(dockerfile, step)?.instruction.line);
}

describe("placeStep", () => {
  it("finds the instructions of a real build with stages on stages", () => {
    const dockerfile = aDockerfile(
      "ARG BASE=127.0.0.1:5056/mp:1",
      "FROM --platform=$BUILDPLATFORM ${BASE} AS shared",
      "WORKDIR /w",
      "RUN sleep 3; head -c 1000 /dev/urandom > /sh",
      "FROM shared AS cross",
      "ARG TARGETARCH",
      "RUN echo $TARGETARCH > /cross",
      "FROM ${BASE} AS fin",
      "COPY --from=cross /cross /x2/",
    );
    const steps = stepsOf("alone-arm64", "linux/arm64");
    expect(steps.map(({ stage, index }) => `${stage} ${index}`)).toEqual([
      "shared 2",
      "shared 3",
      "cross 1",
      "fin 2",
    ]);
    expect(linesOf(dockerfile, steps)).toEqual([3, 4, 7, 9]);
    expect(placeStep(dockerfile, steps[2]!)?.stage).toBe(dockerfile.stages[1]);
  });

  it("finds those of a real build with linked copies, heredocs and a download", () => {
    const dockerfile = aDockerfile(
      "FROM 127.0.0.1:5000/base",
      "COPY --link a.txt /l/",
      "ENV A=b",
      "COPY --link b.txt /l/",
      "COPY <<EOF /doc",
      "a",
      "EOF",
      "RUN <<EOT",
      "set -e",
      "EOT",
      "WORKDIR /w",
      "ADD http://127.0.0.1:5000/v2/ /x",
    );
    const lines = linesOf(dockerfile, stepsOf("link-cold"));
    expect(new Set(lines)).toEqual(new Set([2, 4, 5, 8, 11, 12]));
  });

  it("finds those of a real build with a stage without a name", () => {
    const dockerfile = aDockerfile(
      "FROM 127.0.0.1:5000/base AS build",
      "COPY big.bin /big",
      `RUN printf '\\342\\202'; sleep 0.3; printf '\\254 euro\\n'; sleep 1`,
      "FROM 127.0.0.1:5000/base",
      "COPY --from=build /big /big",
    );
    expect(linesOf(dockerfile, stepsOf("push"))).toEqual([2, 3, 5]);
  });

  it("finds those of a real build FROM scratch", () => {
    const dockerfile = aDockerfile(
      "FROM scratch",
      "ARG TARGETARCH",
      "COPY bb-$TARGETARCH /bin/busybox",
      'RUN ["/bin/busybox", "--install", "-s", "/bin"]',
      "RUN uname -m && date",
    );
    expect(linesOf(dockerfile, stepsOf("scratch-stages"))).toEqual([3, 3, 4, 4, 5, 5]);
  });

  it("finds none where the base image adds steps", () => {
    const dockerfile = aDockerfile(
      "FROM trigger:1",
      "RUN true",
      ..."abcdefg".split("").map((a) => `WORKDIR /${a}`),
    );
    expect(new Set(linesOf(dockerfile, stepsOf("onbuild")))).toEqual(new Set([undefined]));
  });

  it("knows that WORKDIR / is counted and has no number", () => {
    const dockerfile = aDockerfile("FROM alpine AS build", "WORKDIR /", "RUN make");
    expect(linesOf(dockerfile, [aStep({ index: 2, count: 3 })])).toEqual([3]);
    expect(linesOf(dockerfile, [aStep({ index: 3, count: 3 })])).toEqual([undefined]);
  });

  it.each([
    { of: "another number of steps", step: { count: 4 } },
    { of: "another command", step: { command: "RUN ninja" } },
    { of: "another stage", step: { stage: "test" } },
    { of: "no stage, where there are several", step: { stage: undefined } },
    { of: "the number of a stage that has a name", step: { stage: "stage-0" } },
    { of: "the number of no stage", step: { stage: "stage-7" } },
    { of: "the number of its base image", step: { index: 1 } },
    { of: "a number past the end", step: { index: 4 } },
  ])("finds none for $of", ({ step }) => {
    const dockerfile = aDockerfile("FROM alpine AS build", "RUN make", "RUN make test", "FROM alpine");
    expect(linesOf(dockerfile, [aStep()])).toEqual([2]);
    expect(linesOf(dockerfile, [aStep(step)])).toEqual([undefined]);
  });
});
