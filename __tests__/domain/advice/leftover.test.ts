import { describe, expect, it } from "@jest/globals";
import { leftoversOf } from "../../../src/domain/advice/leftover.ts";
import { anInstruction } from "../dockerfile/a-dockerfile.ts";

const GCC = "a compiler";
const LISTS = "the package lists of apt";
const DNF = "the packages that dnf downloaded";
const PIP = "the packages that pip downloaded";
const NPM = "the packages that npm downloaded";

describe("leftoversOf", () => {
  it.each([
    {
      text: "RUN apt-get update && apt-get install -y --no-install-recommends build-essential=12.10",
      left: [GCC, LISTS],
    },
    { text: "RUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*", left: [] },
    { text: "RUN --mount=type=cache,target=/var/lib/apt apt-get update", left: [] },
    { text: "RUN --mount=type=tmpfs,dst=/var/lib/apt/lists apt-get update", left: [] },
    { text: "RUN --mount=type=secret,id=a apt-get update && rm -rf /tmp/x", left: [LISTS] },
    { text: "RUN apt-get install -y g++-14 && make && apt-get purge -y g++-14", left: [] },
    { text: "RUN apt-get install gcc-doc", left: [] },
    { text: "RUN apk add --no-cache --virtual .build build-base && make && apk del .build", left: [] },
    { text: "RUN apk add openjdk21-jdk", left: [GCC] },
    { text: "RUN make go", left: [] },
    { text: "RUN dnf install -y gcc-c++", left: [GCC, DNF] },
    { text: "RUN microdnf install -y git && microdnf clean all", left: [] },
    { text: "RUN yum install -y git && rm -rf /var/cache/yum", left: [] },
    { text: "RUN --mount=type=cache,destination=/var/cache/dnf dnf install -y git", left: [] },
    { text: "RUN pip install -r requirements.txt", left: [PIP] },
    { text: "RUN pip3 install --no-cache-dir -r requirements.txt", left: [] },
    { text: "RUN python -m pip install a && pip cache purge", left: [] },
    { text: "RUN pip install a && rm -rf ~/.cache/pip", left: [] },
    { text: "RUN PIP_NO_CACHE_DIR=1 pip install a", left: [] },
    { text: "RUN --mount=type=cache,target=/root/.cache pip install a", left: [] },
    { text: "RUN npm ci --omit=dev", left: [NPM] },
    { text: "RUN npm ci && npm cache clean --force", left: [] },
    { text: "RUN npm ci && rm -rf /root/.npm", left: [] },
    { text: "RUN --mount=type=cache,target=/root/.npm npm ci", left: [] },
    { text: "RUN npm run build", left: [] },
    { text: "RUN echo apt-get update", left: [] },
    { text: "COPY apt-get update", left: [] },
  ])("finds $left in $text", ({ text, left }) => {
    expect(leftoversOf(anInstruction(text), []).map(({ what }) => what)).toEqual(left);
  });

  it("knows what variables keep away", () => {
    const run = anInstruction("RUN pip install a && npm ci");
    const variables = [anInstruction("ENV A=b"), anInstruction("ARG PIP_NO_CACHE_DIR=1")];
    expect(leftoversOf(run, variables).map(({ what }) => what)).toEqual([NPM]);
  });
});
