export const id = 532;
export const ids = [532];
export const modules = {

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

/***/ 9461:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {

// Stands in for undici in the bundle (see `paths` in tsconfig.json): it takes longer to load than all else that a run
// needs, and is used only by the GitHub client, and by others where there is a proxy.
Object.defineProperty(exports, "ProxyAgent", ({ get: () => (__webpack_require__(6752)/* .ProxyAgent */ .kT) }));
Object.defineProperty(exports, "fetch", ({ get: () => (__webpack_require__(6752)/* .fetch */ .hd) }));


/***/ })

};
