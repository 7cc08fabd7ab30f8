import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "@jest/globals";
import { BROWSER_TIMEOUT_MS, haveBrowser, lookAt } from "../support/summary-page.ts";

const GOLDEN = new URL("../fixtures/summary/", import.meta.url);

/** A Gantt chart of such lines. */
function gantt(...lines: readonly string[]): string {
  const head = ["gantt", "title Where the time went", "dateFormat YYYY-MM-DD HH:mm:ss", "axisFormat %M:%S"];
  return ["```mermaid", ...head, "tickInterval 10second", "todayMarker off", ...lines, "```"].join("\n");
}

const SUMMARY = `### Published <code>example/hello:1.0</code> in 26 s

| Platform | Built | Compressed |
| --- | --- | ---: |
| <code>linux/amd64</code> | native | 1.1 MB |
| <code>linux/arm64</code> | emulated &#124; slow | 1.2 MB |

${gantt(
  "section Prepare",
  "emulation :done, 2024-01-01 00:00:00, 3s",
  "builder :2024-01-01 00:00:01, 5s",
  "section arm64",
  "RUN make :crit, 2024-01-01 00:00:06, 20s",
)}

<details><summary>Inputs</summary>

| Input | Value |
| --- | --- |
| context | <code>examples/hello</code> |

\`\`\`mermaid
xychart-beta
  title "The last runs"
  x-axis ["first", "second"]
  y-axis "seconds" 0 --> 10
  bar [4, 2]
\`\`\`

</details>
`;

beforeAll(haveBrowser, BROWSER_TIMEOUT_MS);

describe("a summary in a browser", () => {
  it("has its headings, tables and folded parts", async () => {
    const view = await lookAt(SUMMARY);
    expect(view).toMatchObject({
      headings: ["Published example/hello:1.0 in 26 s"],
      folded: ["Inputs"],
      tables: [
        {
          head: ["Platform", "Built", "Compressed"],
          rows: [
            ["linux/amd64", "native", "1.1 MB"],
            ["linux/arm64", "emulated | slow", "1.2 MB"],
          ],
        },
        { head: ["Input", "Value"], rows: [["context", "examples/hello"]] },
      ],
      faults: [],
      leftovers: [],
      scrolled: [],
    });
    expect(view.text).toContain("Published example/hello:1.0 in 26 s");
  });

  it("has its charts, whose bars lie where their times are", async () => {
    const { charts } = await lookAt(SUMMARY);
    expect(charts).toMatchObject([
      { kind: "gantt", title: "Where the time went", sections: ["Prepare", "arm64"] },
      { kind: "xychart", title: "The last runs" },
    ]);
    const [timeline, trend] = charts;
    expect(timeline!.ticks).toEqual(["00:00", "00:10", "00:20"]);
    const [emulation, builder, make] = timeline!.bars;
    expect(timeline!.bars.map(({ name }) => name)).toEqual(["emulation", "builder", "RUN make"]);
    expect(emulation!.left).toBeLessThan(builder!.left);
    expect(make!.left).toBeGreaterThanOrEqual(builder!.left + builder!.width - 2);
    expect(make!.width / builder!.width).toBeCloseTo(4, 1);
    expect(trend!.bars[0]!.height / trend!.bars[1]!.height).toBeCloseTo(2, 0);
  });

  it("shows the reader's time zone", async () => {
    const chart = gantt("section A", "a :0, 20s").replace("YYYY-MM-DD HH:mm:ss", "x");
    const [home, away] = [await lookAt(chart), await lookAt(chart, { timeZone: "Asia/Kolkata" })];
    expect([home.charts[0]!.ticks[0], away.charts[0]!.ticks[0]]).toEqual(["00:00", "30:00"]);
  });

  it("runs and loads nothing of what hostile text holds, and leaves its text", async () => {
    const tricks = [
      `<script>document.body.append("pwned")</script>`,
      `<img src="x" onerror="document.body.append('pwned')">`,
      `<a href="javascript:document.body.append('pwned')">link</a>`,
      `<details open ontoggle="document.body.append('pwned')"><summary>unfolded</summary>part</details>`,
      `<svg onload="document.body.append('pwned')"><text>drawing</text></svg>`,
      `<style>body { display: none }</style>`,
      `<iframe srcdoc="<script>parent.document.body.append('pwned')</script>"></iframe>`,
      `<b onclick="x" style="color: red">bold</b>`,
    ];
    const { html, text } = await lookAt(tricks.join("\n\n"));
    expect(html).not.toMatch(/<script|onerror=|ontoggle=|onload=|onclick=|javascript:|srcdoc|color: red/);
    expect(text).not.toContain("pwned");
    for (const kept of ["link", "unfolded", "part", "bold"]) expect(text).toContain(kept);
  });

  it("shows hostile text in a chart as text", async () => {
    const name = "<img src=x onerror=alert(1)>";
    const { charts, faults } = await lookAt(gantt("section A", `${name} :2024-01-01 00:00:00, 20s`));
    expect(charts[0]!.bars).toMatchObject([{ name }]);
    expect(faults).toEqual([]);
  });

  it.each(readdirSync(GOLDEN).filter((name) => name.endsWith(".md")))("is whole in %s", async (name) => {
    const { faults } = await lookAt(readFileSync(new URL(name, GOLDEN), "utf8"));
    expect(faults).toEqual([]);
  });
});

describe("a broken summary", () => {
  it("is told of a chart that Mermaid does not understand", async () => {
    const { charts, faults, text } = await lookAt(gantt("section A", "a line without a colon"));
    expect(charts).toMatchObject([
      { kind: "none", bars: [], error: expect.stringContaining("Parse error on line 8") },
    ]);
    expect(faults).toEqual([expect.stringContaining("Chart 1: it is not drawn: Parse error")]);
    expect(text).toContain("Unable to render rich display");
  });

  it("is told of an empty chart", async () => {
    expect((await lookAt(gantt())).faults).toEqual(["Chart 1: it has no bars."]);
  });

  it("is told of a bar that is too short to be seen", async () => {
    const chart = gantt("section A", "long :2024-01-01 00:00:00, 59s", "short :2024-01-01 00:00:00, 1ms");
    expect((await lookAt(chart)).faults).toEqual([`Chart 1: the bar "short" has no width.`]);
  });

  it("is told of a section's title that covers bars", async () => {
    const title = "a title of many more letters than there is room for";
    const { faults } = await lookAt(gantt(`section ${title}`, "a :2024-01-01 00:00:00, 20s"));
    expect(faults).toContain(`Chart 1: the section's title "${title}" reaches into the bars.`);
  });

  it("is told of a text that leaves its chart, and of ones that overlap", async () => {
    const chart = gantt("section A", "a :2024-01-01 00:00:00, 59s").replace(
      "tickInterval 10",
      "tickInterval 1",
    );
    const long = "w".repeat(300);
    const { faults } = await lookAt(chart.replace("Where the time went", long));
    expect(faults).toContain(`Chart 1: the text "${long}" leaves it.`);
    expect(faults).toContain(`Chart 1: the texts "00:00" and "00:01" overlap.`);
  });

  it("is told of an axis whose steps cannot be told apart", async () => {
    const chart = gantt("section A", "a :2024-01-01 00:00:00, 20s").replace("%M:%S", "%M min");
    expect((await lookAt(chart)).faults).toEqual([`Chart 1: its axis says "00 min" more than once.`]);
  });

  it.each([
    { what: "a bar that is not escaped", row: "| make | a | b |" },
    { what: "a line break", row: "| make |\nall" },
  ])("is told of $what in a table's cell", async ({ row }) => {
    const { faults } = await lookAt(`| Step | Command |\n| --- | --- |\n${row}\n`);
    expect(faults[0]).toContain("This row has not as many cells as its head, | Step | Command |: | make |");
  });

  it("is told of a table that is none", async () => {
    const { tables, leftovers } = await lookAt("| Step | Command |\n| --- |\n| make | all |\n");
    expect(tables).toEqual([]);
    expect(leftovers).toEqual(["| Step | Command |", "| --- |", "| make | all |"]);
  });

  it("is told of markup that a reader sees", async () => {
    const { leftovers } = await lookAt("<p>**bold**</p>\n\n&lt;details&gt; <code>a&amp;#45;b</code> plain\n");
    expect(leftovers).toEqual(["**bold**", "<details>", "a&#45;b"]);
  });

  it("is told of what is wider than the page", async () => {
    const wide = "w".repeat(200);
    expect((await lookAt(`| Digest |\n| --- |\n| ${wide} |\n`)).scrolled).toEqual([
      `Digest ${wide}`.slice(0, 80),
    ]);
  });
});
