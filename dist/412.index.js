export const id = 412;
export const ids = [412];
export const modules = {

/***/ 4412:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   awaitLeftClient: () => (/* binding */ awaitLeftClient)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _pause_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(180);


const POLL_MS = 20;
/**
 * Waits for a client that was left to itself, and ends it with all that it started when it has not ended after so long.
 * @param pid its number, which may be another process's by now.
 */
async function awaitLeftClient(pid, limitMs) {
    const giveUpAt = performance.now() + limitMs;
    while (await isClient(pid)) {
        if (performance.now() > giveUpAt)
            end(pid);
        await (0,_pause_js__WEBPACK_IMPORTED_MODULE_1__/* .pause */ .v)(POLL_MS);
    }
}
async function isClient(pid) {
    // Of one that has ended but was not yet waited for, the command line is empty.
    const commandLine = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    return commandLine.split("\0").includes("cache-store");
}
function end(pid) {
    try {
        process.kill(-pid, "SIGKILL");
    }
    catch {
        // It is gone.
    }
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


/***/ })

};
