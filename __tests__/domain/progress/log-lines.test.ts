import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { LogLines } from "../../../src/domain/progress/log-lines.ts";

const ESC = "\u001b";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function linesOf(...pieces: readonly Uint8Array[]): readonly string[] {
  const lines = new LogLines();
  return [...pieces.flatMap((piece) => lines.take(piece)), ...lines.end()];
}

describe("LogLines", () => {
  it.each([
    { case: "lines", text: "one\ntwo\n", lines: ["one", "two"] },
    { case: "a line without an end", text: "one\ntwo", lines: ["one", "two"] },
    { case: "empty lines and indents", text: "a\n\n  b\t\n", lines: ["a", "", "  b"] },
    { case: "the same line many times", text: "a\na\na\n", lines: ["a", "a", "a"] },
    { case: "line ends of Windows", text: "one\r\ntwo\r\n", lines: ["one", "two"] },
    { case: "a progress bar", text: "10%\r20%\r100%\n", lines: ["100%"] },
    { case: "a progress bar that writes its end first", text: "\r10%\r100%\r\n", lines: ["100%"] },
    { case: "a progress bar that is wiped", text: `10%\r99%\r${ESC}[K\n`, lines: ["99%"] },
    { case: "a progress bar that is wiped twice", text: `99%\r \r${ESC}[K\n`, lines: ["99%"] },
    {
      case: "a bar that moves the cursor",
      text: `${ESC}[2K${ESC}[1G10%${ESC}[2K${ESC}[G20%\n`,
      lines: ["20%"],
    },
    { case: "colours", text: `${ESC}[1;31mred${ESC}[0m text\n`, lines: ["red text"] },
    { case: "a title", text: `${ESC}]0;title\u0007text\n`, lines: ["text"] },
    { case: "a choice of characters", text: `${ESC}Mtext\n`, lines: ["text"] },
    { case: "control characters", text: "be\u0007ll\u0000\n", lines: ["bell"] },
    { case: "nothing", text: "", lines: [] },
  ])("shows $case as a terminal would in the end", ({ text, lines }) => {
    expect(linesOf(bytes(text))).toEqual(lines);
  });

  it("joins a character of several pieces", () => {
    const [first, ...rest] = bytes("€");
    expect(linesOf(Uint8Array.of(first!), Uint8Array.from(rest), bytes("!\n"))).toEqual(["€!"]);
  });

  it("does not care where pieces begin and end", () => {
    const unit = fc.constantFrom("a", "€", "\r", "\n", " ", ESC, "[", "K", "G", "1", "m");
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), fc.array(fc.nat(40)), (text, cuts) => {
        const whole = bytes(text);
        const at = [0, ...cuts.toSorted((a, b) => a - b), whole.length];
        const pieces = at.slice(1).map((end, position) => whole.slice(at[position], end));
        // A sequence that moves to the start is only known as a whole.
        fc.pre(!["", "1"].some((column) => text.includes(`${ESC}[${column}G`)));
        expect(linesOf(...pieces)).toEqual(linesOf(whole));
      }),
      { numRuns: 1_000 },
    );
  });

  it("leaves no line end and no escape character, and loses no line", () => {
    const unit = fc.constantFrom("a", "\r", "\n", ESC, "[0m", "]0;", "\u0007", "\u009b");
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (text) => {
        const lines = linesOf(bytes(`${text}\n`));
        expect(lines).toHaveLength(text.split("\n").length);
        // eslint-disable-next-line no-control-regex -- they are what must not be there
        expect(lines.join("")).not.toMatch(/[\u0000-\u001f\u0080-\u009f]/);
      }),
      { numRuns: 1_000 },
    );
  });

  it("tells what a line holds so far", () => {
    const lines = new LogLines();
    expect(lines.unfinished).toBeUndefined();
    lines.take(bytes("done\n50%\r51%"));
    expect(lines.unfinished).toBe("51%");
    expect([...lines.end(), ...lines.end()]).toEqual(["51%"]);
  });
});
