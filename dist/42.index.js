export const id = 42;
export const ids = [42];
export const modules = {

/***/ 661:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Docker: () => (/* binding */ Docker),
  B: () => (/* binding */ DockerError)
});

// EXTERNAL MODULE: ./src/domain/failure.ts
var failure = __webpack_require__(5410);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/edges/user-config.ts
var user_config = __webpack_require__(4070);
;// CONCATENATED MODULE: ./src/edges/buildx-plugin.ts



// The order of https://github.com/docker/cli/blob/master/cli-plugins/manager/manager_unix.go
const SYSTEM_FOLDERS = [
    "/usr/local/lib/docker/cli-plugins",
    "/usr/local/libexec/docker/cli-plugins",
    "/usr/lib/docker/cli-plugins",
    "/usr/libexec/docker/cli-plugins",
];
/**
 * The path of the buildx that `docker buildx` would start; `undefined` where only docker itself knows, such as in a
 * folder that its config names. Starting it directly does the same a tenth of a second sooner, each time.
 */
function findBuildx(env) {
    const folders = [(0,external_node_path_.join)((0,user_config/* userConfigFolder */.C)(env), "cli-plugins"), ...SYSTEM_FOLDERS];
    return folders.map((folder) => (0,external_node_path_.join)(folder, "docker-buildx")).find(isProgram);
}
function isProgram(path) {
    try {
        (0,external_node_fs_.accessSync)(path, external_node_fs_.constants.X_OK);
        return true;
    }
    catch {
        return false;
    }
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: external "node:readline"
var external_node_readline_ = __webpack_require__(481);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./src/edges/process-group.ts
var process_group = __webpack_require__(7053);
;// CONCATENATED MODULE: ./src/edges/child.ts





/** How long a child may take to end by itself once it was asked to, in milliseconds. */
const GRACE_MS = 5_000;
const POLL_MS = 20;
/** The lines of each stream that are kept to tell what happened. */
const TAIL_LINES = 400;
/**
 * Runs a command to its end, which is when it is gone and its streams are closed; one that the signal ends takes its
 * children with it.
 * @throws the system's error, such as ENOENT, when it cannot be started.
 */
async function runChild({ command, args, env, onLine, signal }) {
    // A process group of its own can be signalled as a whole: docker starts buildx, which may start more.
    const child = (0,external_node_child_process_.spawn)(command, args, { env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    let groupEnded;
    const end = () => {
        groupEnded = endGroup(child);
    };
    signal?.addEventListener("abort", end, { once: true });
    try {
        const [[exitCode], stdout, stderr] = await Promise.all([
            (0,external_node_events_.once)(child, "close"),
            readLines(child.stdout, onLine),
            readLines(child.stderr, onLine),
        ]);
        return { exitCode: exitCode ?? 1, stdout, stderr };
    }
    finally {
        signal?.removeEventListener("abort", end);
        await groupEnded;
    }
}
/** Asks a child's group to end, and makes it after a while. */
async function endGroup({ pid }) {
    if (pid === undefined)
        return;
    (0,process_group/* signalGroup */.i)(pid, "SIGTERM");
    const giveUpAt = performance.now() + GRACE_MS;
    while ((0,process_group/* signalGroup */.i)(pid, 0)) {
        if (performance.now() > giveUpAt)
            (0,process_group/* signalGroup */.i)(pid, "SIGKILL");
        await (0,promises_.setTimeout)(POLL_MS);
    }
}
async function readLines(stream, onLine) {
    const tail = [];
    for await (const line of (0,external_node_readline_.createInterface)({ input: stream, crlfDelay: Infinity })) {
        onLine(line);
        tail.push(line);
        if (tail.length > TAIL_LINES)
            tail.shift();
    }
    return tail.join("\n");
}

;// CONCATENATED MODULE: ./src/edges/docker.ts



/** Thrown when a docker command ends with another exit code than 0. */
class DockerError extends failure/* ActionError */.l {
    /** The end of what the command printed to stderr. */
    output;
    constructor(args, output) {
        super("docker", `docker ${args.slice(0, 2).join(" ")} failed: ${lastWords(output)}`);
        this.output = output;
    }
}
/**
 * The docker client: the only place that starts it. Arguments go to it as they are, never through a shell, and its
 * exit code alone tells failure. @actions/exec is not used for it: what that started it cannot end.
 */
class Docker {
    #env;
    #signal;
    /** The commands under way, of this client and those made from it. */
    #running;
    /** `signal` ends commands with all their children. */
    constructor(env = process.env, signal, running = new Set()) {
        this.#env = definedOnly(env);
        this.#signal = signal;
        this.#running = running;
    }
    /** The same client with another docker config folder. */
    withConfig(folder) {
        return new Docker({ ...this.#env, DOCKER_CONFIG: folder }, this.#signal, this.#running);
    }
    /** Resolves when no command is under way any more, however it ended. */
    async ended() {
        await Promise.allSettled(this.#running);
    }
    /**
     * Runs a command, with its output line by line, and resolves with the end of its stdout.
     * @throws the signal's reason; ActionError `docker-missing`; {@link DockerError}.
     */
    async run(args, options = {}) {
        const { onLine = () => undefined } = options;
        const signals = [this.#signal, options.signal].filter((one) => one !== undefined);
        const signal = AbortSignal.any(signals);
        signal.throwIfAborted();
        const [command, ...rest] = this.#commandLine(args);
        const child = runChild({ command, args: rest, env: this.#env, onLine, signal });
        this.#running.add(child);
        try {
            const { exitCode, stdout, stderr } = await child.catch(dockerMissing);
            signal.throwIfAborted();
            if (exitCode !== 0)
                throw new DockerError(args, stderr);
            return stdout;
        }
        finally {
            this.#running.delete(child);
        }
    }
    #commandLine(args) {
        const buildx = args[0] === "buildx" ? findBuildx(this.#env) : undefined;
        return buildx === undefined ? ["docker", ...args] : [buildx, ...args.slice(1)];
    }
}
/** docker's last line says what went wrong, unless it says where help is; those before are progress. */
function lastWords(output) {
    const lines = output.split("\n").map((line) => line.trim());
    const said = lines.filter((line) => line !== "" && !/^(?:Run|See) 'docker .*--help'/.test(line));
    return said.at(-1)?.replace(/^ERROR:\s*/, "") ?? "";
}
function definedOnly(env) {
    const entries = Object.entries(env).filter((entry) => entry[1] !== undefined);
    return Object.fromEntries(entries);
}
function dockerMissing(cause) {
    const text = cause instanceof Error ? cause.message : String(cause);
    if (!text.includes("ENOENT"))
        throw cause;
    throw new failure/* ActionError */.l("docker-missing", "There is no docker command on this runner", {
        hint: "Use a runner with Docker, such as ubuntu-24.04, or install the docker client and its buildx plugin.",
        cause,
    });
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

/***/ 4070:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ userConfigFolder),
/* harmony export */   f: () => (/* binding */ contextName)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var _variable_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(428);




/** The user's docker config folder. */
function userConfigFolder(env = process.env) {
    return (0,_variable_js__WEBPACK_IMPORTED_MODULE_3__/* .variable */ .b)(env, "DOCKER_CONFIG") ?? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)((0,_variable_js__WEBPACK_IMPORTED_MODULE_3__/* .variable */ .b)(env, "HOME") ?? (0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)(), ".docker");
}
/** The docker context in use, which is also the name of the builder that buildx makes of the engine itself. */
async function contextName(env = process.env) {
    if ((0,_variable_js__WEBPACK_IMPORTED_MODULE_3__/* .variable */ .b)(env, "DOCKER_HOST") !== undefined)
        return "default";
    const context = (0,_variable_js__WEBPACK_IMPORTED_MODULE_3__/* .variable */ .b)(env, "DOCKER_CONTEXT");
    if (context !== undefined)
        return context;
    try {
        const config = JSON.parse(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(userConfigFolder(env), "config.json"), "utf8"));
        const { currentContext } = config;
        return typeof currentContext === "string" && currentContext !== "" ? currentContext : "default";
    }
    catch {
        return "default";
    }
}


/***/ })

};
