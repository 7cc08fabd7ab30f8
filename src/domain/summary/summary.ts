import type { Advice } from "../advice/advice.ts";
import type { Trend } from "../history/trend.ts";
import type { SummaryDetail } from "../inputs.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { Plan } from "../plan.ts";
import type { Verified } from "../verified.ts";
import { adviceList } from "./advice-list.ts";
import { alertList } from "./alerts.ts";
import { cacheBreak } from "./cache-break.ts";
import { cacheText } from "./cache-text.ts";
import { emulationText } from "./emulation-text.ts";
import { headline } from "./headline.ts";
import { inputTable } from "./input-table.ts";
import { platformTable } from "./platform-table.ts";
import { pullCommand } from "./pull-command.ts";
import { fitting, MOST_BYTES } from "./size-limit.ts";
import { slowestSteps } from "./slowest-steps.ts";
import { timeline } from "./timeline.ts";
import { trendText } from "./trend-text.ts";

/** What a summary tells of a finished run beside its plan. */
export interface SummaryFacts {
  /** Absent where nothing was published, or was not read back. */
  readonly verified: Verified | undefined;
  readonly metrics: Metrics;
  readonly advice: readonly Advice[];
  /** Absent where no earlier run is known. */
  readonly trend?: Trend | undefined;
}

/** What is left out first where a summary gets too large; `totals` never is. */
type Weight = "totals" | "rest" | "timeline" | "steps";

interface Section {
  readonly weight: Weight;
  /** Markdown; empty where the section does not apply. */
  readonly text: string;
}

const LEFT_OUT: readonly (readonly Weight[])[] = [
  [],
  ["steps"],
  ["steps", "timeline"],
  ["steps", "timeline", "rest"],
];
/** Platforms in the table, and in one that nothing else has a place beside. */
const MOST_PLATFORMS = 40;
const FEW_PLATFORMS = 5;

/**
 * Renders the job summary of a finished run as Markdown; empty when none is wanted.
 * @param mostBytes of UTF-8, above which details are left out
 */
export function renderSummary(plan: Plan, facts: SummaryFacts, mostBytes = MOST_BYTES): string {
  const detail: SummaryDetail = plan.inputs.summary;
  if (detail === "off") return "";
  const sections = detail === "full" ? fullSections(plan, facts) : compactSections(plan, facts);
  const versions = LEFT_OUT.map((left) => compose(sections, left));
  const least = compose(totals(plan, facts, FEW_PLATFORMS), ["rest"]);
  return fitting([...versions, least], mostBytes);
}

function fullSections(plan: Plan, facts: SummaryFacts): readonly Section[] {
  const { metrics, advice, trend } = facts;
  return [
    ...totals(plan, facts, MOST_PLATFORMS),
    { weight: "rest", text: alertList(trend?.alerts ?? []) },
    { weight: "rest", text: cacheText(metrics) },
    { weight: "steps", text: cacheBreak(metrics) },
    { weight: "rest", text: adviceList(advice) },
    { weight: "timeline", text: timeline(metrics) },
    { weight: "steps", text: slowestSteps(metrics) },
    { weight: "steps", text: emulationText(metrics) },
    { weight: "rest", text: trend === undefined ? "" : trendText(trend, metrics) },
    { weight: "rest", text: inputTable(plan, metrics) },
  ];
}

function compactSections(plan: Plan, facts: SummaryFacts): readonly Section[] {
  const { metrics, advice, trend } = facts;
  return [
    ...totals(plan, facts, MOST_PLATFORMS),
    { weight: "rest", text: alertList(trend?.alerts ?? []) },
    { weight: "rest", text: cacheText(metrics) },
    { weight: "rest", text: adviceList(advice) },
  ];
}

function totals(plan: Plan, facts: SummaryFacts, mostPlatforms: number): readonly Section[] {
  const { verified, metrics } = facts;
  return [
    { weight: "totals", text: headline(plan, metrics, verified) },
    { weight: "totals", text: pullCommand(plan, verified) },
    { weight: "totals", text: platformTable(plan, metrics, mostPlatforms) },
  ];
}

function compose(sections: readonly Section[], leftOut: readonly Weight[]): string {
  const texts = sections
    .filter(({ weight, text }) => text !== "" && !leftOut.includes(weight))
    .map(({ text }) => text);
  const note = leftOut.length === 0 ? [] : ["Details are left out, since GitHub shows no larger summary."];
  return `${[...texts, ...note].join("\n\n")}\n`;
}
