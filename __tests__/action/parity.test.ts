import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { describeOutputs } from "../../src/domain/outputs.ts";
import { readInputs } from "../../src/inputs.ts";
import { aPlan } from "../support/a-plan.ts";
import { aResult } from "../support/a-finished-run.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

interface Entry {
  readonly description?: string;
  readonly default?: unknown;
  readonly required?: boolean;
}

const action = parse(readFileSync(`${ROOT}action.yml`, "utf8")) as {
  readonly inputs: Readonly<Record<string, Entry>>;
  readonly outputs: Readonly<Record<string, Entry>>;
  readonly runs: unknown;
};

/** The defaults that a runner fills in as they stand, rather than working them out first. */
const defaults = new Map(
  Object.entries(action.inputs).flatMap(([name, entry]) =>
    typeof entry.default === "string" && !entry.default.includes("${{")
      ? [[name, entry.default] as const]
      : [],
  ),
);

describe("action.yml", () => {
  it("declares exactly the inputs that are read", () => {
    const names = new Set<string>();
    readInputs((name) => {
      names.add(name);
      return "";
    });
    expect(Object.keys(action.inputs).toSorted()).toEqual([...names].toSorted());
  });

  it.each([...defaults].map(([name, value]) => ({ name, value })))(
    "declares $value for $name, which means the same as nothing",
    ({ name, value }) => {
      expect(readInputs((input) => (input === name ? value : ""))).toEqual(readInputs(() => ""));
    },
  );

  it("declares defaults that together mean the same as nothing", () => {
    expect(readInputs((name) => defaults.get(name) ?? "")).toEqual(readInputs(() => ""));
  });

  it("declares defaults as texts, one of them an expression", () => {
    const others = Object.entries(action.inputs).filter(
      ([name, entry]) => entry.default !== undefined && !defaults.has(name),
    );
    expect(others).toEqual([["github-token", expect.objectContaining({ default: "${{ github.token }}" })]]);
  });

  it("requires no input", () => {
    expect(Object.values(action.inputs).filter(({ required }) => required !== undefined)).toEqual([]);
  });

  it("declares exactly the outputs that are set", () => {
    expect(Object.keys(action.outputs).toSorted()).toEqual(
      Object.keys(describeOutputs(aPlan(), aResult())).toSorted(),
    );
  });

  it("describes every input and output", () => {
    const entries = [...Object.entries(action.inputs), ...Object.entries(action.outputs)];
    expect(entries.filter(([, { description }]) => !description?.trim())).toEqual([]);
  });

  it("runs one file on Node 24, before and after the job", () => {
    expect(action.runs).toEqual({
      using: "node24",
      main: "dist/index.js",
      post: "dist/index.js",
      "post-if": "always()",
    });
    expect(existsSync(`${ROOT}dist/index.js`)).toBe(true);
  });

  it("is what the tables of README.md say", () => {
    const check = () =>
      execFileSync(process.execPath, ["scripts/docs.mjs", "--check"], { cwd: ROOT, stdio: "pipe" });
    expect(check).not.toThrow();
  });
});
