export const id = 239;
export const ids = [239,532];
export const modules = {

/***/ 4741:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ describeSaved),
/* harmony export */   e: () => (/* binding */ describeCache)
/* harmony export */ });
/* harmony import */ var _figures_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7209);

/** Says in sentences what the cache did. */
function describeCache(count, cache) {
    return [
        ...(count.total > 0 ? [describeHits(count)] : []),
        ...describeTraffic(cache),
        ...describeSaving(cache),
        ...cache.problems.map(sentence),
    ];
}
/** Says how saving ended. */
function describeSaved({ entries, bytes, sharedEntries, durationMs, reason }) {
    if (reason !== undefined)
        return `The layer cache was not saved: ${reason}.`;
    const shared = sharedEntries > 0 ? `, ${sharedEntries} were there already` : "";
    return `Saved the layer cache: ${entryCount(entries)} with ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .printBytes */ .p)(bytes)} in ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .printDuration */ .c)(durationMs)}${shared}.`;
}
function describeHits({ total, cached }) {
    if (cached === total)
        return `All ${total} steps came from a cache.`;
    return `${cached} of ${total} steps came from a cache.`;
}
function describeTraffic({ restored, served, liveBytes, problems }) {
    if (restored === undefined || served === undefined)
        return [];
    if (restored.entries === 0) {
        return problems.length === 0 ? ["The Actions cache had nothing for this build yet."] : [];
    }
    const of = liveBytes === undefined ? "" : ` of the ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .printBytes */ .p)(liveBytes)} that it has`;
    return [
        `Restored ${entryCount(restored.entries)} with ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .printBytes */ .p)(restored.bytes)} from the Actions cache in ` +
            `${(0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .printDuration */ .c)(restored.ms)}; the build read ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .printBytes */ .p)(served.bytes)}${of}.`,
    ];
}
function describeSaving({ saved, skippedReason }) {
    if (saved !== undefined) {
        return [
            `New in the cache: ${entryCount(saved.entries)} with ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_0__/* .printBytes */ .p)(saved.bytes)}, saved in the background.`,
        ];
    }
    return skippedReason === undefined ? [] : [`Nothing is saved: ${skippedReason}.`];
}
function entryCount(count) {
    return `${count} ${count === 1 ? "entry" : "entries"}`;
}
function sentence(text) {
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}


/***/ }),

/***/ 4463:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EU: () => (/* binding */ fence),
/* harmony export */   TM: () => (/* binding */ folded),
/* harmony export */   aY: () => (/* binding */ code),
/* harmony export */   nf: () => (/* binding */ link),
/* harmony export */   pj: () => (/* binding */ plain),
/* harmony export */   tp: () => (/* binding */ table),
/* harmony export */   vI: () => (/* binding */ shortened)
/* harmony export */ });
/** Longer texts are cut: nobody reads on, and a summary has a largest size. */
const MOST_CHARACTERS = 1000;
/** Longer tables are cut. */
const MOST_ROWS = 40;
// What switches a terminal's colours and titles (ECMA-48), of which letters would stay behind without its first byte.
const TERMINAL_SEQUENCE = 
// eslint-disable-next-line no-control-regex -- they are what it looks for
/\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?)/g;
// What would make text look other than it is: controls, but for blanks and line ends, and what turns its direction.
const UNSEEN = /[^\P{Cc}\s\u0085]|\p{Bidi_Control}/gu;
const MARKUP = /[&<>\\`*_[\]()|~$#@]/g;
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
/**
 * Makes text from outside plain in Markdown and HTML: one line, and nothing in it is markup, a link, a mention or a
 * command to the runner. Long text is cut.
 */
function plain(text) {
    // GitHub looks for mentions and numbers of issues in the rendered text, where an entity is the character again.
    return escaped(text).replace(/&#(?:35|64);(?=\w)/g, "$&&#8203;");
}
/** Shows text as inline code, whatever characters it holds. Long text is cut. GitHub makes no mentions of code. */
function code(text) {
    return `<code>${escaped(text)}</code>`;
}
/** A block of code with a button to copy it; each of the lines stays one. */
function fence(language, lines) {
    const body = lines.map((line) => shortened(line, MOST_CHARACTERS)).join("\n");
    const longest = Math.max(2, ...(body.match(/`+/g) ?? []).map(({ length }) => length));
    const marks = "`".repeat(longest + 1);
    return `${marks}${language}\n${body}\n${marks}`;
}
/** A link to the web; empty where the address is another one, or has characters that are not for addresses. */
function link(words, url) {
    return /^https:\/\/[\w.~:/?#@!&'*+,;=%-]+$/.test(url) ? `[${words}](${url.replaceAll("&", "&amp;")})` : "";
}
/** A part that opens by a click. Both title and body are Markdown already. */
function folded(title, body) {
    return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}
/** A table of the columns that some row has something in. Rows above the most are counted only. */
function table(columns, rows, most = MOST_ROWS) {
    const shown = rows.slice(0, most);
    const used = columns.filter(({ cell }) => shown.some((row) => cell(row) !== ""));
    const lines = [
        line(used.map(({ head }) => head)),
        line(used.map(({ align }) => (align === undefined ? "---" : "---:"))),
        ...shown.map((row) => line(used.map(({ cell }) => cell(row)))),
    ].join("\n");
    return rows.length > most ? `${lines}\n\nand ${rows.length - most} more` : lines;
}
function line(cells) {
    return `| ${cells.join(" | ")} |`;
}
function escaped(text) {
    return (shortened(text, MOST_CHARACTERS)
        .replace(MARKUP, (character) => ENTITIES[character] ?? entity(character))
        // GitHub makes links of bare addresses.
        .replace(/:(?=\/\/)|(?<=\bwww)\./gi, entity)
        // The runner takes `::` for the start of a command when a summary is printed to its log.
        .replaceAll("::", "&#58;&#58;")
        // What begins a line can begin a list, or make a heading of the line above.
        .replace(/^[-+=]|(?<=^\d+)\.(?= |$)/, entity));
}
function entity(character) {
    return `&#${character.charCodeAt(0)};`;
}
/** The text on one line, without what nobody sees, cut to at most so many characters and a mark. */
function shortened(text, most) {
    const seen = text
        .replace(TERMINAL_SEQUENCE, "")
        .replace(UNSEEN, "")
        .replace(/[\s\u0085]+/g, " ")
        .trim();
    if (seen.length <= most)
        return seen;
    const characters = Array.from(seen);
    return characters.length > most ? `${characters.slice(0, most).join("")}…` : seen;
}


/***/ }),

/***/ 3960:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pg: () => (/* binding */ writeJob),
/* harmony export */   Uv: () => (/* binding */ readResult),
/* harmony export */   Zk: () => (/* binding */ writeResult),
/* harmony export */   cd: () => (/* binding */ readJob)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);


const JOB = "save.json";
const RESULT = "save-result.json";
/** Leaves a job in a folder, and takes away the result of another. */
async function writeJob(folder, job) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, RESULT), { force: true });
    await writeWhole((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, JOB), job);
}
/** The job in a folder. */
async function readJob(folder) {
    return JSON.parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, JOB), "utf8"));
}
/** Leaves the result beside the job. */
async function writeResult(folder, result) {
    await writeWhole((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, RESULT), result);
}
/** The result in a folder; undefined while there is none. */
async function readResult(folder) {
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, RESULT), "utf8").catch(() => undefined);
    return text === undefined ? undefined : JSON.parse(text);
}
/** Writes a file that is there as a whole or not at all. */
async function writeWhole(path, value) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(`${path}.part`, JSON.stringify(value));
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)(`${path}.part`, path);
}


/***/ }),

/***/ 4843:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kn: () => (/* binding */ writeOutputs),
/* harmony export */   Mu: () => (/* binding */ askVisibility),
/* harmony export */   Sy: () => (/* binding */ writeSummary),
/* harmony export */   YV: () => (/* binding */ readCacheService),
/* harmony export */   Z$: () => (/* binding */ maskValues),
/* harmony export */   j_: () => (/* binding */ readEvent)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3838);


/** How long an answer of GitHub is worth waiting for, in milliseconds. */
const ANSWER_MS = 5_000;
/** Reads what the runner tells of this run. Outside GitHub Actions every text is empty. */
async function readEvent(env = process.env) {
    const text = (name) => env[name] ?? "";
    const payload = await readPayload(text("GITHUB_EVENT_PATH"));
    const ref = text("GITHUB_REF");
    return {
        name: text("GITHUB_EVENT_NAME"),
        ref,
        sha: text("GITHUB_SHA"),
        runId: text("GITHUB_RUN_ID"),
        repository: text("GITHUB_REPOSITORY"),
        actor: text("GITHUB_ACTOR"),
        pullRequest: payload.pull_request?.number ?? pullRequestOf(ref),
        isPrivate: payload.repository?.private,
    };
}
/**
 * Asks GitHub whether the repository is private, for the events whose payload does not tell.
 * @returns `undefined` when the token may not know, or GitHub does not answer.
 */
async function askVisibility(repository, token) {
    const [owner = "", repo = ""] = repository.split("/");
    try {
        const { getOctokit } = await __webpack_require__.e(/* import() */ 413).then(__webpack_require__.bind(__webpack_require__, 2413));
        const { data } = await getOctokit(token).rest.repos.get({
            owner,
            repo,
            request: { signal: AbortSignal.timeout(ANSWER_MS) },
        });
        return data.private;
    }
    catch (error) {
        _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .debug */ .Yz(`The repository's visibility is not known: ${String(error)}`);
        return undefined;
    }
}
/** Where the Actions cache is and how this run may use it. */
function readCacheService(env = process.env) {
    return {
        token: env["ACTIONS_RUNTIME_TOKEN"],
        url: env["ACTIONS_RESULTS_URL"] ?? env["ACTIONS_CACHE_URL"],
        mode: env["ACTIONS_CACHE_MODE"],
    };
}
/** Hands values to later steps, by the names of action.yml's outputs. */
function writeOutputs(outputs) {
    for (const [name, value] of Object.entries(outputs))
        _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .setOutput */ .uH(name, value);
}
/** Adds Markdown to the job's summary; without a summary file, as outside GitHub Actions, nothing happens. */
async function writeSummary(markdown) {
    if (!process.env["GITHUB_STEP_SUMMARY"])
        return;
    await _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .summary */ .z.addRaw(markdown, true).write();
}
/** Has the runner replace values by *** in everything this job prints from here on. */
function maskValues(values) {
    for (const value of values)
        if (value.trim() !== "")
            _actions_core__WEBPACK_IMPORTED_MODULE_1__/* .setSecret */ .Pq(value);
}
function pullRequestOf(ref) {
    const number = /^refs\/pull\/(\d+)\//.exec(ref)?.[1];
    return number === undefined ? undefined : Number(number);
}
async function readPayload(path) {
    try {
        return { ...JSON.parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, "utf8")) };
    }
    catch {
        return {};
    }
}


/***/ }),

/***/ 4696:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  debug: () => (/* binding */ debug),
  fail: () => (/* binding */ fail),
  group: () => (/* binding */ group),
  notice: () => (/* binding */ notice),
  say: () => (/* binding */ say),
  sayFailure: () => (/* binding */ sayFailure),
  warn: () => (/* binding */ warn),
  warnOf: () => (/* binding */ warnOf)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 7 modules
var core = __webpack_require__(3838);
// EXTERNAL MODULE: ./src/domain/failure.ts
var failure = __webpack_require__(5410);
;// CONCATENATED MODULE: ./src/domain/log-text.ts
// Terminal control sequences (ECMA-48), and control characters other than line ends and tabs.
const CONTROLS = 
// eslint-disable-next-line no-control-regex -- they are what it looks for
/\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b\n]*(?:\u0007|\u001b\\)|[\u0000-\u0008\u000b-\u001f\u007f-\u0084\u0086-\u009f]/g;
/**
 * Makes text from outside safe to print in a workflow's log: no colours, no carriage returns, and nothing the runner
 * would take for a command. The runner reads `::command::` at the start of a line and `##[command]` anywhere in it.
 * The first is moved off the start rather than changed, so that a masked value stays the text the runner masks.
 * @see https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
function logText(text) {
    return text
        .replace(/\r\n?/g, "\n")
        .replace(CONTROLS, "")
        .split("\n")
        .map((line) => (/^[\s\u0085]*::/.test(line) ? `| ${line}` : line).replaceAll("##[", "##\u200b["))
        .join("\n");
}

;// CONCATENATED MODULE: ./src/edges/log.ts



/** Prints text to the log, made safe: whatever it holds, the runner takes none of it for a command. */
function say(text) {
    core/* info */.pq(logText(text));
}
/** Prints what only those want to see who debug. */
function debug(text) {
    if (core/* isDebug */._o())
        core/* debug */.Yz(logText(text));
}
/** Runs `work` inside a folded group of the log. */
async function group(title, work) {
    return core/* group */.Os(logText(title), work);
}
/** Shows a notice on the run's page. */
function notice(text) {
    core/* notice */.lm(logText(text));
}
/** Warns on the run's page, and beside the lines of the file that it is about. */
function warn(text, place) {
    core/* warning */.$e(logText(text), annotation(place));
}
/** Warns of an error that must not fail the job, with its hint. */
function warnOf(what, error) {
    warn(`${what}: ${describeError(error)}`);
}
/** Fails the step with an error's message and hint; what it came from is printed for those who debug. */
function fail(error) {
    if (error instanceof Error && error.cause instanceof Error)
        core/* debug */.Yz(logText(error.cause.stack ?? ""));
    if (error instanceof Error && !(error instanceof failure/* ActionError */.l))
        say(error.stack ?? "");
    core/* error */.z3(logText(describeError(error)), annotation(error instanceof failure/* ActionError */.l ? error.place : undefined));
    process.exitCode = core/* ExitCode */.yU.Failure;
}
/** Prints an error for a person at a terminal, and makes the process end with 1. */
function sayFailure(error) {
    say(describeError(error));
    process.exitCode = 1;
}
function annotation(place) {
    return place === undefined ? {} : { file: place.file, startLine: place.line, endLine: place.endLine };
}
function describeError(error) {
    if (!(error instanceof Error))
        return String(error);
    if (!(error instanceof failure/* ActionError */.l)) {
        return `${error.message}\nThis is a defect of the action: please report it with the log.`;
    }
    return error.hint === undefined ? error.message : `${error.message}\n${error.hint}`;
}


/***/ }),

/***/ 180:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ cancellation),
/* harmony export */   v: () => (/* binding */ pause)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8500);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_timers_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5410);


/**
 * Waits, in milliseconds.
 * @throws ActionError as {@link cancellation} when aborted.
 */
async function pause(delayMs, signal) {
    await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(delayMs, undefined, signal && { signal }).catch(() => {
        throw cancellation(signal);
    });
}
/** What to throw for an aborted signal: its own reason when that is an ActionError, else one of code `cancelled`. */
function cancellation(signal) {
    const reason = signal?.reason;
    return reason instanceof _domain_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l ? reason : new _domain_failure_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l("cancelled", "the run was cancelled");
}


/***/ }),

/***/ 7053:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ signalGroup),
/* harmony export */   s: () => (/* binding */ isRunningWith)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);

/**
 * Tells whether a process is still there that was started with an argument: its number may be another one's by now. Of
 * one that has ended but was not yet waited for, the command line is empty.
 */
async function isRunningWith(argument, pid) {
    const commandLine = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    return commandLine.split("\0").includes(argument);
}
/**
 * Sends a signal to a process that leads a group, and to all in the group; 0 only asks whether there is any.
 * @returns whether there was.
 */
function signalGroup(pid, signal) {
    try {
        return process.kill(-pid, signal);
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 6523:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   endSave: () => (/* binding */ endSave)
/* harmony export */ });
/* harmony import */ var _domain_cache_report_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4741);
/* harmony import */ var _domain_handover_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6129);
/* harmony import */ var _domain_markdown_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4463);
/* harmony import */ var _edges_github_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4843);
/* harmony import */ var _edges_log_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4696);
/* harmony import */ var _edges_workspace_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7423);
/* harmony import */ var _save_cache_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2836);







/** How long the post phase waits for the layer cache to be saved, in milliseconds. */
const LIMIT_MS = 5 * 60_000;
/** Waits for the process that saves the layer cache, and tells what came of it. */
async function endSave(folder, pid) {
    try {
        const result = await (0,_save_cache_js__WEBPACK_IMPORTED_MODULE_4__/* .finishSave */ .j_)({ folder: (0,_domain_handover_js__WEBPACK_IMPORTED_MODULE_5__/* .cacheFolder */ .n)({ folder }), pid }, LIMIT_MS);
        const text = (0,_domain_cache_report_js__WEBPACK_IMPORTED_MODULE_6__/* .describeSaved */ .R)(result);
        (0,_edges_log_js__WEBPACK_IMPORTED_MODULE_2__.say)(text);
        // It is of no use any more, and may be what fills the disk that the summary is on.
        await (0,_edges_workspace_js__WEBPACK_IMPORTED_MODULE_3__/* .removeRunFolder */ .UG)((0,_domain_handover_js__WEBPACK_IMPORTED_MODULE_5__/* .cacheFolder */ .n)({ folder }));
        // The main phase told what was to be saved; only what is otherwise is worth a line more.
        if (result.reason !== undefined)
            await (0,_edges_github_js__WEBPACK_IMPORTED_MODULE_1__/* .writeSummary */ .Sy)(`${(0,_domain_markdown_js__WEBPACK_IMPORTED_MODULE_0__/* .plain */ .pj)(text)}\n`);
    }
    catch (error) {
        (0,_edges_log_js__WEBPACK_IMPORTED_MODULE_2__.warnOf)("It is not known whether the layer cache was saved", error);
    }
}


/***/ }),

/***/ 2836:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  j_: () => (/* binding */ finishSave),
  k2: () => (/* binding */ startSave),
  wl: () => (/* binding */ stopSave)
});

// EXTERNAL MODULE: ./src/domain/figures.ts
var figures = __webpack_require__(7209);
// EXTERNAL MODULE: ./src/edges/cache-save/job.ts
var job = __webpack_require__(3960);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/edges/pause.ts
var pause = __webpack_require__(180);
// EXTERNAL MODULE: ./src/edges/process-group.ts
var process_group = __webpack_require__(7053);
;// CONCATENATED MODULE: ./src/edges/cache-save/process.ts






const LOG = "save.log";
const POLL_MS = 20;
/** How long it may take to end by itself once it was asked to. */
const GRACE_MS = 2_000;
/**
 * Starts the process. It goes on when this one ends, and holds none of its streams: the runner waits for those.
 * @returns its number.
 * @throws the system's error when it cannot be started.
 */
async function startSaveProcess({ folder, command, env = process.env }) {
    const [program, ...args] = command ?? [process.execPath, process.argv[1] ?? "", "cache-save"];
    const log = await (0,promises_.open)((0,external_node_path_.join)(folder, LOG), "w");
    try {
        const stdio = ["ignore", log.fd, log.fd];
        const child = (0,external_node_child_process_.spawn)(program, [...args, folder], { env, detached: true, stdio: [...stdio] });
        await (0,external_node_events_.once)(child, "spawn");
        child.unref();
        return child.pid ?? 0;
    }
    finally {
        await log.close();
    }
}
/** Tells whether it is still there. */
async function isSaveRunning({ folder, pid }) {
    return (0,process_group/* isRunningWith */.s)(folder, pid);
}
/** Asks it to end, makes it after a while, and resolves when it is gone with all it started. */
async function endSaveProcess(saving) {
    const giveUpAt = performance.now() + GRACE_MS;
    if (await isSaveRunning(saving))
        (0,process_group/* signalGroup */.i)(saving.pid, "SIGTERM");
    while (await isSaveRunning(saving)) {
        if (performance.now() > giveUpAt)
            await killAll(saving.pid);
        await (0,pause/* pause */.v)(POLL_MS);
    }
}
/** The last line of what it printed that tells of an error; it prints nothing otherwise. */
async function lastErrorLine(folder) {
    const text = await (0,promises_.readFile)((0,external_node_path_.join)(folder, LOG), "utf8").catch(() => "");
    return text
        .split("\n")
        .findLast((line) => /error/i.test(line))
        ?.trim();
}
/** The cache client leads a group of its own, which would not hear of the end of this one. */
async function killAll(pid) {
    const children = await (0,promises_.readFile)(`/proc/${pid}/task/${pid}/children`, "utf8").catch(() => "");
    for (const leader of [pid, ...children.split(" ").filter(Boolean).map(Number)])
        (0,process_group/* signalGroup */.i)(leader, "SIGKILL");
}

;// CONCATENATED MODULE: ./src/phases/save-cache.ts




const save_cache_POLL_MS = 25;
/**
 * Starts to save a cache in a process that outlives the step, and resolves with its number once it runs; undefined when
 * there is nothing to save.
 * @throws the system's error when the folder cannot be written or the process cannot be started.
 */
async function startSave({ plan, files, root, deadlineMs, ...command }) {
    if (plan.kind === "nothing")
        return undefined;
    const wanted = plan.uploads.flatMap(({ digests }) => digests);
    const entries = wanted.flatMap((digest) => {
        const file = files.get(digest);
        return file === undefined ? [] : [[digest, file]];
    });
    await (0,job/* writeJob */.Pg)(command.folder, { plan, files: Object.fromEntries(entries), root, deadlineMs });
    return startSaveProcess(command);
}
/** Waits until the process has saved the cache, and ends it when it has not after so long. */
async function finishSave(saving, limitMs) {
    const startedAt = performance.now();
    for (;;) {
        const isRunning = await isSaveRunning(saving);
        // Looked for after the process, which may leave it and end between the two.
        const result = await (0,job/* readResult */.Uv)(saving.folder);
        if (result)
            return result;
        const waitedMs = performance.now() - startedAt;
        if (!isRunning)
            return unfinished(await describeEnd(saving.folder), waitedMs);
        if (waitedMs >= limitMs)
            return stopLate(saving, limitMs);
        await (0,pause/* pause */.v)(save_cache_POLL_MS);
    }
}
/** Ends the process of a run that was cancelled, with all it started. */
async function stopSave(saving) {
    await endSaveProcess(saving);
}
async function stopLate(saving, limitMs) {
    await endSaveProcess(saving);
    const reason = `it did not end within ${(0,figures/* printDuration */.c)(limitMs)}`;
    return (await (0,job/* readResult */.Uv)(saving.folder)) ?? unfinished(reason, limitMs);
}
async function describeEnd(folder) {
    const line = await lastErrorLine(folder);
    return `the process that saves it ended too early${line === undefined ? "" : `: ${line}`}`;
}
function unfinished(reason, durationMs) {
    return { entries: 0, bytes: 0, sharedEntries: 0, durationMs: Math.round(durationMs), reason };
}


/***/ }),

/***/ 9461:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {

// Stands in for undici in the bundle (see `paths` in tsconfig.json): it takes longer to load than all else that a run
// needs, and is used only by the GitHub client, and by others where there is a proxy.
Object.defineProperty(exports, "ProxyAgent", ({ get: () => (__webpack_require__(6752)/* .ProxyAgent */ .kT) }));
Object.defineProperty(exports, "fetch", ({ get: () => (__webpack_require__(6752)/* .fetch */ .hd) }));


/***/ })

};
