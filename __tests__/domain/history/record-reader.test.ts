import { describe, expect, it } from "@jest/globals";
import { readRecord } from "../../../src/domain/history/record-reader.ts";
import { ShapeError } from "../../../src/domain/json-shape.ts";
import { aFailure, aRecord, aStepRecord, withoutSteps } from "./a-history.ts";

describe("readRecord", () => {
  it.each([aRecord(), aRecord({ predictionError: -0.25, platforms: [] }), withoutSteps(), aFailure()])(
    "reads what was recorded",
    (record) => {
      expect(readRecord(record)).toEqual(record);
    },
  );

  it("passes over what it does not know", () => {
    expect(readRecord({ ...aFailure(), later: 1 })).toEqual(aFailure());
  });

  it("takes no more steps and platforms than are recorded", () => {
    const record = readRecord({
      ...aRecord(),
      slowestSteps: Array(1_000).fill(aStepRecord()),
      platforms: Array(1_000).fill({ platform: "linux/amd64" }),
    });
    expect(record).toMatchObject({ slowestSteps: { length: 20 }, platforms: { length: 50 } });
  });

  it.each([
    { case: "no object", value: [], reason: "a run is not an object" },
    {
      case: "another outcome",
      value: { ...aRecord(), outcome: "x" },
      reason: "how a run ended is not known",
    },
    { case: "no time", value: { ...aFailure(), startedAt: 5 }, reason: "a run's time is not valid" },
    {
      case: "a time that is none",
      value: { ...aFailure(), startedAt: "2026-01-01T99:00:00Z" },
      reason: "a run's time is not valid",
    },
    {
      case: "a duration that is negative",
      value: { ...aFailure(), durationMs: -1 },
      reason: "a duration is not a whole number from 0 on",
    },
    {
      case: "another kind of change",
      value: { ...aRecord(), kind: "toString" },
      reason: "a run's kind of change is not known",
    },
    {
      case: "a share of more than all",
      value: { ...aRecord(), cachedShare: 1.1 },
      reason: "a run's cached share is not valid",
    },
    {
      case: "a share that is a text",
      value: { ...aRecord(), cachedShare: "1" },
      reason: "a run's cached share is not valid",
    },
    {
      case: "an error that is a text",
      value: { ...aRecord(), predictionError: "1" },
      reason: "a prediction's error is not valid",
    },
    {
      case: "a long command",
      value: { ...aRecord(), slowestSteps: [aStepRecord({ command: "x".repeat(121) })] },
      reason: "a step's command is not valid",
    },
    {
      case: "a command of two lines",
      value: { ...aRecord(), slowestSteps: [aStepRecord({ command: "RUN a\nb" })] },
      reason: "a step's command is not valid",
    },
    {
      case: "a platform without a name",
      value: { ...aRecord(), platforms: [{ sizeBytes: 1 }] },
      reason: "a name is not valid",
    },
  ])("refuses $case", ({ value, reason }) => {
    expect(() => readRecord(value)).toThrow(new ShapeError(reason));
  });
});
