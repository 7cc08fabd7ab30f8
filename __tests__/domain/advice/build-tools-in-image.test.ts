import { describe, expect, it } from "@jest/globals";
import { adviseBuildToolsInImage } from "../../../src/domain/advice/build-tools-in-image.ts";
import { aDockerfile } from "../dockerfile/a-dockerfile.ts";
import { anImage, someFacts } from "./some-facts.ts";

const BASE = { sizeBytes: 28_000_000, createdBy: "# debian.sh --arch 'amd64'" };
const APT = {
  sizeBytes: 54_300_000,
  createdBy: "RUN /bin/sh -c apt-get update && apt-get install -y gcc # buildkit",
};
const DEBIAN = aDockerfile("FROM debian", "RUN apt-get update && apt-get install -y gcc");
const GO = aDockerfile("FROM golang:1.26", "COPY . .", "RUN go build");

describe("adviseBuildToolsInImage", () => {
  it("tells what the largest layer has of what is not needed", () => {
    const images = [
      anImage("linux/amd64", BASE, { ...APT, sizeBytes: 50_000_000 }),
      anImage("linux/arm64", BASE, APT),
    ];
    expect(adviseBuildToolsInImage(someFacts({ dockerfile: DEBIAN, images }))).toEqual({
      rule: "build-tools-in-image",
      advice: "Install compilers in a stage of its own, and copy from there what they make.",
      evidence:
        '"RUN apt-get update && apt-get install -y gcc" leaves a compiler and the package lists of apt in its layer, which has 54.3 MB for linux/arm64.',
      url: "https://github.com/OWNER/multiarch-build/blob/main/docs/advice.md#build-tools-in-image",
      line: 2,
    });
  });

  it("begins at 30 MB", () => {
    const at = (sizeBytes: number) =>
      adviseBuildToolsInImage(
        someFacts({ dockerfile: DEBIAN, images: [anImage("linux/amd64", BASE, { ...APT, sizeBytes })] }),
      );
    expect(at(30_000_000)).toBeDefined();
    expect(at(29_999_999)).toBeUndefined();
  });

  it("knows an image that is compiled where it is", () => {
    const layers = [{ sizeBytes: 312_000_000 }, { sizeBytes: 1_000_000 }];
    const images = [anImage("linux/arm64", ...layers.slice(1)), anImage("linux/amd64", ...layers)];
    expect(adviseBuildToolsInImage(someFacts({ dockerfile: GO, images }))).toMatchObject({
      advice:
        "Compile in a stage of its own, and copy what it makes into a stage whose base image has no compiler.",
      evidence:
        '"RUN go build" compiles in the stage that becomes the image, so that "golang:1.26" is part of its 313.0 MB for linux/amd64.',
      line: 1,
    });
  });

  it("begins at 30 MB there too", () => {
    const at = (sizeBytes: number) =>
      adviseBuildToolsInImage(someFacts({ dockerfile: GO, images: [anImage("linux/amd64", { sizeBytes })] }));
    expect(at(30_000_000)).toBeDefined();
    expect(at(29_999_999)).toBeUndefined();
  });

  it.each([
    { of: "an image for developers", lines: ["FROM golang", "RUN go install a@latest"] },
    {
      of: "what is compiled before anything is copied",
      lines: ["FROM golang", "RUN go install a", "COPY . ."],
    },
    {
      of: "a stage that is not the image",
      lines: ["FROM golang", "COPY . .", "RUN go build", "FROM alpine"],
    },
    {
      of: "an image whose layers are not known",
      lines: ["FROM golang", "COPY . .", "RUN go build"],
      images: [],
    },
  ])("is silent for $of", ({ lines, images = [anImage("linux/amd64", { sizeBytes: 312_000_000 })] }) => {
    expect(adviseBuildToolsInImage(someFacts({ dockerfile: aDockerfile(...lines), images }))).toBeUndefined();
  });

  it("is silent where a variable keeps the cache away, or something is not known", () => {
    const dockerfile = aDockerfile("FROM python", "ENV PIP_NO_CACHE_DIR=1", "RUN pip install a");
    const images = [
      anImage("linux/amd64", { sizeBytes: 90_000_000, createdBy: "RUN /bin/sh -c pip install a # buildkit" }),
    ];
    expect(adviseBuildToolsInImage(someFacts({ dockerfile, images }))).toBeUndefined();
    const without = aDockerfile("FROM python", "RUN pip install a");
    expect(adviseBuildToolsInImage(someFacts({ dockerfile: without, images }))).toBeDefined();
    expect(adviseBuildToolsInImage(someFacts({ dockerfile: without }))).toBeUndefined();
    expect(
      adviseBuildToolsInImage(someFacts({ dockerfile: without, images, target: "missing" })),
    ).toBeUndefined();
    expect(adviseBuildToolsInImage(someFacts({ images }))).toBeUndefined();
  });
});
