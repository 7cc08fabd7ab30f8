import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { ActionError } from "../../src/domain/failure.ts";
import { fail, group, notice, say, warn, warnOf } from "../../src/edges/log.ts";

let printed: string;
beforeEach(() => {
  printed = "";
  jest.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    printed += String(chunk);
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
});

const HOSTILE = "\u001b[31mred\u001b[0m\r\n::set-output name=x::y\n  ::error::z\n##[error]q 100%0A";
const HARMLESS = "red\n| ::set-output name=x::y\n|   ::error::z\n##\u200b[error]q 100%0A";
const ESCAPED = HARMLESS.replaceAll("%", "%25").replaceAll("\n", "%0A");

describe("say", () => {
  it("prints text that the runner takes for nothing but text", () => {
    say(HOSTILE);
    expect(printed).toBe(`${HARMLESS}\n`);
  });
});

describe("group", () => {
  it("folds what is printed meanwhile under its title, and resolves with what the work does", async () => {
    const result = await group("A\ntitle", () => {
      say("within");
      return Promise.resolve(5);
    });
    expect(result).toBe(5);
    expect(printed).toBe("::group::A%0Atitle\nwithin\n::endgroup::\n");
  });

  it("ends the fold when the work fails", async () => {
    await expect(group("A", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(printed).toBe("::group::A\n::endgroup::\n");
  });
});

describe.each([
  { name: "notice", print: notice, command: "notice" },
  { name: "warn", print: warn, command: "warning" },
])("$name", ({ print, command }) => {
  it("is one command, whatever the text holds", () => {
    print(HOSTILE);
    expect(printed).toBe(`::${command}::${ESCAPED}\n`);
  });
});

describe("warnOf", () => {
  it.each([
    { error: new ActionError("docker", "it broke"), words: "it broke" },
    { error: new ActionError("docker", "it broke", { hint: "Mend it." }), words: "it broke%0AMend it." },
    {
      error: new TypeError("x is undefined"),
      words: "x is undefined%0AThis is a defect of the action: please report it with the log.",
    },
    { error: "mere text", words: "mere text" },
    { error: undefined, words: "undefined" },
  ])("tells what failed and why: $words", ({ error, words }) => {
    warnOf("The builder could not be removed", error);
    expect(printed).toBe(`::warning::The builder could not be removed: ${words}\n`);
    expect(process.exitCode).toBeUndefined();
  });
});

describe("fail", () => {
  it("fails the step with message and hint, as one command", () => {
    fail(new ActionError("input", HOSTILE, { hint: "Write it\notherwise." }));
    expect(printed).toBe(`::error::${ESCAPED}%0AWrite it%0Aotherwise.\n`);
    expect(process.exitCode).toBe(1);
  });

  it("gives what an error came from to those who debug, and no stack to others", () => {
    const cause = new Error("connection reset");
    cause.stack = "Error: connection reset\n::error::at here";
    fail(new ActionError("registry", "The registry failed", { cause }));
    expect(printed).toBe(
      "::debug::Error: connection reset%0A| ::error::at here\n::error::The registry failed\n",
    );
  });

  it("prints the stack of what was not foreseen, and asks to report it", () => {
    const error = new RangeError("out of it");
    error.stack = "RangeError: out of it\n    at here";
    fail(error);
    expect(printed).toBe(
      "RangeError: out of it\n    at here\n::error::out of it%0AThis is a defect of the action: please report it with the log.\n",
    );
    expect(process.exitCode).toBe(1);
  });

  it("fails the step with whatever else was thrown", () => {
    fail("mere text");
    expect(printed).toBe("::error::mere text\n");
    expect(process.exitCode).toBe(1);
  });
});
