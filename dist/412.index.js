export const id = 412;
export const ids = [412];
export const modules = {

/***/ 4412:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   awaitLeftClient: () => (/* binding */ awaitLeftClient)
/* harmony export */ });
/* harmony import */ var _pause_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(180);
/* harmony import */ var _process_group_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7053);


const POLL_MS = 20;
/**
 * Waits for a client that was left to itself, and ends it with all that it started when it has not ended after so long.
 * @param pid its number, which may be another process's by now.
 */
async function awaitLeftClient(pid, limitMs) {
    const giveUpAt = performance.now() + limitMs;
    while (await (0,_process_group_js__WEBPACK_IMPORTED_MODULE_1__/* .isRunningWith */ .s)("cache-store", pid)) {
        if (performance.now() > giveUpAt)
            (0,_process_group_js__WEBPACK_IMPORTED_MODULE_1__/* .signalGroup */ .i)(pid, "SIGKILL");
        await (0,_pause_js__WEBPACK_IMPORTED_MODULE_0__/* .pause */ .v)(POLL_MS);
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


/***/ })

};
