import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { isAllShown, shortCommand } from "../../../src/domain/metrics/short-command.ts";

describe("shortCommand", () => {
  it.each([
    { case: "a short one", command: "RUN make", short: "RUN make" },
    { case: "several lines", command: "RUN make \\\r\n\t  all\n", short: "RUN make \\ all" },
    { case: "separators of lines", command: "RUN a\u2028b\u2029c\u0085d", short: "RUN a b c d" },
    { case: "colours", command: "RUN \u001b[31mred", short: "RUN [31mred" },
    { case: "200 characters", command: "x".repeat(200), short: "x".repeat(200) },
    { case: "201 characters", command: "x".repeat(201), short: `${"x".repeat(199)}…` },
    {
      case: "a character of two parts at the cut",
      command: `${"x".repeat(198)}😀😀`,
      short: `${"x".repeat(198)}…`,
    },
    { case: "100 kB of blanks", command: `RUN a${" ".repeat(100_000)}b`, short: "RUN a b" },
    { case: "100 kB", command: `RUN ${"é".repeat(50_000)}`, short: `RUN ${"é".repeat(195)}…` },
  ])("shows $case on one line", ({ command, short }) => {
    expect(shortCommand(command)).toBe(short);
  });

  it("is short and on one line whatever it is given, and the same when it is shortened again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 500 }), (command) => {
        const short = shortCommand(command);
        expect(short).toMatch(/^.{0,200}$/);
        // Throws at half a character.
        expect(encodeURIComponent(short)).toBeDefined();
        expect(shortCommand(short)).toBe(short);
      }),
    );
  });
});

describe("isAllShown", () => {
  it.each([
    { command: "COPY a b", isAll: true },
    { command: shortCommand(`COPY ${"a".repeat(300)} b`), isAll: false },
    { command: "COPY <<EOF /etc/site.conf", isAll: false },
  ])("tells of $command that it is all: $isAll", ({ command, isAll }) => {
    expect(isAllShown(command)).toBe(isAll);
  });
});
