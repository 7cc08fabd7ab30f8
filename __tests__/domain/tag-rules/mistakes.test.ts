import { describe, expect, it } from "@jest/globals";
import { ActionError } from "../../../src/domain/failure.ts";
import { Mistakes, quote } from "../../../src/domain/tag-rules/mistakes.ts";

describe("Mistakes", () => {
  it("tells nothing where nothing was found", () => {
    const mistakes = new Mistakes();
    expect(mistakes.check("here", () => 1)).toBe(1);
    mistakes.throwFound();
  });

  it("gives each mistake a line, and the last one's hint and cause apart", () => {
    const mistakes = new Mistakes();
    const cause = new Error("why");
    const fail = (message: string, details = {}) => {
      mistakes.check(message, () => raise(message, details));
    };
    fail("a");
    fail("b", { hint: "Do b." });
    fail("c", { hint: "Do c.", cause });
    expect(() => {
      mistakes.throwFound();
    }).toThrow(
      expect.objectContaining({ code: "input", message: "a: a.\nb: b. Do b.\nc: c", hint: "Do c.", cause }),
    );
  });

  it("lets defects pass", () => {
    expect(() => {
      new Mistakes().check("here", () => defect());
    }).toThrow(TypeError);
  });
});

describe("quote", () => {
  it("keeps to one line that people read", () => {
    expect(quote("a\r\n\u001b[31mb\u2028c")).toBe('"a [31mb c"');
    expect(quote("x".repeat(80))).toBe(`"${"x".repeat(80)}"`);
    expect(quote("x".repeat(81))).toBe(`"${"x".repeat(80)}…"`);
  });
});

function raise(message: string, details: object): never {
  throw new ActionError("input", message, details);
}

function defect(): never {
  throw new TypeError("defect");
}
