import { describe, expect, it } from "@jest/globals";
import { isCopy, isLinked, isRun } from "../../../src/domain/progress/step-kind.ts";

describe("the kind of a step", () => {
  it.each([
    { command: "RUN make", kinds: ["run"] },
    { command: "RUN\tmake", kinds: ["run"] },
    { command: "ONBUILD RUN make --link all", kinds: ["run"] },
    { command: "RUN <<EOT (set -e...)", kinds: ["run"] },
    { command: "COPY a b", kinds: ["copy"] },
    { command: "ONBUILD COPY --from=build a b", kinds: ["copy"] },
    { command: "ADD http://a /b", kinds: ["copy"] },
    { command: "COPY --link a b", kinds: ["copy", "linked"] },
    { command: "ADD --chown=1 --link=true a b", kinds: ["copy", "linked"] },
    { command: "COPY --link=false a b", kinds: ["copy"] },
    { command: "WORKDIR /RUN", kinds: [] },
    { command: "RUNNER", kinds: [] },
  ])("of $command is $kinds", ({ command, kinds }) => {
    const step = { command };
    expect([
      ...(isRun(step) ? ["run"] : []),
      ...(isCopy(step) ? ["copy"] : []),
      ...(isLinked(step) ? ["linked"] : []),
    ]).toEqual(kinds);
  });
});
