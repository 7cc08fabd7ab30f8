/// <reference lib="dom" />
/* global CSS, document, NodeFilter */
// This file runs in the page: it imports nothing, and other files read it as text. The types in summary-view.mjs say
// what its results mean.

/** Signs that a reader sees Markdown, HTML or an entity instead of what it stands for. */
const MARKUP = [
  /^\s*\|.*\|/, // a row of a table
  /^\s*#{1,6}\s/, // a heading
  /\*\*|~~|`/, // what frames text
  /\[[^\]]*\]\([^)]*\)/, // a link
  /^\s*\[!\w+\]/, // an alert
  /<\/?[a-z][^>]*>/i,
];
const ENTITY = /&(#\d+|#x[\da-f]+|[a-z][a-z\d]*);/i;

const NOTHING_DRAWN = {
  kind: "none",
  title: "",
  sections: [],
  ticks: [],
  labels: [],
  bars: [],
  width: 0,
  height: 0,
};

/** @param {Element} element */
function textOf(element) {
  return (element.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** @param {Element} parent @param {string} selector */
function textsOf(parent, selector) {
  return [...parent.querySelectorAll(selector)].map(textOf).filter((text) => text !== "");
}

/** @param {HTMLTableElement} table */
function lookAtTable(table) {
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  return {
    head: [...table.querySelectorAll("thead th")].map(textOf),
    rows: rows.map((row) => [...row.cells].map(textOf)),
  };
}

/** @param {Element} element @param {DOMRect} frame */
function boxOf(element, frame) {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { left: left - frame.left, top: top - frame.top, width, height };
}

/** @param {Element} svg @param {DOMRect} frame */
function barsOf(svg, frame) {
  return [...svg.querySelectorAll("rect.task, .plot rect, .pieCircle")].map((bar) => {
    const label = bar.id && svg.querySelector(`[id="${CSS.escape(bar.id)}-text"]`);
    return { name: label ? textOf(label) : "", ...boxOf(bar, frame) };
  });
}

/** @param {HTMLElement} chart @returns {import("./summary-view.mjs").Chart} */
function lookAtChart(chart) {
  const svg = chart.querySelector("svg");
  if (svg === null) return { ...NOTHING_DRAWN, error: chart.dataset["error"] ?? "Nothing was drawn." };
  const frame = svg.getBoundingClientRect();
  const plot = svg.querySelector(".grid .domain");
  const labels = [...svg.querySelectorAll("text")].map((text) => ({
    text: textOf(text),
    isSection: text.matches(".sectionTitle"),
    ...boxOf(text, frame),
  }));
  return {
    kind: svg.getAttribute("aria-roledescription") ?? "",
    title: textsOf(svg, ".titleText, .chart-title, .pieTitleText").join(" "),
    sections: textsOf(svg, ".sectionTitle"),
    ticks: textsOf(svg, ".tick text, .label text"),
    labels: labels.filter(({ text }) => text !== ""),
    bars: barsOf(svg, frame),
    width: frame.width,
    height: frame.height,
    ...(plot && { plot: boxOf(plot, frame) }),
  };
}

/** @param {HTMLElement} article */
function leftoversOf(article) {
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const leftovers = [];
  while (walker.nextNode()) {
    const { textContent, parentElement } = walker.currentNode;
    if (parentElement?.closest("style")) continue;
    const signs = parentElement?.closest("code, pre, .chart") ? [ENTITY] : [...MARKUP, ENTITY];
    const lines = (textContent ?? "").split("\n");
    leftovers.push(...lines.filter((line) => signs.some((sign) => sign.test(line))));
  }
  return leftovers.map((line) => line.trim().slice(0, 200));
}

/** @param {Element} element */
function isTooWide(element) {
  return element.scrollWidth > element.clientWidth + 1; // what is shown is rounded
}

/** @param {HTMLElement} article */
function htmlOf(article) {
  const copy = /** @type {HTMLElement} */ (article.cloneNode(true));
  for (const style of copy.querySelectorAll(".chart style")) style.remove();
  return copy.innerHTML;
}

/** @returns {import("./summary-view.mjs").Seen} */
function look() {
  const article = /** @type {HTMLElement} */ (document.querySelector("article"));
  const charts = /** @type {NodeListOf<HTMLElement>} */ (article.querySelectorAll(".chart"));
  const boxes = [...article.querySelectorAll("table, pre")].filter(isTooWide);
  return {
    html: htmlOf(article),
    text: article.innerText,
    headings: textsOf(article, "h1, h2, h3, h4, h5, h6"),
    folded: textsOf(article, "details > summary"),
    tables: [...article.querySelectorAll("table")].map(lookAtTable),
    charts: [...charts].map(lookAtChart),
    leftovers: leftoversOf(article),
    scrolled: boxes.map((box) => textOf(box).slice(0, 80)),
    isTooWide: isTooWide(article),
  };
}

Object.assign(globalThis, { look });
