import { describe, expect, it } from "@jest/globals";
import { LiveLog } from "../../../src/domain/progress/live-log.ts";
import { aLog, anEvent, aStatus, attempts, aVertex, captured, logOf } from "./a-progress.ts";

const MINUTE_MS = 60_000;

describe("LiveLog", () => {
  it("tells of a build with a cold cache", () => {
    expect(logOf("push")).toEqual([
      "importing cache manifest from 127.0.0.1:5000/cache:1: not found",
      "[internal] load build context: sent 6.0 MB in 107 ms",
      "[build 2/3] COPY big.bin /big",
      "[build 2/3] done in 31 ms",
      "[build 3/3] RUN printf '\\342\\202'; sleep 0.3; printf '\\254 euro\\n'; sleep 1",
      "[build 3/3] | € euro",
      "[build 3/3] done in 1.5 s",
      "[stage-1 2/2] COPY --from=build /big /big",
      "[stage-1 2/2] done in 72 ms",
      "exporting to image: pushing layers: done in 71 ms",
      expect.stringMatching(
        /^exporting to image: pushing manifest for 127\.0\.0\.1:5000\/app:1@sha256:\w+: done in 18 ms$/,
      ),
      "exporting cache to registry: done in 215 ms",
    ]);
  });

  it("needs a line for each step that is cached", () => {
    expect(logOf("link-warm")).toEqual([
      "[2/7] cached: COPY --link a.txt /l/",
      "[3/7] cached: COPY --link b.txt /l/",
      "[4/7] cached: COPY <<EOF /doc",
      "[5/7] cached: RUN <<EOT (set -e...)",
      "[6/7] cached: WORKDIR /w",
      "[7/7] cached: ADD http://127.0.0.1:5000/v2/ /x",
    ]);
  });

  it("tells of layers that are pulled for cached steps, and of base images", () => {
    expect(logOf("registry-source-changed").filter((line) => /pulled|extracted/.test(line))).toEqual([
      "[build 4/6] pulled 152.6 MB in 386 ms",
      "[build 4/6] extracted in 2.3 s",
      "[stage-1 2/3] pulled 41.9 MB in 175 ms",
    ]);
    expect(logOf("registry-cold").filter((line) => line.includes("FROM"))).toEqual([
      "[build 1/6] FROM 127.0.0.1:5056/base:1: pulled 85.7 MB in 337 ms",
      "[build 1/6] FROM 127.0.0.1:5056/base:1: extracted in 3.0 s",
    ]);
  });

  it("shows once more how the step ended that failed", () => {
    const lines = logOf("run-fails");
    const at = lines.indexOf("[2/2] failed after 1.2 s (exit code: 3)");
    expect(lines.slice(at + 1)).toEqual([
      expect.stringMatching(/^\[2\/2\] RUN echo one; .*; exit 3 failed: exit code: 3$/),
      ...Array.from({ length: 20 }, (_, line) => `[2/2] | line ${line + 10}`),
    ]);
  });

  it.each([
    {
      name: "copy-missing",
      last: '[2/3] COPY missing.txt / failed: failed to calculate checksum of ref 97n0d6pmq71bo2trifxsbjv33::az776vuuoufrhkiic70o2gplx: "/missing.txt": not found',
    },
    {
      name: "add-missing",
      last: "[2/3] ADD http://127.0.0.1:5000/v2/nope /x failed: invalid response status 404",
    },
    { name: "stage-fails-beside-another", last: "[two 2/2] | two-fails" },
    { name: "cancel", last: "[2/2] canceled after 2.8 s" },
  ])("ends with what stopped $name", ({ name, last }) => {
    expect(logOf(name).at(-1)).toBe(last);
  });

  it("names the platform in every line of a build for several", () => {
    const lines = logOf("scratch-stages").filter((line) => !line.startsWith("[internal]"));
    expect(lines).toHaveLength(16);
    expect(lines.filter((line) => !/^\[linux\/(amd64|arm64) \d\/3\] /.test(line))).toEqual([]);
    expect(lines).toContain("[linux/arm64 3/3] | aarch64");
  });

  it("names the platform in every line of a stream beside others", () => {
    const lines = logOf("alone-arm64", new LiveLog({ platform: "linux/arm64" }));
    expect(lines.slice(0, 4)).toEqual([
      "[linux/arm64 fin 1/2] FROM 127.0.0.1:5056/mp:1: pulled 1.1 MB in 45 ms",
      "[linux/arm64 shared 1/3] FROM 127.0.0.1:5056/mp:1: pulled 1.1 MB in 58 ms",
      "[linux/arm64 shared 2/3] WORKDIR /w",
      "[linux/arm64 shared 2/3] done in 8 ms",
    ]);
    expect(lines).toContain("[linux/arm64] exporting to image: pushing layers: done in 30 ms");
    expect(lines.filter((line) => !line.startsWith("[linux/arm64"))).toEqual([]);
    const context = [
      anEvent({
        vertexes: [
          aVertex({
            name: "[internal] load build context",
            inputs: [],
            startedAtMs: 0,
            completedAtMs: 9_000,
          }),
        ],
      }),
    ];
    expect(logOf(context, new LiveLog({ platform: "linux/arm64" }))).toEqual([
      "[linux/arm64 internal] load build context: done in 9.0 s",
    ]);
  });

  it.each([
    "alone-amd64",
    "joint-warm-rerun",
    "link-cold",
    "link-joint",
    "onbuild",
    "push",
    "registry-cold",
    "scratch-stages",
  ])("tells of each step of %s once how it began and once how it ended", (name) => {
    const lines = logOf(name);
    const labels = (pattern: RegExp) => lines.flatMap((line) => pattern.exec(line)?.[1] ?? []).toSorted();
    const starts = labels(/^(\[[^\]]*\d+\/\d+\]) (?:ONBUILD )?(?:RUN|COPY|ADD|WORKDIR) /);
    const ends = labels(/^(\[[^\]]*\d+\/\d+\]) done in /);
    expect(starts).toEqual(ends);
    expect(new Set(starts).size).toBe(starts.length);
    expect(starts.length).toBeGreaterThan(0);
  });

  it("tells of a start before and of an end after the output of the same event", () => {
    const vertexes = [aVertex({ startedAtMs: 0, completedAtMs: 50 })];
    expect(new LiveLog().take(anEvent({ vertexes, logs: [aLog("hello\nhalf")] }), 0)).toEqual([
      "[build 2/3] RUN make",
      "[build 2/3] | hello",
      "[build 2/3] | half",
      "[build 2/3] done in 50 ms",
    ]);
  });

  it("loses no line of a burst, and no line that does not end", () => {
    const log = new LiveLog();
    const events = [
      ...attempts("s"),
      anEvent({ logs: [aLog("again\n".repeat(1_000)), aLog("\n"), aLog("rest")] }),
    ];
    expect(events.flatMap((event) => log.take(event, 0))).toEqual([
      "[build 2/3] RUN make",
      ...Array<string>(1_000).fill("[build 2/3] | again"),
      "[build 2/3] |",
    ]);
    expect(log.end()).toEqual(["[build 2/3] | rest", "[build 2/3] not finished"]);
  });

  it("shows output that comes before anything is known of its vertex", () => {
    const log = new LiveLog();
    expect(log.take(anEvent({ logs: [aLog("early\n")] }), 0)).toEqual([" | early"]);
    log.take(attempts("s")[0]!, 0);
    expect(log.take(anEvent({ logs: [aLog("later\n")] }), 0)).toEqual(["[build 2/3] | later"]);
  });

  it("keeps a long or many-lined command on a line of bearable length", () => {
    const name = `[build 2/3] RUN a \n  b ${"x".repeat(500)}`;
    const [line] = logOf(attempts("sc", { name }));
    expect(line).toMatch(/^\[build 2\/3\] RUN a b x{50,}…$/);
    expect(line!.length).toBeLessThan(320);
  });

  it("reports every half minute that a silent step runs", () => {
    const log = new LiveLog();
    log.take(attempts("s")[0]!, 0);
    expect(log.tick(29_999)).toEqual([]);
    expect(log.tick(30_000)).toEqual(["[build 2/3] still running after 30.0 s"]);
    expect(log.tick(31_000)).toEqual([]);
    log.take(anEvent({ logs: [aLog("a sign of life\n")] }), 50_000);
    expect(log.tick(60_000)).toEqual([]);
    expect(log.tick(80_000)).toEqual(["[build 2/3] still running after 1 min 20 s"]);
    log.take(attempts("sc")[1]!, 90_000);
    expect(log.tick(10 * MINUTE_MS)).toEqual([]);
  });

  it("reports how far a long transfer is", () => {
    const log = new LiveLog();
    const vertexes = [aVertex({ name: "[1/2] FROM alpine:3@sha256:abc", inputs: [], startedAtMs: 0 })];
    log.take(anEvent({ vertexes, statuses: [aStatus({ current: 5_000_000 })] }), 0);
    log.take(anEvent({ statuses: [aStatus({ current: 12_000_000 })] }), 20_000);
    expect(log.tick(MINUTE_MS)).toEqual([
      "[1/2] FROM alpine:3: still running after 1 min 00 s, 12.0 MB so far",
    ]);
  });

  it("does not say of a step that it runs while it waits for another", () => {
    const log = new LiveLog();
    const group = { id: "g", name: "[build 2/3] COPY --link a b", isWeak: true };
    const link = attempts("-", { id: "sha256:link", group: { ...group, isWeak: false } });
    for (const event of [...link, ...attempts("s", { group })]) log.take(event, 0);
    expect(log.tick(MINUTE_MS)).toEqual(["[build 2/3] still running after 1 min 00 s"]);
    log.take(attempts("sc", { group })[1]!, MINUTE_MS);
    expect(log.tick(2 * MINUTE_MS)).toEqual([]);
  });

  it("tells of a slow download apart from the step that is made of it", () => {
    const log = new LiveLog();
    const name = "[2/3] ADD http://a /b";
    const step = (notation: string) => attempts(notation, { id: "sha256:b", name, inputs: ["sha256:a"] });
    const download = attempts("s", { name, inputs: [] });
    log.take(step("-")[0]!, 0);
    expect(log.take(download[0]!, 0)).toEqual([]);
    expect(log.tick(MINUTE_MS)).toEqual(["[2/3] still running after 1 min 00 s"]);
    const done = anEvent({
      vertexes: [aVertex({ name, inputs: [], startedAtMs: 1_000, completedAtMs: 10_000 })],
    });
    expect(log.take(done, MINUTE_MS)).toEqual(["[2/3] downloaded in 9.0 s"]);
    expect(log.take(step("Cc")[1]!, MINUTE_MS)).toEqual(["[2/3] cached: ADD http://a /b"]);
  });

  it("names a download after what it is for when it hears of that later", () => {
    const done = anEvent({
      vertexes: [
        aVertex({ name: "[2/3] ADD http://a /b", inputs: [], startedAtMs: 1_000, completedAtMs: 10_000 }),
      ],
    });
    expect(new LiveLog().take(done, 0)).toEqual(["[2/3] ADD http://a /b downloaded in 9.0 s"]);
  });

  it("tells of a failure once, however often it hears of it", () => {
    const [begun, failed] = attempts("se");
    expect(logOf([begun!, failed!, failed!])).toEqual([
      "[build 2/3] RUN make",
      "[build 2/3] failed after 1.0 s (broken)",
      "[build 2/3] RUN make failed: broken",
    ]);
  });

  it("tells of a failure after a hit", () => {
    expect(logOf(attempts("Ccse"))).toEqual([
      "[build 2/3] cached: RUN make",
      "[build 2/3] failed after 1.0 s (broken): RUN make",
      "[build 2/3] RUN make failed: broken",
    ]);
  });

  it("tells of a record that could not be loaded as of a miss", () => {
    expect(logOf(attempts("Cesc"))).toEqual(["[build 2/3] RUN make", "[build 2/3] done in 1.0 s"]);
  });

  it.each([
    { case: "a quick one", name: "[internal] load .dockerignore", notation: "sc", lines: [] },
    {
      case: "several short ones",
      name: "[internal] x",
      notation: "scsc",
      lines: ["[internal] x: done in 2.0 s"],
    },
    { case: "a failed one", name: "[internal] x", notation: "se", lines: ["[internal] x: failed: broken"] },
    { case: "a canceled one", name: "[internal] x", notation: "sx", lines: [] },
    { case: "one that never ran", name: "[internal] x", notation: "-", lines: [] },
    {
      case: "a cache that cannot be imported",
      name: "importing cache manifest from a",
      notation: "se",
      lines: ["importing cache manifest from a: failed: broken"],
    },
  ])("tells of work around the steps only what matters: $case", ({ name, notation, lines }) => {
    expect(logOf(attempts(notation, { name, inputs: [] }))).toEqual(lines);
  });

  it("says of pushing only what is over", () => {
    const push = (overrides: object) =>
      anEvent({ statuses: [aStatus({ id: "pushing layers", ...overrides })] });
    const named = anEvent({ vertexes: [aVertex({ name: "exporting to image", inputs: [] })] });
    expect(logOf([named, push({}), push({ completedAtMs: 4_000 })])).toEqual([
      "exporting to image: pushing layers: done in 4.0 s",
    ]);
  });

  it("prints no line of a build twice because of how its events are cut", () => {
    const whole = logOf("run-fails-joint");
    const single = captured("run-fails-joint").flatMap(({ vertexes, statuses, logs }) => [
      ...vertexes.map((vertex) => anEvent({ vertexes: [vertex] })),
      ...statuses.map((status) => anEvent({ statuses: [status] })),
      ...logs.map((log) => anEvent({ logs: [log] })),
    ]);
    expect(logOf(single)).toEqual(whole);
  });
});
