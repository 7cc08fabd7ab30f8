import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { ActionError } from "../../src/domain/failure.ts";
import {
  isDigest,
  isLoopback,
  isLowered,
  isReference,
  parseImageName,
  parseTag,
  parseTaggedImage,
  printName,
  printTagged,
} from "../../src/domain/reference.ts";

const NAME_HINT =
  "A name has parts of a–z and 0–9, joined inside by . _ - and separated by /, as in ghcr.io/acme/agent.";
const TAG_HINT =
  "A tag has 1 to 128 letters, digits, underscores, dots and dashes, and does not start with a dot or dash.";
const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;

const component = fc.stringMatching(/^[a-z0-9]{1,8}(?:(?:\.|_|__|-{1,3})[a-z0-9]{1,8}){0,2}$/);
const image = fc.oneof(
  fc.record({
    registry: fc.stringMatching(/^[a-z0-9]{1,8}(?:\.[a-z0-9]{1,8}){1,2}(?::[1-9]\d{0,3})?$/),
    repository: repository(fc.array(component, { minLength: 1, maxLength: 4 })),
  }),
  fc.record({
    registry: fc.constant("docker.io"),
    repository: repository(
      fc.tuple(fc.oneof(component, fc.constantFrom("library", "localhost", "acme.io")), component),
    ),
  }),
);
const tag = fc.stringMatching(/^\w[\w.-]{0,127}$/);

function refusal(message: string, hint: string): unknown {
  return expect.objectContaining({ name: "ActionError", code: "input", message, hint });
}

describe("isDigest", () => {
  it.each([
    { text: DIGEST, is: true },
    { text: DIGEST.toUpperCase(), is: false },
    { text: DIGEST.slice(0, -1), is: false },
    { text: `${DIGEST}0`, is: false },
    { text: `${DIGEST}\n`, is: false },
    { text: `acme/agent@${DIGEST}`, is: false },
    { text: "", is: false },
  ])('tells of "$text": $is', ({ text, is }) => {
    expect(isDigest(text)).toBe(is);
  });
});

describe("parseImageName", () => {
  it.each([
    { text: "agent", registry: "docker.io", repository: "library/agent" },
    { text: "acme/agent", registry: "docker.io", repository: "acme/agent" },
    { text: "docker.io/acme/agent", registry: "docker.io", repository: "acme/agent" },
    { text: "docker.io/agent", registry: "docker.io", repository: "library/agent" },
    { text: "index.docker.io/acme/agent", registry: "docker.io", repository: "acme/agent" },
    { text: "registry-1.docker.io/acme/agent", registry: "docker.io", repository: "acme/agent" },
    { text: "ghcr.io/acme/agent", registry: "ghcr.io", repository: "acme/agent" },
    { text: "ghcr.io/Acme/Agent", registry: "ghcr.io", repository: "acme/agent" },
    { text: "Acme/agent", registry: "docker.io", repository: "acme/agent" },
    { text: "GHCR.io/acme/agent", registry: "ghcr.io", repository: "acme/agent" },
    { text: "Docker.IO/agent", registry: "docker.io", repository: "library/agent" },
    { text: "LOCALHOST:5000/hello", registry: "localhost:5000", repository: "hello" },
    { text: "docker.io/acme.io/agent", registry: "docker.io", repository: "acme.io/agent" },
    { text: "ghcr.io/a/b/c/d", registry: "ghcr.io", repository: "a/b/c/d" },
    { text: "gcr.io/acme/my__agent-v2.0---x", registry: "gcr.io", repository: "acme/my__agent-v2.0---x" },
    { text: "127.0.0.1:5000/hello", registry: "127.0.0.1:5000", repository: "hello" },
    { text: "localhost/hello", registry: "localhost", repository: "hello" },
    { text: "localhost:5000/hello", registry: "localhost:5000", repository: "hello" },
    { text: "registry:5000/hello", registry: "registry:5000", repository: "hello" },
    { text: "[::1]:5000/hello", registry: "[::1]:5000", repository: "hello" },
    { text: "[fd00::1]/hello", registry: "[fd00::1]", repository: "hello" },
  ])("reads $text as $repository at $registry", ({ text, registry, repository }) => {
    expect(parseImageName(text)).toEqual({ registry, repository });
  });

  it("takes a repository of 255 characters and no longer one", () => {
    const longest = "a".repeat(255);
    expect(parseImageName(`ghcr.io/${longest}`)).toEqual({ registry: "ghcr.io", repository: longest });
    expect(() => parseImageName(`ghcr.io/${longest}a`)).toThrow(
      refusal(`"ghcr.io/${longest}a" is longer than 255 characters`, "Shorten the name."),
    );
  });

  it.each([
    { text: "acme/agent:v1" },
    { text: `ghcr.io/acme/agent@${DIGEST}` },
    { text: "localhost:5000" },
    { text: "ghcr.io/acme/agent:" },
  ])("refuses $text for its tag or digest", ({ text }) => {
    expect(() => parseImageName(text)).toThrow(
      refusal(`"${text}" has a tag or digest`, "Give the name alone in images, and tags in tags."),
    );
  });

  it.each([
    { text: "" },
    { text: "ghcr.io/" },
    { text: "/acme/agent" },
    { text: "ghcr.io/acme//agent" },
    { text: "ghcr.io/acme/agent/" },
    { text: "acme/my agent" },
    { text: "acme/-agent" },
    { text: "acme/agent-" },
    { text: "acme/a..b" },
    { text: "acme/a___b" },
    { text: "acme/агент" },
    { text: "acme/agent\n" },
    { text: "acme/$(id)" },
    { text: "--push" },
    { text: "name=acme/agent" },
  ])("refuses $text, which is no name", ({ text }) => {
    expect(() => parseImageName(text)).toThrow(refusal(`"${text}" is not an image name`, NAME_HINT));
  });

  it.each([
    { text: "https://ghcr.io/acme/agent", registry: "https:" },
    { text: "ghcr.io:port/acme/agent", registry: "ghcr.io:port" },
    { text: "ghcr.io:123456/acme/agent", registry: "ghcr.io:123456" },
    { text: "-ghcr.io/acme/agent", registry: "-ghcr.io" },
    { text: "./agent", registry: "." },
    { text: "../agent", registry: ".." },
    { text: "[::1/agent", registry: "[::1" },
    { text: "user:password@ghcr.io/acme/agent", registry: "user:password@ghcr.io" },
  ])("refuses $text for its registry", ({ text, registry }) => {
    expect(() => parseImageName(text)).toThrow(
      refusal(`"${text}" has no valid registry ("${registry}")`, "Write host[:port]/name."),
    );
  });

  it("gives the same name for what is printed of it", () => {
    fc.assert(
      fc.property(image, (image) => {
        expect(parseImageName(printName(image))).toEqual(image);
      }),
    );
  });

  it("reads any text as a name or refuses it", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: alphabet() })), (text) => {
        try {
          expect(parseImageName(text)).toEqual({
            registry: expect.stringMatching(/^[\w.:[\]-]+$/),
            repository: expect.stringMatching(/^[a-z0-9][a-z0-9._/-]*$/),
          });
        } catch (error) {
          expect(error).toBeInstanceOf(ActionError);
        }
      }),
    );
  });

  it.each([{ unit: "a-" }, { unit: "a_" }, { unit: "a." }, { unit: "a/" }, { unit: "a" }])(
    "refuses a very long row of $unit at once",
    ({ unit }) => {
      const startedAt = performance.now();
      expect(() => parseImageName(`${unit.repeat(50_000)}!`)).toThrow(ActionError);
      expect(performance.now() - startedAt).toBeLessThan(2_000);
    },
  );
});

describe("parseTaggedImage", () => {
  it.each([
    { text: "acme/agent:v1", registry: "docker.io", repository: "acme/agent", tag: "v1" },
    { text: "agent:v1", registry: "docker.io", repository: "library/agent", tag: "v1" },
    { text: "ghcr.io/Acme/Agent:V1.0-RC", registry: "ghcr.io", repository: "acme/agent", tag: "V1.0-RC" },
    { text: "localhost:5000/agent:v1", registry: "localhost:5000", repository: "agent", tag: "v1" },
    { text: "[::1]:5000/agent:v1", registry: "[::1]:5000", repository: "agent", tag: "v1" },
    { text: "localhost:5000", registry: "docker.io", repository: "library/localhost", tag: "5000" },
    { text: "acme/agent", registry: "docker.io", repository: "acme/agent", tag: "latest" },
    { text: "localhost:5000/agent", registry: "localhost:5000", repository: "agent", tag: "latest" },
  ])("reads $text as $repository at $registry under $tag", ({ text, ...image }) => {
    expect(parseTaggedImage(text)).toEqual(image);
  });

  it("refuses a digest", () => {
    expect(() => parseTaggedImage(`acme/agent:v1@${DIGEST}`)).toThrow(
      refusal(`"acme/agent:v1@${DIGEST}" has a digest`, "A digest is the result of a build: give a tag."),
    );
  });

  it("refuses a second tag", () => {
    expect(() => parseTaggedImage("acme/agent:v1:v2")).toThrow(
      refusal('"acme/agent:v1:v2" has more than one tag', "Give each reference a line of its own."),
    );
  });

  it("refuses a tag of no characters", () => {
    expect(() => parseTaggedImage("acme/agent:")).toThrow(refusal('"" is not a tag', TAG_HINT));
  });

  it("refuses a tag that registries do not take", () => {
    expect(() => parseTaggedImage("acme/agent:v1+2")).toThrow(refusal('"v1+2" is not a tag', TAG_HINT));
  });

  it("refuses a name that is none", () => {
    expect(() => parseTaggedImage("acme/_/agent:v1")).toThrow(
      refusal('"acme/_/agent:v1" is not an image name', NAME_HINT),
    );
  });

  it("gives the same image for what is printed of it", () => {
    fc.assert(
      fc.property(image, tag, (name, tag) => {
        expect(parseTaggedImage(printTagged({ ...name, tag }))).toEqual({ ...name, tag });
      }),
    );
  });

  it("reads any text as an image or refuses it", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit: alphabet() })), (text) => {
        try {
          expect(parseTaggedImage(text)).toEqual({
            registry: expect.stringMatching(/^[\w.:[\]-]+$/),
            repository: expect.stringMatching(/^[a-z0-9][a-z0-9._/-]*$/),
            tag: expect.stringMatching(/^\w[\w.-]{0,127}$/),
          });
        } catch (error) {
          expect(error).toBeInstanceOf(ActionError);
        }
      }),
    );
  });
});

describe("parseTag", () => {
  it.each([
    { text: "latest" },
    { text: "v1.2.3-rc.1" },
    { text: "_private" },
    { text: "0" },
    { text: "A_b-C.d" },
    { text: "x".repeat(128) },
  ])("takes $text", ({ text }) => {
    expect(parseTag(text)).toBe(text);
  });

  it.each([
    { text: "" },
    { text: ".hidden" },
    { text: "-flag" },
    { text: "v1+build" },
    { text: "a b" },
    { text: "feature/x" },
    { text: "müller" },
    { text: "v1\n" },
    { text: "x".repeat(129) },
  ])('refuses "$text"', ({ text }) => {
    expect(() => parseTag(text)).toThrow(refusal(`"${text}" is not a tag`, TAG_HINT));
  });
});

describe("isReference", () => {
  it.each([
    { text: "v1", is: false },
    { text: "agent:v1", is: true },
    { text: "acme/agent", is: true },
  ])("tells of $text: $is", ({ text, is }) => {
    expect(isReference(text)).toBe(is);
  });
});

describe("isLowered", () => {
  it.each([
    { text: "ghcr.io/acme/agent", is: false },
    { text: "ghcr.io/Acme/agent", is: true },
    { text: "Acme/agent", is: true },
    { text: "acme/Agent:tag", is: true },
    { text: "acme/agent:Tag", is: false },
    { text: "GHCR.io/acme/agent", is: false },
    { text: "Localhost:5000/agent:Tag", is: false },
    { text: "", is: false },
  ])('tells of "$text": $is', ({ text, is }) => {
    expect(isLowered(text)).toBe(is);
  });
});

describe("printName", () => {
  it.each([
    { registry: "docker.io", repository: "library/agent", name: "agent" },
    { registry: "docker.io", repository: "acme/agent", name: "acme/agent" },
    { registry: "docker.io", repository: "acme/library/agent", name: "acme/library/agent" },
    { registry: "docker.io", repository: "library/acme/agent", name: "library/acme/agent" },
    { registry: "docker.io", repository: "acme.io/agent", name: "docker.io/acme.io/agent" },
    { registry: "docker.io", repository: "localhost/agent", name: "docker.io/localhost/agent" },
    { registry: "docker.io", repository: "library/agent.js", name: "agent.js" },
    { registry: "ghcr.io", repository: "library/agent", name: "ghcr.io/library/agent" },
    { registry: "localhost:5000", repository: "hello", name: "localhost:5000/hello" },
  ])("prints $name", ({ name, ...image }) => {
    expect(printName(image)).toBe(name);
    expect(printTagged({ ...image, tag: "v1" })).toBe(`${name}:v1`);
  });
});

describe("isLoopback", () => {
  it.each([
    { registry: "localhost", is: true },
    { registry: "localhost:5000", is: true },
    { registry: "127.0.0.1:5000", is: true },
    { registry: "127.12.34.56", is: true },
    { registry: "[::1]:5000", is: true },
    { registry: "[::1]", is: true },
    { registry: "[::2]:5000", is: false },
    { registry: "128.0.0.1", is: false },
    { registry: "127.0.0.1.example.com", is: false },
    { registry: "localhost.example.com", is: false },
    { registry: "docker.io", is: false },
  ])("tells of $registry: $is", ({ registry, is }) => {
    expect(isLoopback(registry)).toBe(is);
  });
});

function repository(parts: fc.Arbitrary<readonly string[]>): fc.Arbitrary<string> {
  return parts.map((parts) => parts.join("/"));
}

/** The characters that names are made of, so that random texts often come close to one. */
function alphabet(): fc.Arbitrary<string> {
  return fc.constantFrom("a", "B", "0", ".", "_", "-", "/", ":", "@", "[", "]", "docker.io/", "localhost");
}
