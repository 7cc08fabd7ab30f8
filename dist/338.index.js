export const id = 338;
export const ids = [338];
export const modules = {

/***/ 4960:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ TRANSFERS)
/* harmony export */ });
/** The part of that folder that the client works in. */
const TRANSFERS = ".transfers";


/***/ }),

/***/ 9254:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  serveCacheStore: () => (/* binding */ serveCacheStore)
});

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./node_modules/@actions/cache/lib/cache.js + 340 modules
var cache = __webpack_require__(1691);
;// CONCATENATED MODULE: ./src/domain/cache-outcome.ts
const MAX_REASON_LENGTH = 200;
const NO_REASON = "the cache client gave no reason";
/** What the client prints for its causes, the most telling first. */
const CAUSES = [
    [/cache (?:read|write) denied: ?[^\n"]*/, "denied"],
    [/effective cache-mode '[^']*' does not permit (?:reads|writes)/, "denied"],
    [/Cache storage quota has been hit/, "denied"],
    [/Failed request: \(40[13]\)[^\n]*/, "denied"],
    [/rate limit will reset in \d+ seconds/, "rate-limited"],
    [/Rate limited: [^\n]*/, "rate-limited"],
    [/Failed request: \(409\)[^\n]*/, "exists"],
    [/Response was not ok/, "exists"],
    [/(?<=Failed to reserve cache: )[^\n]*/, "failed"],
    [/(?<=Failed to (?:restore|save): )[^\n]*/, "failed"],
    [/(?<=Attempt \d+ of \d+ failed with error: ).*?(?=\. Retrying request in)/, "failed"],
    [/(?<=::(?:warning|error)::)[^\n]*/, "failed"],
];
/**
 * Tells how a call of @actions/cache ended. What it returns does not: it is the same for an entry that is not there
 * and for a service that is down. What it prints does, the lines for debugging above all.
 */
function readCacheOutcome({ operation, returned, thrown, output }) {
    if (typeof returned === "string")
        return { kind: "hit", key: returned };
    if (typeof returned === "number" && returned >= 0)
        return { kind: "saved" };
    if (thrown !== undefined)
        return { kind: "failed", reason: describe(thrown) };
    const text = unescapeLines(output);
    for (const [pattern, kind] of CAUSES) {
        const cause = pattern.exec(text)?.[0];
        if (cause !== undefined)
            return { kind, reason: describe(cause) };
    }
    return operation === "save" ? { kind: "failed", reason: NO_REASON } : { kind: "miss" };
}
/** The client's words without what wraps them, and without the queries of addresses, which are secrets. */
function describe(cause) {
    const unreachable = /Unable to make request: (\w+)/.exec(cause)?.[1];
    if (unreachable !== undefined)
        return `the service cannot be reached (${unreachable})`;
    const answer = /(?<=Failed request: )[^\n]*/.exec(cause)?.[0];
    if (answer !== undefined)
        return shorten(`the service answered ${answer.replace(/[()]/g, "")}`);
    const exitCode = /failed with error: The process '[^']*' failed with exit code (\d+)/.exec(cause)?.[1];
    if (exitCode !== undefined)
        return `tar failed with exit code ${exitCode}`;
    return shorten(cause.replace(/^(?:Error: )?(?:Failed to \w+: )?/, ""));
}
function shorten(text) {
    const short = text
        .replace(/(https?:\/\/[^\s?]*)\?\S*/g, "$1")
        .trim()
        .slice(0, MAX_REASON_LENGTH);
    return short === "" ? NO_REASON : short;
}
/** Workflow commands hold their line ends escaped. */
function unescapeLines(output) {
    return output.replaceAll("%0D", "").replaceAll("%0A", "\n").replaceAll("%25", "%");
}

// EXTERNAL MODULE: external "node:async_hooks"
var external_node_async_hooks_ = __webpack_require__(6698);
;// CONCATENATED MODULE: ./src/edges/cache-store/capture.ts

/** Of a call that prints more the end is kept, in which it says what failed. */
const MAX_CHARACTERS = 200_000;
const sinks = new external_node_async_hooks_.AsyncLocalStorage();
/**
 * From now on nothing that this process writes to its streams gets out; what {@link capture} runs has it told.
 */
function silence() {
    for (const stream of [process.stdout, process.stderr])
        stream.write = swallow;
}
/** Runs `work` and tells what it, and only it, writes, however many run at a time. */
function capture(work) {
    const output = { text: "" };
    return sinks.run(output, () => work(output));
}
function swallow(chunk, ...rest) {
    const sink = sinks.getStore();
    if (sink) {
        const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
        sink.text = (sink.text + text).slice(-MAX_CHARACTERS);
        sink.onWrite?.();
    }
    const callback = rest.findLast((value) => typeof value === "function");
    if (callback)
        process.nextTick(callback);
    return true;
}

// EXTERNAL MODULE: ./src/edges/cache-store/message.ts
var message = __webpack_require__(4960);
;// CONCATENATED MODULE: ./src/edges/cache-store/serve.ts






/**
 * Makes this process one that answers the requests of a `CacheStore`, any number at a time, until that hangs up; a last
 * one is still done then.
 */
async function serveCacheStore() {
    silence();
    let last;
    process.on("message", (message) => {
        if ("root" in message)
            enter(message);
        else {
            const answered = answer(message);
            if (message.isLast === true)
                last = answered;
        }
    });
    await (0,external_node_events_.once)(process, "disconnect");
    await last;
    // What else is still under way would keep it alive, for nobody.
    process.exit();
}
/** The cache client takes paths relative to the folder where it is, and the workspace. */
function enter({ root }) {
    process.chdir(root);
    process.env["GITHUB_WORKSPACE"] = root;
    process.env["RUNNER_TEMP"] = (0,external_node_path_.join)(root, message/* TRANSFERS */.V);
}
async function answer(request) {
    const reply = { id: request.id, outcome: await outcomeOf(request) };
    if (process.connected)
        process.send?.(reply);
}
function outcomeOf(request) {
    const { operation, prefixes } = request;
    // What is the newest is asked for before a build, as is whether something is there.
    const isBuildWaiting = operation === "lookup" || prefixes.length > 0;
    return capture(async (output) => {
        const called = call(request).then((returned) => ({ returned }), (error) => ({ returned: undefined, thrown: String(error) }));
        const end = await (isBuildWaiting ? Promise.race([called, secondFailure(output)]) : called);
        return readCacheOutcome({ operation, ...end, output: output.text });
    });
}
/**
 * The client tries five times, which takes half a minute; a build that waits is to go on without the cache before
 * that. What still happens then changes nothing.
 */
function secondFailure(output) {
    return new Promise((resolve) => {
        output.onWrite = () => {
            if (/Attempt 2 of \d+ failed.*Retrying/.test(output.text))
                resolve({ returned: undefined });
        };
    });
}
async function call({ operation, key, paths, prefixes }) {
    if (operation === "save")
        return (0,cache/* saveCache */.Io)([...paths], key);
    return (0,cache/* restoreCache */.P3)([...paths], key, [...prefixes], { lookupOnly: operation === "lookup" });
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
