import type { BuilderPlan } from "./builder.ts";
import { isEngineBuildKit } from "./builder.ts";
import type { Engine } from "./engine.ts";
import type { RunEvent } from "./event.ts";
import { ActionError } from "./failure.ts";
import type { Inputs } from "./inputs.ts";
import { parseAttributes } from "./list.ts";

/**
 * The attestation flags. Without a word from the user, provenance is complete for public repositories and minimal for
 * private ones, as docker's own action does it: a build's arguments and sources are part of the complete one.
 * @see https://docs.docker.com/build/metadata/attestations/
 */
export function attestationArgs(
  inputs: Inputs,
  event: RunEvent,
  target: AttestationTarget,
): readonly string[] {
  const provenance = inputs.provenance ?? defaultProvenance(event, inputs, target);
  return [`--provenance=${provenance}`, ...(inputs.sbom === undefined ? [] : [`--sbom=${inputs.sbom}`])];
}

/**
 * Reads `true`, `false` or attributes such as `mode=max`; `undefined` for an empty text, which leaves the choice to us.
 * @throws ActionError `input` for anything else.
 */
export function parseAttestation(text: string): string | undefined {
  if (text === "") return undefined;
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase();
  if (!text.includes("=")) {
    throw new ActionError("input", `"${text}" is neither true, false nor attributes`, {
      hint: "Attributes are written as in mode=max,inline-only=true.",
    });
  }
  parseAttributes(text);
  return text;
}

/** Where the attestations would end up. */
export interface AttestationTarget {
  readonly builder: BuilderPlan;
  readonly engine: Engine;
  readonly push: boolean;
}

/** The exports, besides a push, that have a place for attestations. */
const ATTESTED_OUTPUTS = ["image", "oci"];

function defaultProvenance(event: RunEvent, inputs: Inputs, target: AttestationTarget): string {
  const { builder, engine, push } = target;
  const intoClassicStore = engine.imageStore === "classic" && (inputs.load || isEngineBuildKit(builder));
  const hasPlace = push || inputs.outputs.some(({ type }) => ATTESTED_OUTPUTS.includes(type));
  if (intoClassicStore || !hasPlace) return "false";
  return event.isPrivate === false ? "mode=max" : "mode=min,inline-only=true";
}
