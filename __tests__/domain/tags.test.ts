import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { ActionError } from "../../src/domain/failure.ts";
import { isReference, printTagged } from "../../src/domain/reference.ts";
import { checkTag, nameNotices, planReferences } from "../../src/domain/tags.ts";
import { anEvent, aPullRequest } from "../support/an-event.ts";
import { anImage } from "../support/an-inputs.ts";

const HUB = { registry: "docker.io", repository: "acme/agent" };

describe("planReferences", () => {
  it("gives every image every bare tag, tag by tag", () => {
    expect(planReferences([anImage(), HUB], ["v1", "latest"], anEvent())).toEqual([
      { registry: "ghcr.io", repository: "acme/agent", tag: "v1" },
      { registry: "docker.io", repository: "acme/agent", tag: "v1" },
      { registry: "ghcr.io", repository: "acme/agent", tag: "latest" },
      { registry: "docker.io", repository: "acme/agent", tag: "latest" },
    ]);
  });

  it("takes full references as they are, next to bare tags", () => {
    expect(planReferences([anImage()], ["localhost:5000/try:1", "v1"], anEvent())).toEqual([
      { registry: "localhost:5000", repository: "try", tag: "1" },
      { registry: "ghcr.io", repository: "acme/agent", tag: "v1" },
    ]);
  });

  it("needs no images for full references", () => {
    expect(planReferences([], ["acme/agent:v1"], anEvent())).toEqual([{ ...HUB, tag: "v1" }]);
  });

  it("has nowhere to put bare tags without images", () => {
    expect(planReferences([], ["v1"], anEvent())).toEqual([]);
    expect(planReferences([], [], anEvent())).toEqual([]);
  });

  it("names what is the same in two spellings once", () => {
    const tags = ["v1", "v1", "ghcr.io/acme/agent:v1", "docker.io/acme/agent:v1", "acme/agent:v1"];
    expect(planReferences([anImage(), HUB, anImage()], tags, anEvent()).map(printTagged)).toEqual([
      "ghcr.io/acme/agent:v1",
      "acme/agent:v1",
    ]);
  });

  it.each([
    { ref: "refs/heads/main", tags: ["main"] },
    { ref: "refs/heads/feature/log-in", tags: ["feature-log-in"] },
    { ref: "refs/heads/Release_1.x", tags: ["Release_1.x"] },
    { ref: "refs/heads/fix/#12 (again)", tags: ["fix-12-again-"] },
    { ref: "refs/heads/.-hidden", tags: ["hidden"] },
    { ref: `refs/heads/${"x".repeat(200)}`, tags: ["x".repeat(128)] },
    { ref: "refs/tags/v1.2.3", tags: ["v1.2.3", "latest"] },
    { ref: "refs/tags/agent/v1+build", tags: ["agent-v1-build", "latest"] },
    { ref: "refs/tags/latest", tags: ["latest"] },
    { ref: "refs/heads/機能", tags: ["sha-0123456"] },
    { ref: "refs/tags/-/.", tags: ["sha-0123456", "latest"] },
    { ref: "refs/heads/gh-readonly-queue/main/pr-5-0123456", tags: ["gh-readonly-queue-main-pr-5-0123456"] },
    { ref: "refs/notes/commits", tags: ["latest"] },
    { ref: "", tags: ["latest"] },
  ])('names "$ref" $tags without tags', ({ ref, tags }) => {
    expect(planReferences([anImage()], [], anEvent({ ref }))).toEqual(
      tags.map((tag) => ({ ...anImage(), tag })),
    );
  });

  it.each([
    { case: "a pull request", event: aPullRequest({ pullRequest: 12 }) },
    {
      case: "what has the ref of a branch",
      event: aPullRequest({ name: "pull_request_target", ref: "refs/heads/main", pullRequest: 12 }),
    },
  ])("names $case after its number without tags", ({ event }) => {
    expect(planReferences([anImage()], [], event)).toEqual([{ ...anImage(), tag: "pr-12" }]);
  });

  it("takes the tags that are given for a pull request, too", () => {
    expect(planReferences([anImage()], ["try"], aPullRequest())).toEqual([{ ...anImage(), tag: "try" }]);
  });

  it("finds a valid tag for the ref of any branch and git tag", () => {
    const name = fc.string({ unit: "binary", minLength: 1 }).map((name) => name.replaceAll("\n", ""));
    const ref = fc.tuple(fc.constantFrom("heads", "tags"), name);
    fc.assert(
      fc.property(ref, ([kind, name]) => {
        for (const { tag } of planReferences([anImage()], [], anEvent({ ref: `refs/${kind}/${name}` }))) {
          expect(checkTag(tag)).toBe(tag);
        }
      }),
    );
  });

  it("refuses a bare tag that is none", () => {
    expect(() => planReferences([anImage()], ["v1+2"], anEvent())).toThrow('"v1+2" is not a tag');
  });
});

describe("checkTag", () => {
  it.each([
    { text: "v1", checked: "v1" },
    { text: "acme/agent:v1", checked: "acme/agent:v1" },
    { text: "docker.io/library/agent:v1", checked: "agent:v1" },
    { text: "ghcr.io/Acme/Agent:V1", checked: "ghcr.io/acme/agent:V1" },
    { text: "GHCR.io/acme/agent", checked: "ghcr.io/acme/agent:latest" },
    { text: "docker.io/acme.io/agent:v1", checked: "docker.io/acme.io/agent:v1" },
    { text: "type", checked: "type" },
  ])("takes $text as $checked", ({ text, checked }) => {
    expect(checkTag(text)).toBe(checked);
  });

  it.each([
    { text: "type=semver" },
    { text: "type=ref,event=branch" },
    { text: "preset=release" },
    { text: "pattern={{version}}" },
    { text: "acme/agent:{{sha}}" },
  ])("tells that $text is a rule", ({ text }) => {
    expect(() => checkTag(text)).toThrow(
      expect.objectContaining({
        name: "ActionError",
        code: "input",
        message: `"${text}" is a tag rule, and rules are not supported yet`,
        hint: "Give literal tags, or compute them in a step before this one.",
      }),
    );
  });

  it.each([
    { text: "v1+2", message: '"v1+2" is not a tag' },
    { text: "acme/agent:v1:v2", message: '"acme/agent:v1:v2" has more than one tag' },
    { text: "--push", message: '"--push" is not a tag' },
  ])("refuses $text", ({ text, message }) => {
    expect(() => checkTag(text)).toThrow(
      expect.objectContaining({ name: "ActionError", code: "input", message }),
    );
  });

  it("takes any text as a tag or a reference, or refuses it", () => {
    const unit = fc.constantFrom("a", "B", "1", ".", "_", "-", "/", ":", "@", "{", "type=");
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit })), (text) => {
        try {
          expect(isReference(checkTag(text))).toBe(isReference(text));
        } catch (error) {
          expect(error).toBeInstanceOf(ActionError);
        }
      }),
    );
  });
});

describe("nameNotices", () => {
  const lowered = (name: string) =>
    `"${name}" is used in lower case, since registries take no upper case in names.`;
  const unused = "images is not used, since every one of tags is a full reference.";

  it.each([
    { case: "nothing", images: [], tags: [], notices: [] },
    { case: "images alone", images: ["ghcr.io/acme/agent"], tags: [], notices: [] },
    { case: "bare tags", images: ["ghcr.io/acme/agent"], tags: ["V1"], notices: [] },
    { case: "full references alone", images: [], tags: ["acme/agent:V1"], notices: [] },
    {
      case: "a bare tag beside a full reference",
      images: ["agent"],
      tags: ["acme/agent", "v1"],
      notices: [],
    },
    { case: "an unused image", images: ["agent"], tags: ["acme/agent:1", "acme/agent:2"], notices: [unused] },
    {
      case: "upper case in names",
      images: ["GHCR.io/acme/agent", "Acme/agent"],
      tags: ["v1", "ghcr.io/Acme/agent:V1"],
      notices: [lowered("Acme/agent"), lowered("ghcr.io/Acme/agent:V1")],
    },
    {
      case: "upper case in an unused image",
      images: ["Agent"],
      tags: ["acme/agent"],
      notices: [lowered("Agent"), unused],
    },
  ])("tells of $case", ({ images, tags, notices }) => {
    expect(nameNotices(images, tags)).toEqual(notices);
  });
});
