import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { ActionError } from "../../src/domain/failure.ts";
import { parseOutput } from "../../src/domain/output.ts";

const TYPES = "local, tar, oci, docker, image, cacheonly";

describe("parseOutput", () => {
  it.each([
    { text: "type=local,dest=out", type: "local" },
    { text: "type=tar,dest=out.tar", type: "tar" },
    { text: "dest=image.tar,type=oci,tar=false", type: "oci" },
    { text: "type=docker", type: "docker" },
    { text: 'type=image,"name=acme/agent,ghcr.io/acme/agent",push-by-digest=true', type: "image" },
    { text: "type=image,name=acme/agent,push=false", type: "image" },
    { text: "type=cacheonly", type: "cacheonly" },
    { text: "TYPE=local, DEST=out", type: "local" },
    { text: "out/files", type: "local" },
    { text: ".", type: "local" },
    { text: "-", type: "tar" },
  ])("reads $text as $type and keeps it as it is", ({ text, type }) => {
    expect(parseOutput(text)).toEqual({ type, text });
  });

  it.each([
    { text: "type=Local", shown: "Local", near: "local" },
    { text: "type=imagee", shown: "imagee", near: "image" },
    { text: "type=", shown: "", near: "tar" },
    { text: "type=cache-only", shown: "cache-only", near: "cacheonly" },
  ])("refuses $text and suggests $near", ({ text, shown, near }) => {
    expect(() => parseOutput(text)).toThrow(
      expect.objectContaining({
        name: "ActionError",
        code: "input",
        message: `"${shown}" is not a type of output`,
        hint: `Start with type=, one of ${TYPES}, as in type=${near},dest=out.`,
      }),
    );
  });

  it("refuses attributes without a type", () => {
    expect(() => parseOutput("dest=out")).toThrow(
      expect.objectContaining({
        name: "ActionError",
        code: "input",
        message: '"dest=out" has no type',
        hint: `Start with type=, one of ${TYPES}, as in type=local,dest=out.`,
      }),
    );
  });

  it.each([
    { text: "type=registry" },
    { text: "type=registry,name=ghcr.io/acme/agent" },
    { text: "type=image,name=ghcr.io/acme/agent,push=true" },
    { text: "PUSH=true,type=image" },
    { text: "push=true" },
  ])("leaves publishing to push and refuses $text", ({ text }) => {
    expect(() => parseOutput(text)).toThrow(
      expect.objectContaining({
        name: "ActionError",
        code: "input",
        message: `"${text}" publishes the image`,
        hint: "Leave it out and set push: true, with images and tags.",
      }),
    );
  });

  it.each([
    { text: "type=local,dest", message: '"dest" is not KEY=VALUE' },
    { text: 'type=image,"name=a,b', message: "a quoted item does not end" },
    { text: "=local", message: '"=local" is not KEY=VALUE' },
  ])("refuses $text", ({ text, message }) => {
    expect(() => parseOutput(text)).toThrow(
      expect.objectContaining({ name: "ActionError", code: "input", message }),
    );
  });

  it("reads any text as an output that keeps it or refuses it", () => {
    const unit = fc.constantFrom("type=", "local", "oci", "a", "=", ",", '"', "#", " ", "\n");
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit })), (text) => {
        try {
          expect(parseOutput(text).text).toBe(text);
        } catch (error) {
          expect(error).toBeInstanceOf(ActionError);
        }
      }),
    );
  });
});
