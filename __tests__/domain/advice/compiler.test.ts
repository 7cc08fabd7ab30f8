import { describe, expect, it } from "@jest/globals";
import { bundles, compiles, isCompilerImage } from "../../../src/domain/advice/compiler.ts";
import { anInstruction } from "../dockerfile/a-dockerfile.ts";

describe("compiles", () => {
  it.each([
    { text: "RUN CGO_ENABLED=0 go build ./...", is: true },
    { text: "RUN ./configure && make -j4", is: true },
    { text: "RUN ./gradlew assemble", is: true },
    { text: "RUN dotnet publish -c Release", is: true },
    { text: "RUN go version", is: false },
    { text: "RUN constructor build", is: false },
    { text: "COPY make make", is: false },
  ])("tells it of $text", ({ text, is }) => {
    expect(compiles(anInstruction(text))).toBe(is);
  });
});

describe("bundles", () => {
  it.each([
    { text: "RUN npm ci", is: true },
    { text: "RUN yarn build", is: true },
    { text: "RUN npm config set a b", is: false },
  ])("tells it of $text", ({ text, is }) => {
    expect(bundles(anInstruction(text))).toBe(is);
  });
});

describe("isCompilerImage", () => {
  it.each([
    { base: "golang", is: true },
    { base: "docker.io/library/rust:1-slim@sha256:0", is: true },
    { base: "localhost:5000/gcc", is: true },
    { base: "mcr.microsoft.com/dotnet/sdk:10.0", is: true },
    { base: "mcr.microsoft.com/dotnet/runtime:10.0", is: false },
    { base: "golang/alpine", is: false },
    { base: "sdk", is: false },
    { base: "$BASE", is: false },
  ])("tells it of $base", ({ base, is }) => {
    expect(isCompilerImage(base)).toBe(is);
  });
});
