import { describe, expect, it } from "@jest/globals";
import { decidePush } from "../../src/domain/push.ts";
import { anEvent, aPullRequest } from "../support/an-event.ts";
import { anInputs } from "../support/an-inputs.ts";

const OUTPUTS = [{ type: "oci", text: "type=oci,dest=image.tar" }];

describe("decidePush", () => {
  it.each([
    {
      case: "a push to a branch",
      inputs: {},
      event: anEvent(),
      destinations: 1,
      decision: { push: true, reason: "this is no pull request" },
    },
    {
      case: "a run outside GitHub Actions",
      inputs: {},
      event: anEvent({ name: "", ref: "" }),
      destinations: 1,
      decision: { push: true, reason: "this is no pull request" },
    },
    {
      case: "a pull request",
      inputs: {},
      event: aPullRequest(),
      destinations: 1,
      decision: { push: false, reason: "this is a pull request or merge group" },
    },
    {
      case: "a pull request without images",
      inputs: {},
      event: aPullRequest(),
      destinations: 0,
      decision: { push: false, reason: "this is a pull request or merge group" },
    },
    {
      case: "a merge group",
      inputs: {},
      event: anEvent({ name: "merge_group", ref: "refs/heads/gh-readonly-queue/main/pr-5-0123456" }),
      destinations: 1,
      decision: { push: false, reason: "this is a pull request or merge group" },
    },
    {
      case: "push: true in a pull request",
      inputs: { push: true },
      event: aPullRequest(),
      destinations: 2,
      decision: { push: true, reason: "push is true" },
    },
    {
      case: "push: false on a branch",
      inputs: { push: false },
      event: anEvent(),
      destinations: 1,
      decision: { push: false, reason: "push is false" },
    },
    {
      case: "push: false without images",
      inputs: { push: false },
      event: anEvent(),
      destinations: 0,
      decision: { push: false, reason: "push is false" },
    },
    {
      case: "load without images",
      inputs: { load: true },
      event: anEvent(),
      destinations: 0,
      decision: { push: false, reason: "no images are named" },
    },
    {
      case: "outputs without images",
      inputs: { outputs: OUTPUTS },
      event: anEvent(),
      destinations: 0,
      decision: { push: false, reason: "no images are named" },
    },
    {
      case: "load and outputs with images",
      inputs: { load: true, outputs: OUTPUTS },
      event: anEvent(),
      destinations: 1,
      decision: { push: true, reason: "this is no pull request" },
    },
  ] as const)("decides on $case: push $decision.push", ({ inputs, event, destinations, decision }) => {
    expect(decidePush(anInputs(inputs), event, destinations)).toEqual(decision);
  });

  it.each([
    { case: "nothing else is exported", inputs: {}, event: anEvent() },
    { case: "push is true, whatever else is exported", inputs: { push: true, load: true }, event: anEvent() },
    { case: "push is true in a pull request", inputs: { push: true }, event: aPullRequest() },
  ] as const)("refuses to publish under no name when $case", ({ inputs, event }) => {
    expect(() => decidePush(anInputs(inputs), event, 0)).toThrow(
      expect.objectContaining({
        name: "ActionError",
        code: "input",
        message: "images is empty, but the image is to be published",
        hint: "Name at least one image, as in images: ghcr.io/OWNER/NAME, or set push: false to only build.",
      }),
    );
  });
});
