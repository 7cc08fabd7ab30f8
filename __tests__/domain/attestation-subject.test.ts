import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import type { Attestation, Naming } from "../../src/domain/attestation-subject.ts";
import { expectUnnamed, renameAttestation, renameSubjects } from "../../src/domain/attestation-subject.ts";
import { parseTaggedImage } from "../../src/domain/reference.ts";
import { sha256 } from "../support/a-cache.ts";
import { aDigest } from "../support/a-result.ts";

const TOKEN = "0123456789abcdef0123456789abcdef";
const PATH = `127.0.0.1:40001/${TOKEN}`;
const DIGEST = { sha256: "1".repeat(64) };
const STATEMENT = "application/vnd.in-toto+json";

function naming(...references: readonly string[]): Naming {
  return { path: PATH, references: references.map(parseTaggedImage) };
}

function subject(name: string, digest: object = DIGEST) {
  return { name, digest };
}

/** The old name as BuildKit attests it. */
function staged(platform = "linux%2Farm64") {
  return subject(`pkg:docker/${PATH}/image@linux-arm64?platform=${platform}`);
}

function statement(subjects: readonly object[], predicate: object = { buildType: "buildkit" }): string {
  const json = {
    _type: "https://in-toto.io/Statement/v0.1",
    predicateType: "slsa",
    subject: subjects,
    predicate,
  };
  return JSON.stringify(json);
}

const digestOf = (text: string) => `sha256:${sha256(text)}`;

/** An attestation manifest of these statements, as BuildKit lays it out. */
function anAttestation(
  statements: readonly string[],
  {
    indent = 2,
    family = "oci.image",
    rootfs = true,
  }: { indent?: number; family?: string; rootfs?: boolean } = {},
): Attestation {
  const listed = { rootfs: { type: "layers", diff_ids: statements.map(digestOf) } };
  const config = JSON.stringify({
    architecture: "unknown",
    os: "unknown",
    config: {},
    ...(rootfs ? listed : {}),
  });
  const manifest = {
    schemaVersion: 2,
    mediaType: `application/vnd.${family}.manifest.v1+json`,
    config: {
      mediaType: `application/vnd.${family}.config.v1+json`,
      digest: digestOf(config),
      size: config.length,
    },
    layers: statements.map((text) => ({
      mediaType: STATEMENT,
      digest: digestOf(text),
      size: text.length,
      annotations: { "in-toto.io/predicate-type": "https://slsa.dev/provenance/v0.2" },
    })),
  };
  return {
    manifest: JSON.stringify(manifest, undefined, indent),
    blobs: new Map([config, ...statements].map((text) => [digestOf(text), text])),
  };
}

describe("renameSubjects", () => {
  // What BuildKit writes for a push of its own, as captured from such.
  it.each([
    { reference: "docker.io/library/foo:1", name: "foo@1" },
    { reference: "foo:1", name: "foo@1" },
    { reference: "foo/bar:1", name: "foo/bar@1" },
    { reference: "library/a/b:1", name: "library/a/b@1" },
    { reference: "docker.io/foo.bar/x:2", name: "foo.bar/x@2" },
    { reference: "index.docker.io/u/x:1", name: "u/x@1" },
    { reference: "ghcr.io/acme/agent:main", name: "ghcr.io/acme/agent@main" },
    { reference: "localhost:5000/a_b/c--d:V1_.-x", name: "localhost:5000/a_b/c--d@V1_.-x" },
    { reference: "[::1]:5000/x:y", name: "%5B::1%5D:5000/x@y" },
  ])("calls the image $name where it is published as $reference", ({ reference, name }) => {
    const text = statement([staged("linux%2Farm%2Fv7")]);
    expect(renameSubjects(text, naming(reference))).toBe(
      statement([subject(`pkg:docker/${name}?platform=linux%2Farm%2Fv7`)]),
    );
  });

  it("makes a subject for every name, in their order", () => {
    const renamed = renameSubjects(statement([staged()]), naming("a.io/x:1", "b.io/y:2", "a.io/x:3"));
    expect(renamed).toBe(
      statement(
        ["a.io/x@1", "b.io/y@2", "a.io/x@3"].map((name) =>
          subject(`pkg:docker/${name}?platform=linux%2Farm64`),
        ),
      ),
    );
  });

  it("escapes colons where BuildKit did", () => {
    const old = subject(`pkg:docker/127.0.0.1%3A40001/${TOKEN}/image@t?platform=linux%2Famd64`);
    expect(renameSubjects(statement([old]), naming("[::1]:5000/x:1"))).toBe(
      statement([subject("pkg:docker/%5B%3A%3A1%5D%3A5000/x@1?platform=linux%2Famd64")]),
    );
  });

  it("keeps a name without a platform without one", () => {
    expect(renameSubjects(statement([subject(`pkg:docker/${PATH}/image@t`)]), naming("a.io/x:1"))).toBe(
      statement([subject("pkg:docker/a.io/x@1")]),
    );
  });

  it.each([
    { case: "a file", other: subject("sbom/file.txt") },
    { case: "an image of another registry", other: subject("pkg:docker/127.0.0.1:40001/other/image@t") },
    { case: "another port", other: subject(`pkg:docker/127.0.0.1:4000/${TOKEN}/image@t`) },
    {
      case: "a registry that only looks alike",
      other: subject(`pkg:docker/127x0.0.1:40001/${TOKEN}/image@t`),
    },
    { case: "another type of package", other: subject(`pkg:oci/${PATH}/image@t`) },
  ])("leaves $case as it is", ({ other }) => {
    const text = statement([other, staged(), other]);
    expect(renameSubjects(text, naming("a.io/x:1"))).toBe(
      statement([other, subject("pkg:docker/a.io/x@1?platform=linux%2Farm64"), other]),
    );
  });

  it("keeps every other byte", () => {
    const strange = String.raw`{ "big": 12345678901234567890, "e": 1e400, "s": "\u003c\/", "2": 0, "1": 0 }`;
    const text = (name: string) =>
      `{"subject": [ ${JSON.stringify(subject(name))} ],\r\n "predicate": ${strange}}\n`;
    expect(renameSubjects(text(staged().name), naming("a.io/x:1"))).toBe(
      text("pkg:docker/a.io/x@1?platform=linux%2Farm64"),
    );
  });

  it("keeps what stands inside of a text", () => {
    const predicate = { text: JSON.stringify(staged()) };
    expect(renameSubjects(statement([], predicate), naming("a.io/x:1"))).toBe(statement([], predicate));
  });

  it("does to any predicate what it does to none", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (predicate) => {
        const one = renameSubjects(statement([staged()], predicate), naming("a.io/x:1"));
        expect(one).toBe(statement([subject("pkg:docker/a.io/x@1?platform=linux%2Farm64")], predicate));
      }),
    );
  });
});

describe("renameAttestation", () => {
  const real = subject("pkg:docker/a.io/x@1?platform=linux%2Farm64");
  const rename = (attestation: Attestation) => renameAttestation(attestation, naming("a.io/x:1"), sha256);

  it.each([
    { case: "BuildKit's own form", options: {} },
    { case: "the form of older releases", options: { indent: 3 } },
    { case: "one line", options: { indent: 0 } },
    { case: "docker's media types", options: { family: "docker.distribution" } },
    { case: "a config that lists nothing", options: { rootfs: false } },
  ])("is the attestation that a push under the real name would have made: $case", ({ options }) => {
    const old = [statement([staged()]), statement([subject("file")]), statement([staged(), staged()], {})];
    const next = [statement([real]), statement([subject("file")]), statement([real, real], {})];
    const expected = anAttestation(next, options);
    const renamed = rename(anAttestation(old, options));
    expect(renamed.manifest).toBe(expected.manifest);
    for (const [digest, text] of renamed.blobs) expect(expected.blobs.get(digest)).toBe(text);
    // The middle statement did not change, and neither does a config that lists none.
    expect(renamed.blobs.size).toBe(options.rootfs === false ? 2 : 3);
  });

  it("keeps the bytes of one that says nothing of the old name", () => {
    const attestation = anAttestation([statement([subject("file")])], { indent: 5 });
    expect(rename(attestation)).toEqual({ manifest: attestation.manifest, blobs: new Map() });
  });

  it.each([
    { manifest: "{}" },
    { manifest: '{"layers":null}' },
    { manifest: '{"config":{"digest":"other"}}' },
  ])("passes on $manifest, which lists nothing that it was given", ({ manifest }) => {
    const blobs = new Map([[aDigest(), "text"]]);
    expect(rename({ manifest, blobs })).toEqual({ manifest, blobs: new Map() });
  });

  it("escapes in the manifest as Go does", () => {
    const { manifest, blobs } = anAttestation([statement([staged()])]);
    const annotated = manifest.replace("https://slsa.dev/provenance/v0.2", String.raw`\u003ca\u0026b\u003e`);
    expect(rename({ manifest: annotated, blobs }).manifest).toContain(String.raw`"\u003ca\u0026b\u003e"`);
  });

  it.each([
    { case: "a predicate", text: statement([staged()], { uri: `${PATH}/image` }) },
    { case: "a subject of another form", text: `{"subject":[{"digest":{},"name":"${staged().name}"}]}` },
    { case: "a subject without a tag", text: statement([subject(`pkg:docker/${PATH}/image`)]) },
    { case: "what is no statement", text: `pushed to http://${PATH}` },
  ])("refuses to publish the old name in $case", ({ text }) => {
    expect(() => rename(anAttestation([text]))).toThrow(
      expect.objectContaining({
        code: "cache",
        message:
          "What BuildKit wrote about the image names the registry inside this run in a way that cannot be replaced",
      }),
    );
  });

  it("refuses to publish the old name in a manifest or config", () => {
    const { manifest, blobs } = anAttestation([statement([])]);
    expect(() => rename({ manifest: manifest.replace('"config"', `"${TOKEN}"`), blobs })).toThrow(
      "cannot be",
    );
    const config = `{"pushed":"${PATH}"}`;
    const named = {
      manifest: `{"config":{"digest":"${digestOf(config)}"}}`,
      blobs: new Map([[digestOf(config), config]]),
    };
    expect(() => rename(named)).toThrow("cannot be replaced");
  });
});

describe("expectUnnamed", () => {
  it("finds the name however its address is written, and nothing else", () => {
    expectUnnamed("127.0.0.1:40001/other", { path: PATH });
    expect(() => {
      expectUnnamed(`127.0.0.1%3A40001%2F${TOKEN}`, { path: PATH });
    }).toThrow("cannot be replaced");
  });
});
