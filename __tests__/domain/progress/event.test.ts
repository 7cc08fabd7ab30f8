import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { parseEvent } from "../../../src/domain/progress/event.ts";
import { LiveLog } from "../../../src/domain/progress/live-log.ts";
import { StepReader } from "../../../src/domain/progress/step-reader.ts";
import { anEvent, capturedLines } from "./a-progress.ts";

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const vertex = { digest: "sha256:a", name: "[1/2] RUN true" };
const log = { vertex: "sha256:a", stream: 2, data: base64("hi\n"), timestamp: "2026-11-23T23:54:05Z" };

describe("parseEvent", () => {
  it("reads a vertex", () => {
    const line = JSON.stringify({
      vertexes: [
        {
          ...vertex,
          inputs: ["sha256:b"],
          started: "2026-11-23T23:54:05.537864682Z",
          completed: "2026-11-24T01:54:06+02:00",
          cached: true,
          error: "no",
          progressGroup: { id: "g", name: "[1/2] COPY --link a b", weak: true },
        },
      ],
    });
    const [read] = parseEvent(line)!.vertexes;
    expect(read).toEqual({
      id: "sha256:a",
      name: "[1/2] RUN true",
      inputs: ["sha256:b"],
      startedAtMs: expect.closeTo(Date.UTC(2026, 10, 23, 23, 54, 5) + 537.864682, 2),
      completedAtMs: Date.UTC(2026, 10, 23, 23, 54, 6),
      isCached: true,
      error: "no",
      group: { id: "g", name: "[1/2] COPY --link a b", isWeak: true },
    });
  });

  it("tells apart two times within a millisecond", () => {
    const timeOf = (started: string) =>
      parseEvent(JSON.stringify({ vertexes: [{ ...vertex, started }] }))!.vertexes[0]!.startedAtMs;
    expect(timeOf("2026-11-23T23:54:05.538125073Z")).not.toBe(timeOf("2026-11-23T23:54:05.538126073Z"));
  });

  it("reads what Go leaves out", () => {
    expect(
      parseEvent('{"vertexes":[{"digest":"d","error":"","progressGroup":{"id":"g"}}],"logs":null}'),
    ).toEqual(
      anEvent({
        vertexes: [
          {
            id: "d",
            name: "",
            inputs: [],
            startedAtMs: undefined,
            completedAtMs: undefined,
            isCached: false,
            error: undefined,
            group: { id: "g", name: "", isWeak: false },
          },
        ],
      }),
    );
    expect(parseEvent('{"statuses":[{"id":"x","vertex":"d"}]}')).toEqual(
      anEvent({
        statuses: [{ id: "x", vertex: "d", current: 0, startedAtMs: undefined, completedAtMs: undefined }],
      }),
    );
    expect(parseEvent('{"logs":[{"vertex":"d"}]}')).toEqual(
      anEvent({ logs: [{ vertex: "d", stream: 0, data: new Uint8Array() }] }),
    );
    expect(parseEvent('{"warnings":[{"vertex":"d"}]}')).toEqual(
      anEvent({ warnings: [{ text: "", details: [], url: undefined, file: undefined, line: undefined }] }),
    );
  });

  it("reads a log's bytes, which need not be text", () => {
    const line = JSON.stringify({
      logs: [{ ...log, data: Buffer.from([0xe2, 0x82, 0x0a]).toString("base64") }],
    });
    expect(parseEvent(line)!.logs).toEqual([
      { vertex: "sha256:a", stream: 2, data: Uint8Array.of(0xe2, 0x82, 0x0a) },
    ]);
  });

  it("reads the findings of build checks", () => {
    const warnings = capturedLines("checks").flatMap((line) => parseEvent(line)!.warnings);
    expect(warnings).toHaveLength(6);
    expect(warnings[4]).toEqual({
      text: 'WorkdirRelativePath: Relative workdir "rel" can have unexpected results if the base image changes (line 4)',
      details: [
        "Relative workdir without an absolute workdir declared within the build can have unexpected results if the base image changes",
      ],
      url: "https://docs.docker.com/go/dockerfile/rule/workdir-relative-path/",
      file: "checks",
      line: 4,
    });
  });

  it.each([
    "",
    " ",
    "ERROR: failed to build: failed to solve: process …",
    "Dockerfile:5",
    "--------------------",
    '   5 | >>> RUN echo {"vertexes":[]}',
    "{}",
    "[]",
    '{"vertexes":null}',
    '{"a":1}',
    '{"vertexes":[',
    '{"vertexes":{}}',
    '{"vertexes":[1]}',
    '{"vertexes":[{}]}',
    '{"vertexes":[{"digest":""}]}',
    '{"vertexes":[{"digest":"d","name":1}]}',
    '{"vertexes":[{"digest":"d","inputs":[1]}]}',
    '{"vertexes":[{"digest":"d","error":1}]}',
    '{"vertexes":[{"digest":"d","started":"yesterday"}]}',
    '{"vertexes":[{"digest":"d","started":"2026-99-99T99:99:99Z"}]}',
    '{"vertexes":[{"digest":"d","started":5}]}',
    '{"vertexes":[{"digest":"d","progressGroup":1}]}',
    '{"statuses":[{"id":"x"}]}',
    '{"statuses":[{"id":"x","vertex":"d","current":"much"}]}',
    '{"logs":[{"vertex":"d","data":"?"}]}',
    '{"logs":[{"vertex":"d","data":1}]}',
    '{"logs":[{"vertex":"d","stream":"stdout"}]}',
    '{"warnings":[{"detail":[1]}]}',
    '{"warnings":[{"range":[{"start":1}]}]}',
  ])("takes %j for no event", (line) => {
    expect(parseEvent(line)).toBeUndefined();
  });

  it.each([
    ["run-fails", 7],
    ["copy-missing", 8],
    ["dockerfile-syntax", 7],
    ["add-missing", 1],
    ["blob-missing", 9],
    ["cancel", 1],
    ["registry-warm", 0],
  ])("leaves to people what buildx says at the end of %s, from the Dockerfile's lines on", (name, count) => {
    const lines = capturedLines(name);
    const rest = lines.filter((line) => parseEvent(line) === undefined);
    expect(rest).toHaveLength(count);
    expect(rest).toEqual(count === 0 ? [] : lines.slice(-count));
    expect(rest.slice(-1).filter((line) => !line.startsWith("ERROR: failed to build: "))).toEqual([]);
  });

  it("throws at nothing, and nothing throws at what it read", () => {
    const captures = ["run-fails", "link-joint", "checks", "registry-source-changed"].flatMap(capturedLines);
    const spoiled = fc
      .tuple(fc.constantFrom(...captures), fc.nat(), fc.nat(8), fc.string({ maxLength: 4 }))
      .map(
        ([line, at, length, text]) =>
          line.slice(0, at % line.length) + text + line.slice((at % line.length) + length),
      );
    const shaped = fc
      .record({
        key: fc.constantFrom("vertexes", "statuses", "logs", "warnings"),
        list: fc.array(fc.jsonValue()),
      })
      .map(({ key, list }) => JSON.stringify({ [key]: list }));
    const lines = fc.array(fc.oneof(fc.string(), fc.json(), shaped, spoiled));
    fc.assert(
      fc.property(lines, (list) => {
        const reader = new StepReader();
        const live = new LiveLog();
        for (const line of list) {
          const event = parseEvent(line);
          if (event === undefined) continue;
          reader.take(event);
          expect(live.take(event, 0).filter((text) => /[\r\n]/.test(text))).toEqual([]);
        }
        expect(reader.steps().length + reader.baseImages().length + live.end().length).toBeGreaterThanOrEqual(
          0,
        );
      }),
      { numRuns: 500 },
    );
  });
});
