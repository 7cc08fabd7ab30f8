import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from "@jest/globals";
import {
  askVisibility,
  maskValues,
  readCacheService,
  readEvent,
  writeOutputs,
  writeSummary,
} from "../../src/edges/github.ts";
import { parsePairs } from "../../scripts/lib/runner-files.mjs";
import { anEvent } from "../support/an-event.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "github-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** What work prints to stdout, which is where the runner looks for commands. */
async function printed(work: () => unknown): Promise<string> {
  let text = "";
  const write = jest.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  try {
    await work();
  } finally {
    write.mockRestore();
  }
  return text;
}

describe("readEvent", () => {
  const ENV = {
    GITHUB_EVENT_NAME: "push",
    GITHUB_REF: "refs/heads/main",
    GITHUB_SHA: "0123456789abcdef0123456789abcdef01234567",
    GITHUB_RUN_ID: "4242",
    GITHUB_REPOSITORY: "acme/agent",
    GITHUB_ACTOR: "octocat",
  };

  async function read(payload: string, env: NodeJS.ProcessEnv = {}) {
    const file = join(folder, "event.json");
    await writeFile(file, payload);
    return readEvent({ ...ENV, GITHUB_EVENT_PATH: file, ...env });
  }

  it("reads the runner's variables and the event's payload", async () => {
    expect(await read('{"repository": {"private": false}}')).toEqual(anEvent());
    expect(await read('{"repository": {"private": true}}')).toEqual(anEvent({ isPrivate: true }));
  });

  it("takes the number of a pull request from the payload", async () => {
    const env = { GITHUB_EVENT_NAME: "pull_request_target" };
    const event = anEvent({ name: "pull_request_target", pullRequest: 7, isPrivate: undefined });
    expect(await read('{"pull_request": {"number": 7}}', env)).toEqual(event);
  });

  it("takes the number of a pull request from the ref where the payload has none", async () => {
    const event = anEvent({ ref: "refs/pull/5/merge", pullRequest: 5, isPrivate: undefined });
    expect(await read("{}", { GITHUB_REF: "refs/pull/5/merge" })).toEqual(event);
  });

  it.each(["refs/pull/x/merge", "refs/heads/refs/pull/5/merge", "refs/pull/5", "refs/tags/pull/5/"])(
    "finds no number in %s",
    async (ref) => {
      expect(await read("{}", { GITHUB_REF: ref })).toEqual(anEvent({ ref, isPrivate: undefined }));
    },
  );

  it.each(["", "{", "[]", '"text"', "5", '{"repository": null, "pull_request": null}', "{}"])(
    "knows nothing from the payload %p",
    async (payload) => {
      expect(await read(payload)).toEqual(anEvent({ isPrivate: undefined }));
    },
  );

  it("knows nothing from a payload that is null", async () => {
    expect(await read("null")).toEqual(anEvent({ isPrivate: undefined }));
  });

  it("knows nothing from a payload that is not there", async () => {
    expect(await readEvent({ ...ENV, GITHUB_EVENT_PATH: "/nowhere/event.json" })).toEqual(
      anEvent({ isPrivate: undefined }),
    );
  });

  it("is empty outside GitHub Actions", async () => {
    expect(await readEvent({})).toEqual({
      name: "",
      ref: "",
      sha: "",
      runId: "",
      repository: "",
      actor: "",
      pullRequest: undefined,
      isPrivate: undefined,
    });
  });
});

describe("readCacheService", () => {
  it("reads what the runner tells", () => {
    const env = {
      ACTIONS_RUNTIME_TOKEN: "token",
      ACTIONS_RESULTS_URL: "https://results.example/",
      ACTIONS_CACHE_URL: "https://cache.example/",
      ACTIONS_CACHE_MODE: "read",
    };
    expect(readCacheService(env)).toEqual({ token: "token", url: "https://results.example/", mode: "read" });
  });

  it("takes an older server's address", () => {
    expect(readCacheService({ ACTIONS_CACHE_URL: "https://cache.example/" })).toEqual({
      token: undefined,
      url: "https://cache.example/",
      mode: undefined,
    });
  });

  it("knows nothing where nothing is told", () => {
    expect(readCacheService({})).toEqual({ token: undefined, url: undefined, mode: undefined });
  });
});

describe("askVisibility", () => {
  const seen: { url: string | undefined; authorization: string | undefined }[] = [];
  let answer: (response: ServerResponse, request: IncomingMessage) => void;
  const server = createServer((request, response) => {
    seen.push({ url: request.url, authorization: request.headers.authorization });
    answer(response, request);
  });
  const apiUrl = process.env["GITHUB_API_URL"];

  beforeAll(async () => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    // Read once, when @actions/github is loaded.
    process.env["GITHUB_API_URL"] = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
    if (apiUrl === undefined) delete process.env["GITHUB_API_URL"];
    else process.env["GITHUB_API_URL"] = apiUrl;
  });
  beforeEach(() => {
    seen.length = 0;
  });

  function answerJson(status: number, body: unknown): void {
    answer = (response) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  }

  it.each([true, false])("resolves with what GitHub says: private is %p", async (isPrivate) => {
    answerJson(200, { private: isPrivate });
    expect(await askVisibility("acme/agent", "t0ken")).toBe(isPrivate);
    expect(seen).toEqual([{ url: "/repos/acme/agent", authorization: "token t0ken" }]);
  });

  it.each([401, 403, 404, 500])("does not know after the answer %d, and shows no token", async (status) => {
    answerJson(status, { message: "no" });
    let visibility: boolean | undefined;
    const text = await printed(async () => {
      visibility = await askVisibility("acme/agent", "t0ken");
    });
    expect(visibility).toBeUndefined();
    expect(text).toMatch(/^::debug::The repository's visibility is not known: HttpError: no[^\n]*\n$/);
    expect(text).not.toContain("t0ken");
  });

  it("does not know when GitHub hangs up", async () => {
    answer = (response) => response.destroy();
    await printed(async () => {
      expect(await askVisibility("acme/agent", "t0ken")).toBeUndefined();
    });
  });

  it("does not wait for a GitHub that says nothing", async () => {
    let isHungUp = false;
    let patience: NodeJS.Timeout | undefined;
    answer = (response) => {
      patience = setTimeout(() => {
        isHungUp = true;
        response.destroy();
      }, 30_000);
    };
    await printed(async () => {
      expect(await askVisibility("acme/agent", "t0ken")).toBeUndefined();
    });
    clearTimeout(patience);
    expect(isHungUp).toBe(false);
  });
});

describe("writeOutputs", () => {
  it("hands every value to later steps as it is", async () => {
    const file = join(folder, "output");
    await writeFile(file, "");
    process.env["GITHUB_OUTPUT"] = file;
    const outputs = {
      digest: "sha256:0",
      tags: "one\ntwo",
      hostile: "x\nEOF\nother=y\nother<<EOF\n%0A::error::z",
      metadata: '{"a": "b"}',
      empty: "",
    };
    expect(
      await printed(() => {
        writeOutputs(outputs);
      }),
    ).toBe("");
    delete process.env["GITHUB_OUTPUT"];
    expect(parsePairs(await readFile(file, "utf8"))).toEqual(outputs);
  });
});

describe("writeSummary", () => {
  it("does nothing without a summary file", async () => {
    await expect(writeSummary("# Nothing\n")).resolves.toBeUndefined();
  });

  it("adds to what is there, once", async () => {
    // The toolkit looks at the variable once.
    const file = join(folder, "summary");
    await writeFile(file, "# Others\n");
    process.env["GITHUB_STEP_SUMMARY"] = file;
    await writeSummary("# One & <two>");
    await writeSummary("# Three\n");
    delete process.env["GITHUB_STEP_SUMMARY"];
    expect(await readFile(file, "utf8")).toBe("# Others\n# One & <two>\n# Three\n\n");
  });
});

describe("maskValues", () => {
  it("tells the runner each value in one command, whatever it holds, and none that are blank", async () => {
    const text = await printed(() => {
      maskValues(["s3cret", "", " \n", "two\nlines 100%"]);
    });
    expect(text).toBe("::add-mask::s3cret\n::add-mask::two%0Alines 100%25\n");
  });
});
