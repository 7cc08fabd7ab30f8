import { describe, expect, it } from "@jest/globals";
import { type AttestationTarget, attestationArgs, parseAttestation } from "../../src/domain/attestation.ts";
import { aCreatedBuilder, anEngineBuilder, anExistingBuilder } from "../support/a-plan.ts";
import { anEngine } from "../support/an-engine.ts";
import { anEvent } from "../support/an-event.ts";
import { anInputs } from "../support/an-inputs.ts";

const CLASSIC = anEngine({ imageStore: "classic" });

function targetOf(target: Partial<AttestationTarget>): AttestationTarget {
  return { builder: anEngineBuilder(), engine: anEngine(), push: true, ...target };
}

describe("attestationArgs", () => {
  it.each([
    { case: "complete for a public repository", isPrivate: false, argument: "--provenance=mode=max" },
    {
      case: "minimal for a private repository",
      isPrivate: true,
      argument: "--provenance=mode=min,inline-only=true",
    },
    {
      case: "minimal where the visibility is not known",
      isPrivate: undefined,
      argument: "--provenance=mode=min,inline-only=true",
    },
  ])("makes provenance $case", ({ isPrivate, argument }) => {
    expect(attestationArgs(anInputs(), anEvent({ isPrivate }), targetOf({}))).toEqual([argument]);
  });

  it.each([
    { provenance: "mode=min", sbom: undefined, args: ["--provenance=mode=min"] },
    { provenance: "false", sbom: "true", args: ["--provenance=false", "--sbom=true"] },
    {
      provenance: undefined,
      sbom: "generator=example.com/scanner",
      args: ["--provenance=mode=max", "--sbom=generator=example.com/scanner"],
    },
  ])("takes the user's provenance $provenance and sbom $sbom", ({ args, ...inputs }) => {
    expect(attestationArgs(anInputs(inputs), anEvent(), targetOf({}))).toEqual(args);
  });

  it.each([
    { case: "a push", push: true, outputs: [], has: true },
    { case: "nothing", push: false, outputs: [], has: false },
    { case: "an export as image", push: false, outputs: ["image"], has: true },
    { case: "an export as OCI layout", push: false, outputs: ["local", "oci"], has: true },
    { case: "exports of files", push: false, outputs: ["local", "tar", "docker", "cacheonly"], has: false },
  ])("knows whether $case has a place for provenance: $has", ({ push, outputs, has }) => {
    const inputs = anInputs({ outputs: outputs.map((type) => ({ type, text: `type=${type}` })) });
    expect(attestationArgs(inputs, anEvent(), targetOf({ push }))).toEqual([
      has ? "--provenance=mode=max" : "--provenance=false",
    ]);
  });

  it.each([
    { case: "the engine's own BuildKit", load: false, builder: anEngineBuilder(), has: false },
    { case: "a container that loads", load: true, builder: aCreatedBuilder(), has: false },
    { case: "an existing builder that loads", load: true, builder: anExistingBuilder(), has: false },
    {
      case: "an existing builder that is the engine's own BuildKit",
      load: false,
      builder: { ...anExistingBuilder(), driver: "docker" },
      has: false,
    },
    { case: "a container that only pushes", load: false, builder: aCreatedBuilder(), has: true },
    { case: "an existing builder that only pushes", load: false, builder: anExistingBuilder(), has: true },
  ])("makes provenance beside a classic image store with $case: $has", ({ load, builder, has }) => {
    expect(attestationArgs(anInputs({ load }), anEvent(), targetOf({ builder, engine: CLASSIC }))).toEqual([
      has ? "--provenance=mode=max" : "--provenance=false",
    ]);
  });

  it("leaves what the user asks for to BuildKit, even where there is no place for it", () => {
    const target = targetOf({ engine: CLASSIC, push: false });
    expect(attestationArgs(anInputs({ provenance: "mode=max", sbom: "true" }), anEvent(), target)).toEqual([
      "--provenance=mode=max",
      "--sbom=true",
    ]);
  });
});

describe("parseAttestation", () => {
  it.each([
    { text: "", attestation: undefined },
    { text: "true", attestation: "true" },
    { text: "TRUE", attestation: "true" },
    { text: "False", attestation: "false" },
    { text: "mode=max", attestation: "mode=max" },
    { text: "mode=min,inline-only=true", attestation: "mode=min,inline-only=true" },
    { text: "generator=Example.com/scanner", attestation: "generator=Example.com/scanner" },
  ])("reads $text as $attestation", ({ text, attestation }) => {
    expect(parseAttestation(text)).toBe(attestation);
  });

  it.each(["yes", "1", "mode", "max,min", "true,false"])("refuses %p, which is no attribute", (text) => {
    expect(() => parseAttestation(text)).toThrow(
      expect.objectContaining({
        name: "ActionError",
        code: "input",
        message: `"${text}" is neither true, false nor attributes`,
        hint: "Attributes are written as in mode=max,inline-only=true.",
      }),
    );
  });

  it.each([
    { text: "mode=max,inline-only", message: '"inline-only" is not KEY=VALUE' },
    { text: "=max", message: '"=max" is not KEY=VALUE' },
    { text: '"mode=max', message: "a quoted item does not end" },
  ])("refuses $text, whose attributes are not well written", ({ text, message }) => {
    expect(() => parseAttestation(text)).toThrow(
      expect.objectContaining({ name: "ActionError", code: "input", message }),
    );
  });
});
