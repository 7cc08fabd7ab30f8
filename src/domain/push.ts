import type { RunEvent } from "./event.ts";
import { isProposal } from "./event.ts";
import { ActionError } from "./failure.ts";
import type { Inputs } from "./inputs.ts";

/** Whether this run publishes, with the reason as a part of a sentence for the log. */
export interface PushDecision {
  readonly push: boolean;
  readonly reason: string;
}

/**
 * Decides whether to publish: as the user says, else everything but pull requests and merge groups.
 * @throws ActionError `input` when something is to be published and nothing says where to.
 */
export function decidePush(inputs: Inputs, event: RunEvent, destinations: number): PushDecision {
  if (inputs.push === false) return { push: false, reason: "push is false" };
  if (inputs.push === "auto" && isProposal(event)) {
    return { push: false, reason: "this is a pull request or merge group" };
  }
  if (destinations > 0) {
    return { push: true, reason: inputs.push === true ? "push is true" : "this is no pull request" };
  }
  if (inputs.push === "auto" && (inputs.load || inputs.outputs.length > 0)) {
    return { push: false, reason: "no images are named" };
  }
  throw new ActionError("input", "images is empty, but the image is to be published", {
    hint: "Name at least one image, as in images: ghcr.io/OWNER/NAME, or set push: false to only build.",
  });
}
