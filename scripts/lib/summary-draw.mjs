/// <reference lib="dom" />
/* global document, DOMParser */
// This file runs in the page: it imports nothing, and other files read it as text.

/** What GitHub leaves of HTML in Markdown. Of all else it leaves the text. */
const ELEMENTS = new Set(
  (
    "a abbr b bdo blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr " +
    "i img input ins kbd li mark ol p picture pre q rp rt ruby s samp small source span strike strong sub summary sup " +
    "table tbody td tfoot th thead time tr tt ul var wbr"
  ).split(" "),
);
const ATTRIBUTES = new Set(
  (
    "align alt checked class cite colspan dir disabled height href lang open rowspan scope span src start title type " +
    "valign width"
  ).split(" "),
);
const WITHOUT_TEXT = new Set([
  "iframe",
  "math",
  "noscript",
  "object",
  "script",
  "style",
  "svg",
  "template",
  "title",
]);

/** @param {Attr} attribute */
function isAllowed({ name, value }) {
  if (!ATTRIBUTES.has(name)) return false;
  if (name === "class") return /^language-[\w-]+$/.test(value);
  return !["cite", "href", "src"].includes(name) || /^(https?:|mailto:|[^:]*$)/i.test(value.trim());
}

/** @param {Element} parent */
function sanitise(parent) {
  for (const element of [...parent.children]) {
    sanitise(element);
    for (const attribute of [...element.attributes]) {
      if (!isAllowed(attribute)) element.removeAttribute(attribute.name);
    }
    if (WITHOUT_TEXT.has(element.localName)) element.remove();
    else if (!ELEMENTS.has(element.localName)) element.replaceWith(...element.childNodes);
  }
}

function library() {
  return /** @type {{ mermaid: import("mermaid").Mermaid }} */ (/** @type {unknown} */ (globalThis)).mermaid;
}

/** @param {Element} code @param {number} index */
async function drawChart(code, index) {
  const chart = document.createElement("div");
  chart.className = "chart";
  code.parentElement?.replaceWith(chart);
  const source = code.textContent ?? "";
  try {
    const { svg } = await library().render(`chart-${index}`, source, chart);
    chart.innerHTML = svg;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    chart.dataset["error"] = message;
    chart.textContent = `Unable to render rich display\n\n${message}\n\n${source}`;
  }
}

/**
 * Shows HTML that Markdown became, with all folded parts open.
 *
 * @param {string} html
 */
async function draw(html) {
  // A document of its own loads and runs nothing.
  const { body } = new DOMParser().parseFromString(html, "text/html");
  sanitise(body);
  const article = document.createElement("article");
  article.append(...body.childNodes);
  document.body.replaceChildren(article);
  for (const folded of article.querySelectorAll("details:not([open])")) {
    folded.classList.add("folded");
    folded.toggleAttribute("open", true);
  }
  library().initialize({
    startOnLoad: false,
    securityLevel: "strict",
    suppressErrorRendering: true,
  });
  for (const [index, code] of article.querySelectorAll("pre > code.language-mermaid").entries()) {
    await drawChart(code, index);
  }
}

/** Folds what a reader has to unfold. */
function fold() {
  for (const folded of document.querySelectorAll("details.folded")) folded.toggleAttribute("open", false);
}

Object.assign(globalThis, { draw, fold });
