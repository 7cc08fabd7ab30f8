import { barLabel } from "./bar-label.ts";

/** A stretch of time with a name, which may be any text. */
export interface Bar {
  readonly name: string;
  /** Milliseconds, from the same moment for all. */
  readonly startMs: number;
  readonly durationMs: number;
}

/** A group of bars. Its title is of letters and blanks. */
export interface BarGroup {
  readonly title: string;
  readonly bars: readonly Bar[];
}

/** The shortest bar, as a part of the whole, that is wide enough to be seen. */
const LEAST_SHARE = 1 / 200;

/**
 * Writes the lines of a Gantt chart for Mermaid.
 * @see https://mermaid.js.org/syntax/gantt.html
 */
export function ganttChart(groups: readonly BarGroup[]): readonly string[] {
  const bars = groups.flatMap((group) => group.bars);
  const totalMs = Math.max(1, ...bars.map(({ startMs, durationMs }) => startMs + durationMs));
  const { format, msPerTick } = axisFor(totalMs);
  const task = ({ name, startMs, durationMs }: Bar): string => {
    const start = Math.max(0, startMs);
    const length = Math.max(durationMs, totalMs * LEAST_SHARE);
    const label = barLabel(name, Math.max(0, durationMs));
    return `${label} :${Math.round(start / msPerTick)}, ${Math.ceil(length / msPerTick)}ms`;
  };
  return [
    "gantt",
    "dateFormat x",
    `axisFormat ${format}`,
    "todayMarker off",
    ...groups.flatMap(({ title, bars }) => [`section ${title}`, ...bars.map(task)]),
  ];
}

/**
 * Mermaid knows only points in time, which it prints in the reader's time zone. Milliseconds and seconds since 1970 are
 * the same in all of them; minutes are shown as seconds of a clock that is 60 times slower.
 */
function axisFor(totalMs: number): { readonly format: string; readonly msPerTick: number } {
  // There are about ten marks. Each shows a whole number, and another than the one before it.
  if (totalMs < 10_000) return { format: "%Q ms", msPerTick: 1 };
  if (totalMs < 600_000) return { format: "%s s", msPerTick: 1 };
  return { format: "%s min", msPerTick: 60 };
}
