import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { parseDockerfile } from "../../../src/domain/dockerfile/parse.ts";
import { aDockerfile, anInstruction } from "./a-dockerfile.ts";

/** Pieces that mean something to a parser of Dockerfiles. */
const PIECES = [
  ...["FROM", "FROM a\n", "AS", "RUN", "COPY", "ADD", "ONBUILD", "ARG", "ENV", "CMD", "LABEL", "HEALTHCHECK"],
  ...[" ", "\t", "\n", "\r\n", "\r", "\\", "\\\n", "`", "#", "# escape=`\n", "# syntax=x\n", "\ufeff"],
  ...[
    "<<",
    "<<-",
    "<<E",
    "E\n",
    '"',
    "'",
    "[",
    "]",
    '["a"]',
    ",",
    "--from=",
    "--mount=type=",
    "=",
    "$",
    "${a:-",
    "}",
  ],
  ...["a", "0", "\u0000", "\u2028", "名", "🐳", "&&", ";", "|", "(", ")", "2>&1"],
];

describe("parseDockerfile", () => {
  it("tells stages and instructions with their lines", () => {
    const text = [
      "# syntax=docker/dockerfile:1",
      "ARG VERSION=1.26",
      "FROM --platform=$BUILDPLATFORM golang:${VERSION} AS Build",
      "RUN --mount=type=cache,target=/cache --network=none go build \\",
      "      # with a comment",
      "",
      '      -o "/out/a  b" \\',
      "      ./...",
      "",
      "from scratch",
      'copy --from=build --link ["/out/a  b", "/b"]',
      'CMD ["/b"]',
    ];
    expect(aDockerfile(...text)).toEqual({
      stages: [
        {
          number: 0,
          name: "build",
          base: "golang:${VERSION}",
          platform: "$BUILDPLATFORM",
          line: 3,
          instructions: [
            {
              keyword: "RUN",
              text: 'RUN --mount=type=cache,target=/cache --network=none go build -o "/out/a b" ./...',
              flags: [
                { name: "mount", value: "type=cache,target=/cache" },
                { name: "network", value: "none" },
              ],
              body: 'go build       -o "/out/a  b"       ./...',
              words: ["go", "build", "-o", '"/out/a', 'b"', "./..."],
              isList: false,
              heredocs: [],
              line: 4,
            },
          ],
        },
        {
          number: 1,
          name: undefined,
          base: "scratch",
          platform: undefined,
          line: 10,
          instructions: [
            {
              keyword: "COPY",
              text: 'COPY --from=build --link ["/out/a b", "/b"]',
              flags: [
                { name: "from", value: "build" },
                { name: "link", value: "" },
              ],
              body: '["/out/a  b", "/b"]',
              words: ["/out/a  b", "/b"],
              isList: true,
              heredocs: [],
              line: 11,
            },
            expect.objectContaining({ keyword: "CMD", words: ["/b"], line: 12 }),
          ],
        },
      ],
    });
  });

  it("reads what is written into an instruction", () => {
    const { stages } = aDockerfile(
      "FROM alpine",
      "COPY <<'one' <<-\"two\" /files/",
      "# 1",
      "one",
      "\tRUN 2",
      "\ttwo",
      "RUN cat <<EOF",
      "EOF",
      "ONBUILD RUN <<EOF",
      "echo 3",
      "EOF",
      "USER 1",
    );
    expect(
      stages[0]?.instructions.map(({ keyword, heredocs, line }) => ({ keyword, heredocs, line })),
    ).toEqual([
      {
        keyword: "COPY",
        heredocs: [
          { name: "one", content: "# 1" },
          { name: "two", content: "RUN 2" },
        ],
        line: 2,
      },
      { keyword: "RUN", heredocs: [{ name: "EOF", content: "" }], line: 7 },
      { keyword: "ONBUILD", heredocs: [{ name: "EOF", content: "echo 3" }], line: 9 },
      { keyword: "USER", heredocs: [], line: 12 },
    ]);
  });

  it.each([
    { text: "FROM alpine\r\nRUN a \\\r\n && b\r\n", of: "line ends of Windows", run: "RUN a && b" },
    { text: "\ufeffFROM alpine\nRUN a", of: "a byte order mark", run: "RUN a" },
    { text: "# escape=`\nFROM alpine\nRUN a `\n  C:\\\n", of: "another escape character", run: "RUN a C:\\" },
    { text: "FROM alpine\nRUN a \\", of: "an end within an instruction", run: "RUN a" },
    { text: "FROM alpine\nRUN [ -f x ] && a", of: "a test that is no list", run: "RUN [ -f x ] && a" },
    { text: "FROM alpine\nRUN [1]", of: "a list of something else", run: "RUN [1]" },
    { text: "FROM alpine\nRUN a <<< b", of: "a string for the input", run: "RUN a <<< b" },
    {
      text: 'FROM alpine\nRUN --mount="type=ssh" a',
      of: "a flag in quotes",
      run: 'RUN --mount="type=ssh" a',
    },
    { text: "FROM alpine\nRUN", of: "an instruction of nothing", run: "RUN" },
  ])("reads $of", ({ text, run }) => {
    const instructions = parseDockerfile(text)?.stages[0]?.instructions;
    expect(instructions).toEqual([expect.objectContaining({ text: run, isList: false })]);
  });

  it("takes the quotes off a flag's value", () => {
    expect(anInstruction('COPY --from="build" a b').flags).toEqual([{ name: "from", value: "build" }]);
  });

  it.each([
    { text: "", of: "nothing" },
    { text: "# a comment\n", of: "no instruction" },
    { text: "ARG a\n", of: "no stage" },
    { text: "RUN a\nFROM alpine\n", of: "an instruction before the first stage" },
    { text: "FROM alpine\nRUNN a\n", of: "an unknown instruction" },
    { text: "FROM alpine\nconstructor a\n", of: "what is a name of JavaScript" },
    { text: "FROM\n", of: "a stage without a base" },
    { text: "FROM alpine AS\n", of: "a stage that lacks its name" },
    { text: "FROM alpine build\n", of: "a stage whose name has no AS" },
    { text: "FROM alpine AS a b\n", of: "a stage with two names" },
    { text: "FROM alpine\nRUN <<EOF\na\n", of: "a file that does not end" },
    { text: 'FROM alpine\nRUN echo "a <<EOF b"\nUSER 1\n', of: "what is a file to the parser only" },
    { text: "FROM alpine\nRUN 3<<EOF\na\nEOF\n", of: "a file that the parser does not know" },
    { text: `FROM alpine\nRUN ${"x".repeat(100_000)}`, of: "more than anybody writes" },
    { text: "<html><body>404</body></html>", of: "another language" },
  ])("does not read $of", ({ text }) => {
    expect(parseDockerfile(text)).toBeUndefined();
  });

  it("never throws, and only gives instructions that are in the text", () => {
    const texts = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "binary", maxLength: 3 })));
    fc.assert(
      fc.property(texts, fc.boolean(), (pieces, begins) => {
        const text = `${begins ? "FROM a AS b\n" : ""}${pieces.join("")}`;
        const lines = text.split(/\r\n|\r|\n/);
        const stages = parseDockerfile(text)?.stages ?? [];
        for (const { line, instructions } of stages) {
          expect(lines[line - 1]?.replace("\ufeff", "").trim()).toMatch(/^from/i);
          for (const { keyword, line: at } of instructions) {
            expect(lines[at - 1]?.trim().slice(0, 1).toUpperCase()).toBe(keyword.slice(0, 1));
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("reads one of many instructions", () => {
    const lines = ["FROM alpine", ...Array<string>(2_000).fill("RUN a && b")];
    expect(aDockerfile(...lines).stages[0]?.instructions).toHaveLength(2_000);
  });

  it.each(["examples/hello", "examples/agent", "__tests__/fixtures/full-hit"])(
    "reads that of %s",
    (folder) => {
      const text = readFileSync(new URL(`../../../${folder}/Dockerfile`, import.meta.url), "utf8");
      const starts = text.split("\n").flatMap((line, at) => (line.startsWith("FROM") ? at + 1 : []));
      expect(parseDockerfile(text)?.stages.map(({ line }) => line)).toEqual(starts);
    },
  );
});
