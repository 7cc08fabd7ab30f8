import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import {
  addRecord,
  NO_HISTORY,
  parseHistory,
  printHistory,
} from "../../../src/domain/history/history-file.ts";
import { schemaDifferences } from "../../support/json-schema.ts";
import { aFailure, aHistory, aMemory, aRecord, aStepRecord, records, startOf } from "./a-history.ts";

type Json = Record<string, unknown>;

const SCHEMA_TEXT = readFileSync(
  new URL("../../../docs/history-record.schema.json", import.meta.url),
  "utf8",
);

const SCHEMA = JSON.parse(SCHEMA_TEXT) as Json;

function differences(value: unknown): readonly string[] {
  return schemaDifferences(SCHEMA, JSON.parse(JSON.stringify(value)));
}

function byteLength(text: string): number {
  return Buffer.byteLength(text);
}

function reasonOf(value: unknown): string {
  const read = parseHistory(JSON.stringify(value));
  return read.ok ? "none" : read.reason;
}

const JSON_HISTORY = JSON.parse(printHistory(aHistory())) as Json;

/** The largest record that there can be: every character of it is three bytes. */
const LARGE_RECORD = aRecord({
  slowestSteps: Array(20).fill(aStepRecord({ command: "語".repeat(120), stage: "語".repeat(100) })),
});

describe("parseHistory", () => {
  it("reads what was printed", () => {
    expect(parseHistory(printHistory(aHistory()))).toEqual({ ok: true, value: aHistory() });
    expect(parseHistory(printHistory(NO_HISTORY))).toEqual({ ok: true, value: NO_HISTORY });
  });

  it("passes over fields that it does not know", () => {
    expect(reasonOf({ ...JSON_HISTORY, later: 1 })).toBe("none");
  });

  // `schema` tells whether the schema refuses it too.
  it.each([
    { case: "no object", value: [], reason: "the history is not an object", schema: true },
    {
      case: "another version",
      value: { ...JSON_HISTORY, schema: 2 },
      reason: "it is of another version",
      schema: true,
    },
    { case: "no version", value: {}, reason: "it is of another version", schema: true },
    {
      case: "runs that are no list",
      value: { ...JSON_HISTORY, records: {} },
      reason: "its runs is not a list",
      schema: true,
    },
    {
      case: "a run that is none",
      value: { ...JSON_HISTORY, records: [7] },
      reason: "a run is not an object",
      schema: true,
    },
    {
      case: "a run of another kind",
      value: { ...JSON_HISTORY, records: [{ ...aRecord(), kind: "weather" }] },
      reason: "a run's kind of change is not known",
      schema: true,
    },
    {
      case: "a step of a long command",
      value: {
        ...JSON_HISTORY,
        records: [{ ...aRecord(), slowestSteps: [aStepRecord({ command: "x".repeat(121) })] }],
      },
      reason: "a step's command is not valid",
      schema: true,
    },
    {
      case: "no memory",
      value: { ...JSON_HISTORY, memory: undefined },
      reason: "its memory is not an object",
      schema: true,
    },
    {
      case: "a remembered step without an id",
      value: { ...JSON_HISTORY, memory: aMemory({ steps: [{ ...aMemory().steps[0]!, id: "" }] }) },
      reason: "a step's id is not valid",
      schema: true,
    },
    {
      case: "a remembered step of two lines",
      value: {
        ...JSON_HISTORY,
        memory: aMemory({ steps: [{ ...aMemory().steps[0]!, command: "RUN a\nb" }] }),
      },
      reason: "a step's command is not valid",
      schema: true,
    },
    {
      case: "a remembered step that took no whole number",
      value: { ...JSON_HISTORY, memory: aMemory({ steps: [{ ...aMemory().steps[0]!, executedMs: 1.5 }] }) },
      reason: "a step's duration is not a whole number from 0 on",
      schema: true,
    },
    {
      case: "a base image without a name",
      value: { ...JSON_HISTORY, memory: aMemory({ bases: [{ ...aMemory().bases[0]!, image: "" }] }) },
      reason: "a base image's name is not valid",
      schema: true,
    },
  ])("refuses $case", ({ value, reason, schema }) => {
    expect(reasonOf(value)).toBe(reason);
    expect(differences(value).length > 0).toBe(schema);
  });

  it("refuses what is too large to be one, unread", () => {
    const text = JSON.stringify({ ...JSON_HISTORY, later: "語".repeat(400_000) });
    expect(parseHistory(text)).toEqual({ ok: false, reason: "it is too large" });
    expect(parseHistory("[".repeat(1_000_000))).toEqual({ ok: false, reason: "it is not JSON" });
  });

  it("never throws", () => {
    const fields = fc.constantFrom("schema", "records", "memory");
    const broken = fc
      .tuple(fields, fc.jsonValue())
      .map(([field, value]) => JSON.stringify({ ...JSON_HISTORY, [field]: value }));
    const cut = fc.nat(2_000).map((end) => JSON.stringify(JSON_HISTORY).slice(0, end));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), broken, cut), (text) => {
        expect(typeof parseHistory(text).ok).toBe("boolean");
      }),
    );
  });
});

describe("printHistory", () => {
  it("prints what its schema describes", () => {
    expect(differences(JSON_HISTORY)).toEqual([]);
    expect(Object.keys(JSON_HISTORY)).toEqual(["schema", "records", "memory"]);
  });

  it("prints any run such that it is read back the same", () => {
    fc.assert(
      fc.property(fc.array(records, { maxLength: 5 }), (list) => {
        const text = printHistory(aHistory({ records: list }));
        expect(parseHistory(text)).toEqual({ ok: true, value: aHistory({ records: list }) });
        expect(differences(JSON.parse(text))).toEqual([]);
      }),
    );
  });

  it("prints 50 usual runs as they are, in less than 200 kB", () => {
    const steps = Array.from({ length: 20 }, (_, at) =>
      aStepRecord({ index: at + 1, command: `RUN step ${at} ${"--option ".repeat(5)}` }),
    );
    const history = aHistory({ records: Array(50).fill(aRecord({ slowestSteps: steps })) });
    expect(byteLength(printHistory(history))).toBeLessThan(200_000);
    expect(parseHistory(printHistory(history))).toEqual({ ok: true, value: history });
  });

  it("takes the steps from the oldest runs where they are too many", () => {
    const history = aHistory({ records: Array(50).fill(LARGE_RECORD) });
    const text = printHistory(history);
    expect(byteLength(text)).toBeLessThan(200_000);
    const { records: kept } = JSON.parse(text) as { records: { slowestSteps?: unknown[] }[] };
    expect(kept).toHaveLength(50);
    const counts = kept.map(({ slowestSteps }) => slowestSteps?.length ?? 0);
    expect([counts[0], counts[49]]).toEqual([0, 20]);
    expect(counts).toEqual(counts.toSorted((one, other) => one - other));
  });

  it("forgets the oldest of very many runs", () => {
    const all = Array.from({ length: 5_000 }, (_, hour) => aFailure({ startedAt: startOf(hour) }));
    const text = printHistory(aHistory({ records: [...all, aRecord({ startedAt: startOf(6_000) })] }));
    expect(byteLength(text)).toBeLessThan(200_000);
    const { records: kept } = JSON.parse(text) as { records: { startedAt: string }[] };
    expect(kept.length).toBeGreaterThan(1_000);
    expect(kept.at(-1)?.startedAt).toBe(startOf(6_000));
    expect(kept.at(-2)?.startedAt).toBe(startOf(4_999));
  });

  it("remembers nothing rather than a part of too much", () => {
    const [step] = aMemory().steps;
    const records = [aRecord()];
    const fitting = aHistory({ records, memory: aMemory({ steps: Array(3_000).fill(step) }) });
    expect(parseHistory(printHistory(fitting))).toEqual({ ok: true, value: fitting });
    const large = aHistory({ records, memory: aMemory({ steps: Array(5_000).fill(step) }) });
    expect(parseHistory(printHistory(large))).toEqual({
      ok: true,
      value: { records, memory: NO_HISTORY.memory },
    });
  });
});

describe("addRecord", () => {
  it("puts the newest run last and keeps so many", () => {
    const added = aRecord({ startedAt: startOf(2) });
    const { records: all } = addRecord(aHistory(), added, { limit: 50 });
    expect(all).toEqual([...aHistory().records, added]);
    expect(addRecord(aHistory(), added, { limit: 2 }).records).toEqual(all.slice(1));
    expect(addRecord(aHistory(), added, { limit: 0 }).records).toEqual([]);
  });

  it("keeps what was left before when a run leaves nothing", () => {
    const memory = aMemory({ bases: [] });
    expect(addRecord(aHistory(), aRecord(), { limit: 5, memory }).memory).toBe(memory);
    expect(addRecord(aHistory(), aFailure(), { limit: 5 }).memory).toEqual(aMemory());
  });

  it("never has more runs than that", () => {
    fc.assert(
      fc.property(fc.array(records), fc.nat(20), (list, limit) => {
        const history = list.reduce((all, record) => addRecord(all, record, { limit }), NO_HISTORY);
        expect(history.records).toEqual(list.slice(Math.max(0, list.length - limit)));
      }),
    );
  });
});
