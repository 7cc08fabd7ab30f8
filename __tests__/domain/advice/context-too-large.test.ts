import { describe, expect, it } from "@jest/globals";
import { adviseContextTooLarge, needlessFolders } from "../../../src/domain/advice/context-too-large.ts";
import { aMetrics } from "../../support/a-metrics.ts";
import { aDockerfile } from "../dockerfile/a-dockerfile.ts";
import { someFacts } from "./some-facts.ts";

const UNMEASURED = aMetrics();
delete (UNMEASURED as { contextBytes?: number }).contextBytes;

const FACTS = someFacts({
  metrics: aMetrics({ contextBytes: 412_000_000 }),
  needless: [
    { name: ".git", bytes: 45_000_000 },
    { name: "node_modules", bytes: 310_000_000 },
    { name: ".venv", bytes: 0 },
  ],
});

describe("adviseContextTooLarge", () => {
  it("names the folders that were sent, the largest first", () => {
    expect(adviseContextTooLarge(FACTS)).toEqual({
      rule: "context-too-large",
      advice: "List node_modules and .git in .dockerignore, unless the build reads that.",
      evidence:
        "The whole context is copied or mounted, and with it node_modules (310.0 MB) and .git (45.0 MB) was sent to the builder.",
      url: "https://github.com/OWNER/multiarch-build/blob/main/docs/advice.md#context-too-large",
    });
  });

  it("begins at 20 MB", () => {
    const advise = (bytes: number) =>
      adviseContextTooLarge({ ...FACTS, needless: [{ name: ".git", bytes }] });
    expect(advise(20_000_000)).toBeDefined();
    expect(advise(19_999_999)).toBeUndefined();
  });

  it.each([
    { where: "less was sent", facts: { metrics: aMetrics({ contextBytes: 354_999_999 }) } },
    { where: "it is not known what was sent", facts: { metrics: UNMEASURED } },
    { where: "no folder was measured", facts: { needless: undefined } },
  ])("is silent where $where", ({ facts }) => {
    expect(adviseContextTooLarge({ ...FACTS, ...facts })).toBeUndefined();
  });
});

describe("needlessFolders", () => {
  it.each([
    { line: "COPY . .", all: true },
    { line: "COPY ./ /srv/", all: true },
    { line: "ADD / /srv/", all: true },
    { line: "COPY * ./", all: true },
    { line: "COPY --exclude=.git . .", all: true },
    { line: "COPY --from=alpine . .", all: false },
    { line: "COPY src .", all: false },
    { line: "RUN --mount=target=/src make", all: true },
    { line: "RUN --mount=type=bind,source=.,target=/src make", all: true },
    { line: "RUN --mount=type=bind,src=/,target=/src make", all: true },
    { line: "RUN --mount=type=bind,source=go.mod,target=/src make", all: false },
    { line: "RUN --mount=from=alpine,target=/src make", all: false },
    { line: "RUN --mount=type=cache,target=/src make", all: false },
  ])("knows whether $line takes all of the context", ({ line, all }) => {
    expect(needlessFolders(aDockerfile("FROM alpine", line), undefined, "")).toEqual(all ? [".git"] : []);
  });

  it.each([
    { line: "RUN npm ci", folders: [".git", "node_modules"] },
    { line: "RUN pip install -r requirements.txt", folders: [".git", ".venv"] },
    { line: "RUN cargo build --release", folders: [".git", "target"] },
    { line: "RUN mvn package", folders: [".git", "target"] },
    { line: "RUN git describe --tags >version", folders: [] },
    { line: "ENV git=1", folders: [".git"] },
  ])("knows what $line makes or needs", ({ line, folders }) => {
    expect(needlessFolders(aDockerfile("FROM alpine", "COPY . .", line), undefined, "")).toEqual(folders);
  });

  it.each([
    { line: ".git", ignored: true },
    { line: "/.git/", ignored: true },
    { line: "./.git\r", ignored: true },
    { line: "**/.git", ignored: true },
    { line: ".git/objects", ignored: true },
    { line: "*", ignored: true },
    { line: ".g*", ignored: true },
    { line: ".[fg]it", ignored: true },
    { line: ".gi?", ignored: true },
    { line: "", ignored: false },
    { line: "# .git", ignored: false },
    { line: "!.git", ignored: false },
    { line: "*.log", ignored: false },
    { line: "xgit", ignored: false },
    { line: ".gitignore", ignored: false },
    { line: "src/.git", ignored: false },
  ])("leaves out what the line $line of .dockerignore may mean", ({ line, ignored }) => {
    const dockerfile = aDockerfile("FROM alpine", "COPY . .");
    expect(needlessFolders(dockerfile, undefined, `dist\n${line}\n`)).toEqual(ignored ? [] : [".git"]);
  });

  it("looks only at stages that are built", () => {
    const dockerfile = aDockerfile("FROM alpine AS all", "COPY . .", "FROM alpine AS some", "COPY src .");
    expect(needlessFolders(dockerfile, "some", "")).toEqual([]);
    expect(needlessFolders(dockerfile, "missing", "")).toEqual([]);
    expect(needlessFolders(dockerfile, "all", "")).toEqual([".git"]);
  });
});
