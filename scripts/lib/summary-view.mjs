/**
 * Where something lies in its chart, in CSS pixels.
 *
 * @typedef {object} Box
 * @property {number} left
 * @property {number} top
 * @property {number} width
 * @property {number} height
 *
 * @typedef {Box & { name: string }} Bar - Its label is its name, which is empty in a chart whose bars have none.
 *
 * @typedef {Box & { text: string, isSection: boolean }} Label - Any text, the title of a Gantt chart's section among them.
 *
 * @typedef {object} Chart
 * @property {string} kind - Mermaid's name, such as "gantt"; "none" when nothing was drawn.
 * @property {string} title
 * @property {string[]} sections
 * @property {string[]} ticks - The labels of its axes.
 * @property {Label[]} labels - All texts, those above among them.
 * @property {Bar[]} bars - The bars of a Gantt or an XY chart, and the slices of a pie.
 * @property {Box} [plot] - The part of a Gantt chart that is for bars.
 * @property {number} width - In CSS pixels.
 * @property {number} height
 * @property {string} [error] - Why Mermaid drew nothing.
 *
 * @typedef {object} Table
 * @property {string[]} head
 * @property {string[][]} rows
 *
 * What a reader sees who unfolds everything.
 *
 * @typedef {object} Seen
 * @property {string} html - After sanitising and drawing, without the charts' styles.
 * @property {string} text
 * @property {string[]} headings
 * @property {string[]} folded - The titles of the folded parts.
 * @property {Table[]} tables
 * @property {Chart[]} charts
 * @property {string[]} leftovers - Lines that look like markup instead of what it stands for. Text from outside that is
 *   escaped as it should be may look so, too.
 * @property {string[]} scrolled - How the tables and code blocks begin that are wider than the column.
 * @property {boolean} isTooWide - Whether anything else is.
 *
 * With sentences on what is broken: a chart that is not drawn, a bar that cannot be seen, texts that overlap or leave
 * their place, a row with too many or too few cells.
 *
 * @typedef {Seen & { faults: string[] }} SummaryView
 */

/** Rounded edges and the margins of letters are no overlap. */
const TOLERANCE_PX = 2;

/** @param {Box} box */
function rightOf({ left, width }) {
  return left + width;
}

/** @param {Box} box */
function bottomOf({ top, height }) {
  return top + height;
}

/** @param {Box} a @param {Box} b */
function overlap(a, b) {
  const across = Math.min(rightOf(a), rightOf(b)) - Math.max(a.left, b.left);
  const down = Math.min(bottomOf(a), bottomOf(b)) - Math.max(a.top, b.top);
  return across > TOLERANCE_PX && down > TOLERANCE_PX;
}

/** @param {Box} box @param {{ left: number, width: number, height: number }} frame */
function liesIn(box, { left, width, height }) {
  return (
    box.left >= left - TOLERANCE_PX &&
    rightOf(box) <= left + width + TOLERANCE_PX &&
    box.top >= -TOLERANCE_PX &&
    bottomOf(box) <= height + TOLERANCE_PX
  );
}

/** @param {Chart} chart */
function* faultsOfBars({ bars, plot, width, height }) {
  if (bars.length === 0) yield "it has no bars";
  const left = plot?.left ?? 0;
  for (const bar of bars) {
    if (bar.width === 0 || bar.height === 0) yield `the bar "${bar.name}" has no width`;
    // The middle of a milestone's diamond may lie on the edge.
    const room = { left: left - bar.height / 2, width: width - left + bar.height / 2, height };
    if (!liesIn(bar, room)) yield `the bar "${bar.name}" lies outside it`;
  }
}

/** @param {Chart} chart */
function* faultsOfLabels({ labels, ticks, plot, width, height }) {
  for (const [index, label] of labels.entries()) {
    if (!liesIn(label, { left: 0, width, height })) yield `the text "${label.text}" leaves it`;
    if (plot && label.isSection && rightOf(label) > plot.left + TOLERANCE_PX) {
      yield `the section's title "${label.text}" reaches into the bars`;
    }
    for (const other of labels.slice(index + 1)) {
      if (overlap(label, other)) yield `the texts "${label.text}" and "${other.text}" overlap`;
    }
  }
  const repeated = plot ? ticks.filter((tick, index) => ticks.indexOf(tick) < index) : [];
  for (const tick of new Set(repeated)) yield `its axis says "${tick}" more than once`;
}

/** @param {Chart} chart */
function faultsOfChart(chart) {
  if (chart.error !== undefined) return [`it is not drawn: ${chart.error}`];
  return [...faultsOfBars(chart), ...faultsOfLabels(chart)];
}

/**
 * What is broken in what is seen, a sentence each.
 *
 * @param {Seen} seen
 * @returns {string[]}
 */
export function findFaults({ charts, isTooWide }) {
  const ofCharts = charts.flatMap((chart, index) =>
    faultsOfChart(chart).map((fault) => `Chart ${index + 1}: ${fault}.`),
  );
  return isTooWide ? ["The summary is wider than its column.", ...ofCharts] : ofCharts;
}
