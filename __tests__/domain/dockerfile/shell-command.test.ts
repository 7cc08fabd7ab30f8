import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { shellCommands } from "../../../src/domain/dockerfile/shell-command.ts";
import { anInstruction } from "./a-dockerfile.ts";

/** What means something to a shell, or here. */
const PIECES = ["'", '"', "\\", ..."&|;()# \na>$={".split(""), "sh", "-c", "python3", "-m"];

describe("shellCommands", () => {
  it.each([
    { run: "RUN a -b c", commands: [["a", "-b", "c"]] },
    {
      run: "RUN set -eux; a && b || c | d & e;f",
      commands: [["set", "-eux"], ["a"], ["b"], ["c"], ["d"], ["e"], ["f"]],
    },
    { run: "RUN (a; b) && { c; }", commands: [["a"], ["b"], ["c"], ["}"]] },
    { run: "RUN a 2>&1 >b &>c", commands: [["a", "2>&1", ">b", "&>c"]] },
    {
      run: `RUN a "b && c" 'd; "e"' f\\ g "\\"h\\n" i"j"'k'`,
      commands: [["a", "b && c", 'd; "e"', "f g", '"h\\n', "ijk"]],
    },
    { run: "RUN echo it's fine && b", commands: [["echo", "it", "s", "fine"], ["b"]] },
    { run: "RUN a # && b", commands: [["a"]] },
    { run: "RUN a b#c", commands: [["a", "b#c"]] },
    { run: "RUN A=b C='d e' /usr/bin/f", commands: [["f"]] },
    { run: "RUN A=b", commands: [] },
    { run: "RUN if ! a; then sudo b; else env C=d e; fi", commands: [["a"], ["b"], ["e"], ["fi"]] },
    {
      run: "RUN a $(b c)",
      commands: [
        ["a", "$"],
        ["b", "c"],
      ],
    },
    { run: "RUN sh -ec 'a && b' c", commands: [["a"], ["b"]] },
    { run: "RUN bash -c", commands: [] },
    { run: "RUN sh a.sh", commands: [["sh", "a.sh"]] },
    { run: "RUN make -c a", commands: [["make", "-c", "a"]] },
    { run: 'RUN ["/bin/bash", "-o", "pipefail", "-c", "a | b"]', commands: [["a"], ["b"]] },
    { run: 'RUN ["a", "b && c"]', commands: [["a", "b && c"]] },
    { run: "RUN []", commands: [] },
    { run: "RUN python3.14 -m pip install a", commands: [["pip", "install", "a"]] },
    { run: "RUN python3 -m", commands: [["python3", "-m"]] },
    { run: "RUN python3 a.py", commands: [["python3", "a.py"]] },
    { run: "RUN", commands: [] },
    { run: "RUN <<EOF\na\n# c\nb \\\n  d\nEOF", commands: [["a"], ["b", "d"]] },
    { run: "RUN <<EOF\n#!/usr/bin/env bash\na\nEOF", commands: [["a"]] },
    { run: "RUN <<EOF\n#!/usr/bin/python3\na\nEOF", commands: [] },
    { run: "RUN bash -e <<EOF\na\nEOF", commands: [["a"]] },
    { run: "RUN <<'EOF' sh\na\nEOF", commands: [["a"]] },
    { run: "RUN <<EOF python3\na\nEOF", commands: [["<<EOF", "python3"]] },
    { run: "RUN cat <<EOF >b\na\nEOF", commands: [["cat", "<<EOF", ">b"]] },
    {
      run: "RUN cat <<EOF >b && c\na\nEOF",
      commands: [["cat", "<<EOF", ">b"], ["c"]],
    },
  ])("reads $run", ({ run, commands }) => {
    expect(shellCommands(anInstruction(...run.split("\n")))).toEqual(commands);
  });

  it("gives commands for any script", () => {
    const scripts = fc.array(fc.constantFrom(...PIECES), { maxLength: 200 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(scripts, (script) => {
        const commands = shellCommands({ ...anInstruction("RUN a"), body: script });
        expect(commands.every(([program]) => typeof program === "string")).toBe(true);
      }),
    );
  });

  // One whose time grows with the square of the length would not come to an end.
  it.each([...PIECES, "\\'", '\\"', '"\\', "'\"", "a#", "<&", "sh -c ", "python3 -m "])(
    "reads many of %j",
    (piece) => {
      const body = piece.repeat(100_000 / piece.length);
      expect(shellCommands({ ...anInstruction("RUN a"), body }).flat().length).toBeLessThanOrEqual(100_000);
    },
  );
});
