export const id = 637;
export const ids = [637,42];
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

/***/ 2250:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ cacheRights)
/* harmony export */ });
/** Tells what may be read and written. Where the token does not say, it is taken to allow both. */
function cacheRights({ token, url, mode }) {
    if (!token || !url)
        return { read: false, write: false, reason: "this run has no Actions cache service" };
    if (mode === "none")
        return { read: false, write: false, reason: "the workflow's cache mode is none" };
    const writable = hasWritableScope(token);
    if (!writable)
        return {
            read: mode !== "write-only",
            write: false,
            reason: "the job's token may not write to the cache",
        };
    if (mode === "read")
        return { read: true, write: false, reason: "the workflow's cache mode is read" };
    if (mode === "write-only")
        return { read: false, write: true, reason: "the workflow's cache mode is write-only" };
    return { read: true, write: true, reason: "the job's token may read and write" };
}
/** A token that does not say, or says it in a form that is not known here, is taken to be one that may. */
function hasWritableScope(token) {
    try {
        const payload = token.split(".")[1]?.replaceAll("-", "+").replaceAll("_", "/") ?? "";
        const { ac } = JSON.parse(atob(payload));
        const permissions = JSON.parse(ac).map(({ Permission }) => Permission);
        return permissions.some((permission) => typeof permission !== "number" || (permission & 2) !== 0);
    }
    catch {
        return true;
    }
}


/***/ }),

/***/ 9548:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   HB: () => (/* binding */ unreachable),
/* harmony export */   pV: () => (/* binding */ buildxMissing),
/* harmony export */   s4: () => (/* binding */ parseEngine)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5410);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3013);


/** Of the first buildx, 0.13, with `--progress=rawjson`, `--metadata-file` for pushes and attestations. */
const OLDEST_BUILDX_MINOR = 13;
/**
 * Reads the engine's description of itself (`docker info --format '{{json .}}'`, or `GET /info` of its API) and what
 * `docker buildx version` prints.
 * @throws ActionError `daemon-unreachable` or `buildx-too-old`, each with the way out.
 */
function parseEngine(infoText, buildxText) {
    const info = parseInfo(infoText);
    if (!info.ServerVersion)
        throw unreachable([info.ServerErrors ?? []].flat().join("; ") || "it did not answer");
    const { OSType = "linux", Architecture = "", KernelVersion = "", DockerRootDir = "" } = info;
    return {
        version: info.ServerVersion,
        platform: (0,_platform_js__WEBPACK_IMPORTED_MODULE_1__/* .enginePlatform */ .qY)(OSType, Architecture),
        imageStore: hasContainerdStore(info) ? "containerd" : "classic",
        kernel: KernelVersion,
        rootFolder: DockerRootDir,
        insecureRegistries: insecureRegistries(info),
        buildxVersion: parseBuildxVersion(buildxText),
    };
}
/** The error for a client without buildx. */
function buildxMissing() {
    return new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l("buildx-missing", "The docker client has no buildx plugin", {
        hint: "Install the docker-buildx-plugin package (docker-buildx on Debian and Ubuntu) on this runner.",
    });
}
/** The error for a client that finds no engine, with the client's own words. */
function unreachable(words) {
    return new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l("daemon-unreachable", `No Docker engine answers: ${words}`, {
        hint: "Start the Docker service on this runner, or point DOCKER_HOST or the docker context at an engine that runs. In a container job, mount /var/run/docker.sock.",
    });
}
function parseInfo(text) {
    try {
        return { ...JSON.parse(text) };
    }
    catch (cause) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l("docker", "docker info printed something other than JSON", { cause });
    }
}
function hasContainerdStore({ DriverStatus }) {
    return (DriverStatus ?? []).some(([key, value]) => key === "driver-type" && value.startsWith("io.containerd.snapshotter"));
}
function insecureRegistries({ RegistryConfig }) {
    return Object.entries(RegistryConfig?.IndexConfigs ?? {})
        .filter(([, { Secure }]) => Secure === false)
        .map(([registry]) => registry);
}
/** Reads `github.com/docker/buildx v0.29.1 c8b…`. */
function parseBuildxVersion(text) {
    const version = text.trim().split(/\s+/).slice(1, 2).join().replace(/^v/, "");
    // A distribution's or a developer's build may have any version text, such as 0.0.0+unknown: what tells nothing is
    // taken for current.
    const minor = Number(/^0\.([1-9]\d*)\./.exec(version)?.[1]);
    if (minor < OLDEST_BUILDX_MINOR) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l("buildx-too-old", `buildx ${version} is too old`, {
            hint: `Update buildx to 0.${OLDEST_BUILDX_MINOR} or newer on this runner.`,
        });
    }
    return version;
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

/***/ 7008:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Is: () => (/* binding */ cacheHit),
/* harmony export */   eO: () => (/* binding */ distinctSteps),
/* harmony export */   jF: () => (/* binding */ firstMisses),
/* harmony export */   jg: () => (/* binding */ countSteps),
/* harmony export */   r3: () => (/* binding */ hitRatio)
/* harmony export */ });
/** What a step that several streams tell of is, the first of these that one of them says. */
const WEIGHTS = ["failed", "executed", "cached", "running", "canceled"];
/** The steps of several streams, each once: one that they share as the stream tells it that has the most to say. */
function distinctSteps(streams) {
    const steps = new Map();
    for (const step of streams.flat()) {
        const known = steps.get(step.id) ?? step;
        steps.set(step.id, WEIGHTS.indexOf(step.state) < WEIGHTS.indexOf(known.state) ? step : known);
    }
    return [...steps.values()];
}
/** Counts the steps of several streams. One that they share, such as of a stage for the build machine, counts once. */
function countSteps(streams) {
    const steps = distinctSteps(streams);
    const countOf = (wanted) => steps.filter(({ state }) => state === wanted).length;
    return {
        total: steps.length,
        cached: countOf("cached"),
        executed: countOf("executed"),
        failed: countOf("failed"),
    };
}
/** The share of steps that the cache had, from 0 to 1; 1 when there are none. */
function hitRatio({ total, cached }) {
    return total === 0 ? 1 : cached / total;
}
/** Tells whether the cache had all steps, some or none of them. It had all of none. */
function cacheHit({ total, cached }) {
    if (cached === total)
        return "full";
    return cached === 0 ? "none" : "partial";
}
/**
 * The first step of each stage that was run, by each platform: where the cache broke. Those after it had to be run
 * because of it. In the order in which they began.
 */
function firstMisses(steps) {
    const firsts = new Map();
    for (const step of steps) {
        if (step.state !== "executed" && step.state !== "failed")
            continue;
        const stage = `${step.platform} ${step.stage}`;
        const first = firsts.get(stage);
        if (first === undefined || step.index < first.index)
            firsts.set(stage, step);
    }
    return steps.filter((step) => firsts.get(`${step.platform} ${step.stage}`) === step);
}


/***/ }),

/***/ 395:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ publicUrl)
/* harmony export */ });
/** A URL without what it may hold of a login: user, password and query. Other text stays as it is. */
function publicUrl(text) {
    if (!/^[a-z+]+:\/\//i.test(text))
        return text;
    return text.replace(/(?<=^[a-z+]+:\/\/)[^/?#]*@/i, "").replace(/\?[^#]*/, "");
}


/***/ }),

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

/***/ 9888:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  V8: () => (/* binding */ ensureEmulation),
  kP: () => (/* binding */ readHandlers)
});

// UNUSED EXPORTS: installEmulators

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/domain/binfmt.ts
var binfmt = __webpack_require__(9930);
// EXTERNAL MODULE: ./src/domain/emulator.ts
var emulator = __webpack_require__(441);
// EXTERNAL MODULE: ./src/domain/failure.ts
var failure = __webpack_require__(5410);
// EXTERNAL MODULE: ./src/domain/platform.ts
var domain_platform = __webpack_require__(3013);
;// CONCATENATED MODULE: ./src/domain/emulation-report.ts



/** Enough lines of the installer for an action on every architecture it knows. */
const MOST_LINES = 20;
/**
 * Finds the report in the installer's output, which mixes it with log lines. `undefined` when there is none.
 * @see https://github.com/tonistiigi/binfmt
 */
function installReport(text) {
    try {
        const report = JSON.parse(text.slice(text.lastIndexOf("{"), text.lastIndexOf("}") + 1));
        const { supported, emulators } = report;
        // An empty list is null there.
        return { supported: texts(supported ?? []), emulators: texts(emulators ?? []) };
    }
    catch {
        return undefined;
    }
}
/** Tells whether the installer found a platform to run. It tests architectures, and lists few of their variants. */
function supports({ supported }, { os, architecture }) {
    return supported.some((text) => {
        const [testedOs, testedArchitecture] = text.split("/");
        return testedOs === os && testedArchitecture === architecture;
    });
}
/** What the installer said before its report, as one line: `installing: arm64 OK; installing: arm OK`. */
function installerWords(text) {
    const end = installReport(text) === undefined ? text.length : text.lastIndexOf("{");
    const lines = text.slice(0, end).split(/[\r\n]+/);
    return lines
        .map((line) => line.trim())
        .filter((line) => line !== "")
        .slice(-MOST_LINES)
        .join("; ");
}
/** The error for platforms that still cannot be run once everything was tried; `words` are the installer's. */
function cannotRun(failures, words) {
    const platforms = failures.map(({ platform }) => platform);
    const details = failures
        .map(({ platform, reason }) => `\n- ${(0,domain_platform/* printPlatform */.Lg)(platform)}: ${reason}`)
        .join("");
    const said = words === "" ? "" : `\nThe installer of QEMU said: ${words}`;
    return new failure/* ActionError */.l("emulation", `${(0,emulator/* listPlatforms */.Rd)(platforms)} cannot be run here${details}${said}`, {
        hint: "Set qemu: always to replace what is registered in the kernel, and check that this machine allows the privileged " +
            `container that does so. Or ${(0,emulator/* withoutEmulation */.nT)(platforms)}.`,
    });
}
/** The error for an installer that could not even be started. */
function cannotInstall(platforms, cause) {
    const message = `QEMU could not be installed for ${(0,emulator/* listPlatforms */.Rd)(platforms)}: ${cause.message}`;
    return new failure/* ActionError */.l("emulation", message, {
        hint: "A privileged container installs it: check that this machine allows one. If its image cannot be pulled, set " +
            `qemu-image to a copy in a registry within reach. Or ${(0,emulator/* withoutEmulation */.nT)(platforms)}.`,
        cause,
    });
}
function texts(value) {
    if (Array.isArray(value) && value.every((item) => typeof item === "string"))
        return value;
    throw new TypeError("not a list of texts");
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./src/domain/probe-program.ts
var probe_program = __webpack_require__(8367);
;// CONCATENATED MODULE: ./src/edges/emulation-proof.ts






/** A probe takes milliseconds; an emulator that starts cold on a busy machine may take a second. */
const LIMIT_MS = 10_000;
/**
 * Runs the smallest program of each platform on this kernel, side by side, and resolves with the platforms whose
 * program does not run. Only means something where the engine runs on this kernel too.
 * @param folder Where to make a temporary folder, which is removed again.
 */
async function proveEmulation(platforms, folder = (0,external_node_os_.tmpdir)()) {
    if (platforms.length === 0)
        return [];
    const own = await (0,promises_.mkdtemp)((0,external_node_path_.join)(folder, "probe-"));
    try {
        // All are written before the first is run: a file that is still open for writing cannot be executed.
        const files = await Promise.all(platforms.map((platform) => writeProbe(platform, own)));
        const reasons = await Promise.all(files.map((file) => runProbe(file, own)));
        return platforms.flatMap((platform, at) => {
            const reason = reasons[at];
            return reason === undefined ? [] : [{ platform, reason }];
        });
    }
    finally {
        await (0,promises_.rm)(own, { recursive: true, force: true });
    }
}
async function writeProbe(platform, folder) {
    const program = (0,probe_program/* probeProgram */.XE)(platform);
    if (program === undefined)
        return undefined;
    const file = (0,external_node_path_.join)(folder, (0,domain_platform/* printPlatform */.Lg)(platform).replaceAll("/", "-"));
    await (0,promises_.writeFile)(file, program, { mode: 0o700 });
    return file;
}
/**
 * Why a probe did not run; `undefined` when it did, or when nothing was learnt of its platform. It runs in its own
 * folder since a shell that takes it for a script may find redirections in it.
 */
async function runProbe(file, cwd) {
    if (file === undefined)
        return "no program is known for it";
    return new Promise((resolve) => {
        const options = { cwd, timeout: LIMIT_MS, killSignal: "SIGKILL", env: {} };
        (0,external_node_child_process_.execFile)(file, options, (error, _stdout, stderr) => {
            if (error?.killed === true)
                resolve(`its test program did not end within ${LIMIT_MS / 1000} s`);
            else
                resolve((0,probe_program/* probeFailure */.L$)(error?.code ?? error?.signal ?? 0, stderr));
        });
    });
}

;// CONCATENATED MODULE: ./src/edges/emulation.ts







/** Where the kernel shows its table. */
const TABLE = "/proc/sys/fs/binfmt_misc";
/**
 * Reads the kernel's table of emulators, newest first, which is the order in which the kernel asks them. `undefined`
 * when it is not mounted or not readable.
 */
async function readHandlers(root = TABLE) {
    const names = await listTable(root);
    if (names === undefined)
        return undefined;
    const texts = await Promise.all(names.map((name) => (0,promises_.readFile)((0,external_node_path_.join)(root, name), "utf8").catch(() => "")));
    // The table as a whole can be switched off.
    const on = texts[names.indexOf("status")]?.trim() === "enabled";
    return names
        .map((name, at) => (0,binfmt/* parseHandler */.eQ)(name, texts[at] ?? ""))
        .filter((handler) => handler !== undefined)
        .map((handler) => ({ ...handler, enabled: on && handler.enabled }));
}
/**
 * Registers emulators in the engine's kernel and resolves with what the installer said, which is no proof: it ends
 * with 0 whatever happened.
 * @throws ActionError of the docker command, when the image cannot be pulled or may not run.
 */
async function installEmulators(installation) {
    const { image, docker, architectures, remove } = installation;
    // The installer explains itself on stderr only; with a terminal of its own both streams come as one.
    const run = ["run", "--rm", "--privileged", "--network", "none", "--tty", image];
    const uninstall = remove.length === 0 ? [] : ["--uninstall", remove.join(",")];
    return docker([...run, ...uninstall, "--install", architectures.join(",")]);
}
/**
 * Makes true what was planned: installs what is to be installed, then reads the table back from the kernel and runs a
 * program of every platform that the kernel is to emulate. Does nothing when there is none.
 * @throws ActionError `emulation`, naming every platform that still cannot be run and the installer's own words.
 */
async function ensureEmulation(runs, means) {
    const wanted = runs.filter(({ by }) => by === "install").map(({ platform }) => platform);
    const output = wanted.length === 0 ? "" : await install(wanted, means);
    const present = runs.filter(({ by }) => by === "kernel").map(({ platform }) => platform);
    const failures = means.sharesKernel
        ? await missingHere([...present, ...wanted], means)
        : missingThere(wanted, output);
    if (failures.length > 0)
        throw cannotRun(failures, installerWords(output));
}
async function install(platforms, means) {
    const architectures = distinct(platforms.map(emulator/* emulatorArchitecture */.DZ).filter((name) => name !== undefined));
    const remove = await inTheWay(distinct(platforms.map(emulator/* emulatorName */.ff)), means);
    try {
        return await installEmulators({ image: means.image, docker: means.docker, architectures, remove });
    }
    catch (error) {
        // What ended the whole run, such as a timeout, keeps its own name.
        const failed = error instanceof failure/* ActionError */.l && /^(?:docker|registry.*)$/.test(error.code);
        throw failed ? cannotInstall(platforms, error) : error;
    }
}
/** The handlers whose names the installer needs. Others may stay: the kernel asks the newest first. */
async function inTheWay(names, means) {
    const registered = means.sharesKernel ? await listTable(means.root) : undefined;
    if (registered === undefined)
        return means.policy === "always" ? names : [];
    return names.filter((name) => registered.includes(name));
}
async function missingHere(platforms, { root = TABLE, folder }) {
    if (platforms.length === 0)
        return [];
    const handlers = await readHandlers(root);
    if (handlers === undefined) {
        // Since Linux 6.7 the table is gone when the last mount of it is, and the installer's own is that last one.
        const failures = await proveEmulation(platforms, folder);
        return failures.map(({ platform, reason }) => ({ platform, reason: `${reason}; ${notMounted(root)}` }));
    }
    const unregistered = platforms.flatMap((platform) => unregisteredReason(platform, handlers));
    const rest = platforms.filter((platform) => !unregistered.some((failure) => failure.platform === platform));
    return [...unregistered, ...(await proveEmulation(rest, folder))];
}
function notMounted(root) {
    return `nothing is mounted at ${root}, so the kernel may have forgotten it (mount -t binfmt_misc binfmt_misc ${root})`;
}
function unregisteredReason(platform, handlers) {
    const handler = (0,binfmt/* handlerFor */.ci)(platform, handlers);
    if (handler === undefined)
        return [{ platform, reason: "the kernel has no emulator registered for it" }];
    if ((0,binfmt/* worksInContainers */.oA)(handler))
        return [];
    return [{ platform, reason: `${handler.name} is registered without flag F, which containers need` }];
}
function missingThere(platforms, output) {
    const report = installReport(output);
    return platforms
        .filter((platform) => report === undefined || !supports(report, platform))
        .map((platform) => ({ platform, reason: "the installer does not list it among what it can run" }));
}
/** The names in the table; `undefined` when it is not one. */
async function listTable(root = TABLE) {
    try {
        // Unlike readdir, which sorts, this keeps the kernel's order.
        const names = [];
        for await (const { name } of await (0,promises_.opendir)(root))
            names.push(name);
        return names.includes("status") ? names : undefined;
    }
    catch {
        return undefined;
    }
}
function distinct(names) {
    return [...new Set(names)];
}


/***/ }),

/***/ 7762:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   z: () => (/* binding */ askSocket)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7067);
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_http__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_stream_consumers__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8321);
/* harmony import */ var node_stream_consumers__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_stream_consumers__WEBPACK_IMPORTED_MODULE_1__);


const LIMIT_MS = 5_000;
/**
 * Asks an engine over its unix socket. `undefined` when the host is none, or nobody answers well there: the docker
 * command then knows another way, or better words for what is wrong.
 * @see https://docs.docker.com/reference/api/engine/
 */
async function askSocket(host, path) {
    const socketPath = /^unix:\/\/(.+)$/.exec(host)?.[1];
    if (socketPath === undefined)
        return undefined;
    return new Promise((resolve) => {
        const giveUp = () => {
            resolve(undefined);
        };
        const asked = (0,node_http__WEBPACK_IMPORTED_MODULE_0__.request)({ socketPath, path, timeout: LIMIT_MS }, (response) => {
            if (response.statusCode === 200) {
                (0,node_stream_consumers__WEBPACK_IMPORTED_MODULE_1__.text)(response).then(resolve, giveUp);
            }
            else {
                response.destroy(); // unread, it would keep the process from ending
                giveUp();
            }
        });
        asked.on("error", giveUp).on("timeout", () => asked.destroy());
        asked.end();
    });
}


/***/ }),

/***/ 7406:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  nd: () => (/* binding */ engineHost),
  go: () => (/* binding */ freeBytes),
  kj: () => (/* binding */ readBuilder),
  Rz: () => (/* binding */ readEngine),
  aY: () => (/* binding */ sharesKernel)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: ./src/domain/platform.ts
var platform = __webpack_require__(3013);
;// CONCATENATED MODULE: ./src/domain/builder-facts.ts

/** Reads what `docker buildx inspect NAME` prints. */
function parseBuilderFacts(text) {
    const field = (name) => new RegExp(`^${name}:[ \\t]*(.+)$`, "m").exec(text)?.[1]?.trim();
    const lists = text.match(/(?<=^Platforms:[ \t]*).+$/gm) ?? [];
    const driver = field("Driver") ?? "unknown";
    return {
        name: field("Name") ?? "unknown",
        driver,
        buildkitVersion: field("BuildKit version"),
        isOnHost: driver === "docker" || isHostContainer(text),
        platforms: lists.flatMap((list) => list.split(",").flatMap(knownPlatform)),
    };
}
/** Tells whether there is one node, a container of this machine's engine that has the machine's network. */
function isHostContainer(text) {
    const [endpoint = "", ...others] = text.match(/(?<=^Endpoint:[ \t]*)\S.*$/gm) ?? [];
    const isLocal = others.length === 0 && /^(?:unix:\/\/|default$)/.test(endpoint);
    return isLocal && /^Driver Options:.*[ \t]network="host"(?: |$)/m.test(text);
}
/** A builder may know platforms that we do not; those are none of ours. */
function knownPlatform(text) {
    try {
        return [(0,platform/* parsePlatform */.FL)(text.trim().replace(/\*$/, ""))];
    }
    catch {
        return [];
    }
}

// EXTERNAL MODULE: ./src/domain/engine.ts
var engine = __webpack_require__(9548);
// EXTERNAL MODULE: ./src/domain/failure.ts
var failure = __webpack_require__(5410);
// EXTERNAL MODULE: ./src/edges/docker.ts + 2 modules
var edges_docker = __webpack_require__(661);
// EXTERNAL MODULE: ./src/edges/engine-socket.ts
var engine_socket = __webpack_require__(7762);
// EXTERNAL MODULE: ./src/edges/user-config.ts
var user_config = __webpack_require__(4070);
// EXTERNAL MODULE: ./src/edges/variable.ts
var variable = __webpack_require__(428);
;// CONCATENATED MODULE: ./src/edges/engine.ts









/**
 * Asks the engine what it can do.
 * @param buildxVersion what `docker buildx version` prints
 * @throws ActionError when there is no docker, no engine, no buildx or one that is too old.
 */
async function readEngine(docker, buildxVersion, env = process.env) {
    const [info, version] = await Promise.all([readInfo(docker, env), buildxVersion]);
    return (0,engine/* parseEngine */.s4)(info, version);
}
/**
 * Asks about a builder, and boots it where it is not running.
 * @throws ActionError `builder` when there is none of that name, or it does not boot.
 */
async function readBuilder(docker, name) {
    try {
        return parseBuilderFacts(await docker.run(["buildx", "inspect", "--bootstrap", name]));
    }
    catch (cause) {
        if (!(cause instanceof edges_docker/* DockerError */.B))
            throw cause;
        throw new failure/* ActionError */.l("builder", `The builder "${name}" cannot be used: ${cause.message}`, {
            hint: "docker buildx ls lists the builders of this runner. Leave builder out to have one created.",
            cause,
        });
    }
}
/**
 * Tells whether the engine runs on the kernel that this process sees, rather than on another machine or in a virtual
 * one, so that the kernel's table of emulators read here is the engine's.
 */
function sharesKernel(engine) {
    return engine.kernel === (0,external_node_os_.release)();
}
/** Free bytes on the file system that holds a folder; `undefined` where it cannot be told. */
async function freeBytes(folder) {
    try {
        const { bavail, bsize } = await (0,promises_.statfs)(folder);
        return bavail * bsize;
    }
    catch {
        return undefined;
    }
}
/** Where the engine listens, as `DOCKER_HOST` has it; empty where only the docker command knows. */
async function engineHost(env) {
    const host = (0,variable/* variable */.b)(env, "DOCKER_HOST");
    return host ?? ((await (0,user_config/* contextName */.f)(env)) === "default" ? "unix:///var/run/docker.sock" : "");
}
/** The engine's answer is the same from its socket, where the docker command takes a tenth of a second longer. */
async function readInfo(docker, env) {
    try {
        return ((await (0,engine_socket/* askSocket */.z)(await engineHost(env), "/info")) ??
            (await docker.run(["info", "--format", "{{json .}}"])));
    }
    catch (error) {
        if (error instanceof edges_docker/* DockerError */.B)
            throw (0,engine/* unreachable */.HB)(error.output.trim());
        throw error;
    }
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


/***/ }),

/***/ 428:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ variable)
/* harmony export */ });
/** A variable of the environment. An empty one is none, as it is for docker: as a folder it would be the workspace. */
function variable(env, name) {
    return env[name] === "" ? undefined : env[name];
}


/***/ }),

/***/ 3197:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  gz: () => (/* binding */ reportEnvironment),
  hm: () => (/* binding */ reportSummary),
  vD: () => (/* binding */ sayEnvironment)
});

// EXTERNAL MODULE: ./src/domain/figures.ts
var figures = __webpack_require__(7209);
// EXTERNAL MODULE: ./src/domain/platform.ts
var domain_platform = __webpack_require__(3013);
;// CONCATENATED MODULE: ./src/domain/environment.ts


/** A build of a few platforms with its layers can well take this much. */
const LITTLE_DISK = 4e9;
/** Older ones crash programs of today's distributions: new system calls and vector instructions are unknown to them. */
const OLDEST_QEMU = 7;
/** The report as lines of `name: value`. */
function describeEnvironment(environment) {
    const { engine, builder, handlers, cacheRights } = environment;
    const free = environment.freeBytes;
    return [
        `Docker engine: ${engine.version} on ${(0,domain_platform/* printPlatform */.Lg)(engine.platform)}, ${engine.imageStore} image store`,
        `buildx: ${engine.buildxVersion}`,
        ...(builder
            ? [`BuildKit: ${builder.buildkitVersion ?? "version not told"} (driver ${builder.driver})`]
            : []),
        ...(builder ? [`Platforms of the builder: ${builder.platforms.map(domain_platform/* printPlatform */.Lg).join(", ")}`] : []),
        `Emulators: ${describeHandlers(handlers, environment.qemuVersions)}`,
        `Free disk: ${free === undefined ? "not known" : (0,figures/* printBytes */.p)(free)} (${engine.rootFolder})`,
        `Actions cache: ${cacheRights.reason}`,
    ];
}
/** What of the environment will hurt a build for several platforms, each with its remedy. */
function findProblems({ engine, qemuVersions, freeBytes, cacheRights, }) {
    return [
        ...(engine.imageStore === "classic"
            ? [
                {
                    problem: "The engine has the classic image store, which holds one platform of an image",
                    remedy: 'A BuildKit container is created for builds of several platforms. To do without it, set "features": {"containerd-snapshotter": true} in the engine\'s daemon.json.',
                },
            ]
            : []),
        ...Object.entries(qemuVersions)
            .filter(isOldQemu)
            .map(([name, version]) => ({
            problem: `${name} is QEMU ${version}, which crashes programs of current distributions`,
            remedy: "Set qemu: always to have the pinned QEMU installed in its place.",
        })),
        ...(freeBytes !== undefined && freeBytes < LITTLE_DISK
            ? [
                {
                    problem: `Only ${(0,figures/* printBytes */.p)(freeBytes)} of disk are free for the engine`,
                    remedy: "Remove what the job does not need before this step, or use a runner with a larger disk.",
                },
            ]
            : []),
        ...(cacheRights.read && !cacheRights.write
            ? [
                {
                    problem: `Layers are read from the cache but not saved: ${cacheRights.reason}`,
                    remedy: "That is GitHub's rule for events that outsiders can trigger; pushes to the branch fill the cache.",
                },
            ]
            : []),
    ];
}
function describeHandlers(handlers, versions) {
    if (handlers === undefined)
        return "not visible from here";
    if (handlers.length === 0)
        return "none registered";
    return handlers
        .map(({ name, interpreter, enabled }) => {
        const version = versions[name] === undefined ? "" : ` ${versions[name]}`;
        return `${name}${version} (${enabled ? "" : "disabled, "}${interpreter})`;
    })
        .join(", ");
}
function isOldQemu([, version]) {
    return Number.parseInt(version, 10) < OLDEST_QEMU;
}

// EXTERNAL MODULE: ./src/domain/markdown.ts
var markdown = __webpack_require__(4463);
;// CONCATENATED MODULE: ./src/domain/summary/advice-list.ts

const MOST_PIECES = 10;
const MOST_CHARACTERS = 500;
/** What could be better, each piece with what was seen of it. */
function adviceList(advice) {
    if (advice.length === 0)
        return "";
    return ["#### Advice", advice.slice(0, MOST_PIECES).map(item).join("\n")].join("\n\n");
}
function item({ advice, evidence, url, line }) {
    const where = line === undefined ? "" : ` (line ${line} of the Dockerfile)`;
    const reason = [(0,markdown/* plain */.pj)((0,markdown/* shortened */.vI)(evidence, MOST_CHARACTERS)), (0,markdown/* link */.nf)("Read more", url)].filter((part) => part !== "");
    return `- **${(0,markdown/* plain */.pj)((0,markdown/* shortened */.vI)(advice, MOST_CHARACTERS))}**${where}<br>${reason.join(" ")}`;
}

;// CONCATENATED MODULE: ./src/domain/summary/enumeration.ts
const LIST = new Intl.ListFormat("en-GB");
/** Lists things in a sentence: `a, b and c`. Those above the most are counted: `a, b and 4 more`. */
function enumerate(items, most) {
    const shown = items.length > most ? [...items.slice(0, most), `${items.length - most} more`] : items;
    return LIST.format(shown);
}
/** Prints how many there are of something: `1 step`, `12 steps`. */
function printCount(count, noun) {
    return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

;// CONCATENATED MODULE: ./src/domain/summary/shown-name.ts

/** No honest stage's or platform's name is longer. */
const MOST_OF_NAME = 60;
/** Longer commands are cut: they are in the Dockerfile. */
const MOST_OF_COMMAND = 100;
/** The name of a stage or platform as inline code; empty where it has none. */
function shownName(name) {
    return name === "" ? "" : (0,markdown/* code */.aY)((0,markdown/* shortened */.vI)(name, MOST_OF_NAME));
}
/** A command as inline code. */
function shownCommand(command) {
    return (0,markdown/* code */.aY)((0,markdown/* shortened */.vI)(command, MOST_OF_COMMAND));
}

;// CONCATENATED MODULE: ./src/domain/summary/alerts.ts



const MOST_ALERTS = 5;
const MOST_PLATFORMS = 4;
/** What of this run is clearly not as usual, and what did it. */
function alertList(alerts) {
    return alerts.slice(0, MOST_ALERTS).map(printAlert).join("\n\n");
}
function printAlert({ kind, usual, actual, step, platform }) {
    const [word, print] = kind === "slower" ? ["Slower", figures/* printDuration */.c] : ["Bigger", figures/* printBytes */.p];
    return [
        `⚠️ **${word} than usual**: ${print(actual)} instead of about ${print(usual)}.`,
        ...(step === undefined ? [] : [printStep(step, kind)]),
        ...(platform === undefined ? [] : [`The image for ${shownName(platform)} grew most.`]),
    ].join(" ");
}
function printStep({ command, stage, index, platforms, durationMs }, kind) {
    const place = stage === "" ? `step ${index}` : `step ${index} of ${shownName(stage)}`;
    const names = platforms.map(shownName);
    const where = names.length === 0 ? place : `${place} for ${enumerate(names, MOST_PLATFORMS)}`;
    const took = kind === "slower" ? `, which took ${(0,figures/* printDuration */.c)(durationMs)}` : "";
    return `The step that did it is ${shownCommand(command)} (${where})${took}.`;
}

;// CONCATENATED MODULE: ./src/domain/summary/step-cells.ts


const step_cells_MOST_PLATFORMS = 4;
/** A step by its number in the stage and its command, as a table's cell. */
function stepCommand(step) {
    return `${step.index}: ${shownCommand(step.command)}`;
}
/** The platforms of a step, as a table's cell; empty where the build is for one only. */
function platformNames(names, { platforms }) {
    return platforms.length < 2 ? "" : enumerate(names.map(shownName), step_cells_MOST_PLATFORMS);
}

;// CONCATENATED MODULE: ./src/domain/summary/cache-break.ts




const MOST_ROWS = 20;
const CHANGES = {
    command: "the command",
    files: "the files that it copies",
    base: "the base image",
};
/** From which steps on the cache could not be used. There is none where the cache had everything, or nothing yet. */
function cacheBreak(metrics) {
    const { steps, cache } = metrics;
    const breaks = breaksOf(metrics);
    if (cache.backend === "off" || breaks.length === 0 || steps.cached === steps.total)
        return "";
    if (isFirst(metrics))
        return firstRun(metrics);
    const columns = [
        { head: "First step to run again", cell: stepCommand },
        { head: "Stage", cell: ({ stage }) => shownName(stage) },
        { head: "What changed", cell: ({ changed }) => (changed === undefined ? "" : CHANGES[changed]) },
        { head: "Platforms", cell: ({ platforms }) => platformNames(platforms, metrics) },
    ];
    return `#### The cache broke here\n\n${(0,markdown/* table */.tp)(columns, breaks, MOST_ROWS)}`;
}
/** A run for which nothing was there to break: no step of it was in a cache, and no earlier run is known. */
function isFirst({ steps, cache, platforms }) {
    const entries = cache.restored?.entries ?? 0;
    const known = platforms.some(({ firstMiss }) => firstMiss.some(({ changed }) => changed !== undefined));
    return steps.cached === 0 && entries === 0 && !known;
}
function firstRun({ steps }) {
    return `As in every first run, all ${printCount(steps.executed, "step")} had to be run.`;
}
function breaksOf({ platforms }) {
    const breaks = new Map();
    for (const { platform, firstMiss } of platforms) {
        for (const miss of firstMiss) {
            const key = JSON.stringify([miss.stage, miss.index, miss.command, miss.changed]);
            const known = breaks.get(key)?.platforms ?? [];
            breaks.set(key, { ...miss, platforms: [...known, platform] });
        }
    }
    return [...breaks.values()];
}

// EXTERNAL MODULE: ./src/domain/cache-report.ts
var cache_report = __webpack_require__(4741);
;// CONCATENATED MODULE: ./src/domain/summary/cache-text.ts


/** More sentences than these are not shown: each problem of the cache is one. */
const MOST_SENTENCES = 10;
/** The headline counts the steps. */
const NOT_COUNTED = { total: 0, cached: 0, executed: 0, failed: 0 };
/** What the cache did, as a paragraph; empty where there is none. */
function cacheText({ cache }) {
    return (0,cache_report/* describeCache */.e)(NOT_COUNTED, cache)
        .slice(0, MOST_SENTENCES)
        .map((sentence) => (0,markdown/* plain */.pj)(sentence))
        .join(" ");
}

;// CONCATENATED MODULE: ./src/domain/summary/emulation-text.ts


/** What emulation cost; empty where nothing was emulated. */
function emulationText({ emulation }) {
    if (emulation === undefined)
        return "";
    const { steps, durationMs } = emulation;
    const what = `${printCount(steps, "step")} ran under emulation, in ${(0,figures/* printDuration */.c)(durationMs)} of work.`;
    return [what, ...comparison(emulation)].join(" ");
}
function comparison({ steps, compared }) {
    if (compared === undefined)
        return [];
    const { emulatedMs, nativeMs } = compared;
    const same = compared.steps === steps ? "The same" : `${compared.steps} of them`;
    const times = nativeMs > 0 ? `, ${printTimes(emulatedMs / nativeMs)}` : "";
    return [
        `${same} also ran natively for another platform, in ${(0,figures/* printDuration */.c)(nativeMs)} instead of ` +
            `${(0,figures/* printDuration */.c)(emulatedMs)}${times}.`,
    ];
}
function printTimes(ratio) {
    // A figure behind the point says something of small ratios only.
    return `so emulation took ${ratio < 10 ? ratio.toFixed(1) : Math.round(ratio)} times as long`;
}

// EXTERNAL MODULE: ./src/domain/progress/step-count.ts
var step_count = __webpack_require__(7008);
// EXTERNAL MODULE: ./src/domain/reference.ts
var domain_reference = __webpack_require__(8913);
;// CONCATENATED MODULE: ./src/domain/summary/percent.ts
/** Prints a share from 0 to 1 as `87 %`. Only what is whole is 100 %, and only what is nothing is 0 %. */
function printShare(share) {
    const percent = Math.round(share * 100);
    if (share > 0 && share < 1)
        return `${Math.min(99, Math.max(1, percent))} %`;
    return `${percent} %`;
}
/** Prints by how much something is more or less than something else: `+14 %`, `−3 %`, `±0 %`. */
function printSignedShare(share) {
    const percent = Math.round(Math.abs(share) * 100);
    if (percent === 0)
        return "±0 %";
    return `${share < 0 ? "−" : "+"}${percent} %`;
}

;// CONCATENATED MODULE: ./src/domain/summary/short-digest.ts
const SHORT_LENGTH = "sha256:0123456789ab".length;
/** The beginning of a digest, which people tell images apart by, as docker shows it. */
function shortDigest(digest) {
    return digest.slice(0, SHORT_LENGTH);
}

;// CONCATENATED MODULE: ./src/domain/summary/headline.ts







/** More tags than these are counted only. */
const MOST_TAGS = 4;
/** What came of the run, in a heading, and what belongs to it in a sentence or two below. */
function headline(plan, metrics, verified) {
    const platforms = printCount(plan.platforms.length, "platform");
    const heading = `${outcome(plan, verified)} for ${platforms} in ${(0,figures/* printDuration */.c)(metrics.durationMs)}`;
    const details = [...whereItIs(plan, verified), ...saved(metrics)].join(" ");
    return [`### ${heading}${cachedShare(metrics)}`, details].filter((part) => part !== "").join("\n\n");
}
function outcome({ publish, references }, verified) {
    if (!publish.push)
        return "☑️ Built";
    const names = enumerate(references.map((reference) => (0,markdown/* code */.aY)((0,domain_reference/* printTagged */.q6)(reference))), MOST_TAGS);
    return `${verified === undefined ? "⚠️ Pushed" : "✅ Published"} ${names}`;
}
function whereItIs({ publish }, verified) {
    if (!publish.push)
        return [`Not published: ${(0,markdown/* plain */.pj)(publish.reason)}.`];
    if (verified === undefined)
        return ["Not verified: what the registry has was not read back."];
    return [`Its digest is ${(0,markdown/* code */.aY)(shortDigest(verified.digest))}.`];
}
function cachedShare({ steps, cache }) {
    const { total, cached } = steps;
    if (total === 0 || (cached === 0 && cache.backend === "off"))
        return "";
    if (cached === 0)
        return ", with nothing from the cache";
    const count = cached === total && total > 1 ? `all ${total}` : `${cached} of ${total}`;
    return `, with ${count} steps from the cache (${printShare((0,step_count/* hitRatio */.r3)(steps))})`;
}
function saved({ timeSavedMs = 0 }) {
    return timeSavedMs > 0 ? [`The cache saved about ${(0,figures/* printDuration */.c)(timeSavedMs)} of work.`] : [];
}

// EXTERNAL MODULE: ./src/domain/public-url.ts
var public_url = __webpack_require__(395);
;// CONCATENATED MODULE: ./src/domain/summary/input-table.ts


/** The inputs that tell one build from another; values that may be secret are shown by name only. */
function inputTable({ inputs, builder, cache }, metrics) {
    const values = [
        ["context", (0,public_url/* publicUrl */.x)(inputs.context)],
        ["file", inputs.file ?? ""],
        ["target", inputs.target ?? ""],
        ["build-args", inputs.buildArgs.map(({ key }) => key).join(", ")],
        ["secrets", inputs.secrets.map(({ id }) => id).join(", ")],
        ["builder", `${builder.name} (${builder.reason})`],
        ["cache", `${metrics.cache.backend} (${usedCache(cache, metrics).reason})`],
    ];
    const rows = values.filter(([, value]) => value !== "");
    return (0,markdown/* folded */.TM)("Inputs", (0,markdown/* table */.tp)([
        { head: "Input", cell: ([name]) => name },
        { head: "Value", cell: ([, value]) => (0,markdown/* code */.aY)(value) },
    ], rows));
}
/** Where the cache that was planned could not be used, what took its place. */
function usedCache(cache, { cache: { backend } }) {
    return cache.backend === "actions" && backend !== "actions" ? cache.instead : cache;
}

;// CONCATENATED MODULE: ./src/domain/summary/growth.ts


/** Prints how the size of something changed, both in bytes: `+1.2 MB (+3 %)`, `−812 B`, `unchanged`. */
function printGrowth(bytes, before) {
    const more = bytes - before;
    if (more === 0)
        return "unchanged";
    const amount = `${more < 0 ? "−" : "+"}${(0,figures/* printBytes */.p)(Math.abs(more))}`;
    // Of nothing there is no share, and less than half a percent is none that says anything.
    if (before === 0 || Math.abs(more / before) < 0.005)
        return amount;
    return `${amount} (${printSignedShare(more / before)})`;
}

;// CONCATENATED MODULE: ./src/domain/summary/platform-table.ts







/** What the build for each platform came to, and the digests in full to copy. At most `most` are shown. */
function platformTable(plan, { platforms }, most) {
    if (platforms.length === 0)
        return "";
    const overview = (0,markdown/* table */.tp)(columnsOf(plan), platforms, most);
    return [overview, digests(plan, platforms.slice(0, most))].filter((part) => part !== "").join("\n\n");
}
function columnsOf(plan) {
    return [
        { head: "Platform", cell: ({ platform }) => shownName(platform) },
        { head: "Built", cell: (platform) => how(plan, platform) },
        { head: "Time", align: "right", cell: ({ durationMs }) => printIf(durationMs, figures/* printDuration */.c) },
        { head: "Cached", align: "right", cell: cachedSteps },
        { head: "Compressed", align: "right", cell: ({ sizeBytes }) => printIf(sizeBytes, figures/* printBytes */.p) },
        { head: "Change", align: "right", cell: growth },
        { head: "Digest", cell: ({ digest }) => printIf(digest, (text) => (0,markdown/* code */.aY)(shortDigest(text))) },
    ];
}
function how({ platforms }, { platform, emulated }) {
    const planned = platforms.find((run) => (0,domain_platform/* printPlatform */.Lg)(run.platform) === platform);
    if (planned?.how === "none")
        return "not run";
    return emulated ? "emulated" : "native";
}
function cachedSteps({ steps: { total, cached } }) {
    return total === 0 ? "" : `${cached}/${total}`;
}
function growth({ sizeBytes, previousSizeBytes }) {
    if (sizeBytes === undefined || previousSizeBytes === undefined)
        return "";
    return printGrowth(sizeBytes, previousSizeBytes);
}
/** Of several platforms: that of one alone is pulled by the command above. */
function digests({ repositories: [name] }, platforms) {
    if (name === undefined || platforms.length < 2)
        return "";
    const lines = platforms.flatMap(({ platform, digest }) => digest === undefined ? [] : [`${(0,domain_reference/* printName */.To)(name)}@${digest}  # ${platform}`]);
    return lines.length === 0 ? "" : (0,markdown/* folded */.TM)("Digests of the platforms", (0,markdown/* fence */.EU)("sh", lines));
}
function printIf(value, print) {
    return value === undefined ? "" : print(value);
}

;// CONCATENATED MODULE: ./src/domain/summary/pull-command.ts


/** The command that gets exactly what was published; empty where nothing was. */
function pullCommand({ repositories: [name] }, verified) {
    if (name === undefined || verified === undefined)
        return "";
    return (0,markdown/* fence */.EU)("sh", [`docker pull ${(0,domain_reference/* printName */.To)(name)}@${verified.digest}`]);
}

;// CONCATENATED MODULE: ./src/domain/summary/size-limit.ts
/** GitHub drops a step's summary of more than 1 MiB; 64 KiB are left to what others write to it in the same step. */
const MOST_BYTES = (1024 - 64) * 1024;
/** The first of several versions of a text that is not too large in UTF-8; empty where all are. */
function fitting(versions, mostBytes) {
    const encoder = new TextEncoder();
    return versions.find((version) => encoder.encode(version).length <= mostBytes) ?? "";
}

;// CONCATENATED MODULE: ./src/domain/summary/slowest-steps.ts




const slowest_steps_MOST_ROWS = 10;
/** Where the time went: the steps that took longest. */
function slowestSteps(metrics) {
    const steps = metrics.slowestSteps.slice(0, slowest_steps_MOST_ROWS);
    if (steps.length === 0)
        return "";
    const columns = [
        { head: "Step", cell: stepCommand },
        { head: "Stage", cell: ({ stage }) => shownName(stage) },
        { head: "Platforms", cell: ({ platforms }) => platformNames(platforms, metrics) },
        { head: "Time", align: "right", cell: ({ durationMs }) => (0,figures/* printDuration */.c)(durationMs) },
        { head: "Run", cell: ({ emulated }) => (emulated ? "emulated" : "natively") },
    ];
    return `#### Slowest steps\n\n${(0,markdown/* table */.tp)(columns, steps)}`;
}

;// CONCATENATED MODULE: ./src/domain/summary/bar-label.ts


/** What fits beside a bar, be it in the middle of the chart, in widths of a Latin letter. */
const MOST_WIDTH = 40;
/** Mermaid makes room for an entity as for the marks that it puts in its place. */
const ENTITY_WIDTH = 8;
const ELLIPSIS = "#8230;";
// What a line of a chart can start with that is no task, in any of Mermaid's versions; case does not matter to it.
const KEYWORD = /^(?:gantt|section|title|(?:date|axis)Format|tickInterval|(?:in|ex)clude|todayMarker|week|topAxis|inclusive|acc|click|call|href|style|classDef|\d)/i;
// All but these is written as an entity, since `:`, `;`, `#`, `%` and line ends mean something to Mermaid.
const LETTER = /^[\p{L}\p{N} ._/(),+-]$/u;
/** The text of a bar in a chart of Mermaid's: its name, which may be any text, and what it took. */
function barLabel(name, durationMs) {
    const safe = fittingName(name);
    const start = KEYWORD.test(safe) ? safe.replace(/^./u, entity) : safe;
    return `${start}, ${(0,figures/* printDuration */.c)(durationMs)}`;
}
function fittingName(name) {
    let text = "";
    let width = 0;
    for (const character of (0,markdown/* shortened */.vI)(name, MOST_WIDTH)) {
        width += widthOf(character);
        if (width > MOST_WIDTH)
            return text + ELLIPSIS;
        text += LETTER.test(character) ? character : entity(character);
    }
    return text;
}
function widthOf(character) {
    if (!LETTER.test(character))
        return ENTITY_WIDTH;
    // Letters of other scripts may be twice as wide.
    return character < "\u007f" ? 1 : 2;
}
/** Mermaid's way to write a character by its number. */
function entity(character) {
    return `#${character.codePointAt(0)};`;
}

;// CONCATENATED MODULE: ./src/domain/summary/gantt.ts

/** The shortest bar, as a part of the whole, that is wide enough to be seen. */
const LEAST_SHARE = 1 / 200;
/**
 * Writes the lines of a Gantt chart for Mermaid.
 * @see https://mermaid.js.org/syntax/gantt.html
 */
function ganttChart(groups) {
    const bars = groups.flatMap((group) => group.bars);
    const totalMs = Math.max(1, ...bars.map(({ startMs, durationMs }) => startMs + durationMs));
    const { format, msPerTick } = axisFor(totalMs);
    const task = ({ name, startMs, durationMs }) => {
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
function axisFor(totalMs) {
    // There are about ten marks. Each shows a whole number, and another than the one before it.
    if (totalMs < 10_000)
        return { format: "%Q ms", msPerTick: 1 };
    if (totalMs < 600_000)
        return { format: "%s s", msPerTick: 1 };
    return { format: "%s min", msPerTick: 60 };
}

;// CONCATENATED MODULE: ./src/domain/summary/timeline.ts


/** More bars of a kind than these would be a chart that nobody reads. */
const MOST_BARS = 20;
/** When each phase ran and when each platform was built, as a chart. */
function timeline({ durationMs, phases, platforms }) {
    const builds = platforms.flatMap(({ platform, emulated, startMs, durationMs: tookMs }) => {
        if (startMs === undefined || tookMs === undefined)
            return [];
        return [{ name: emulated ? `${platform} (emulated)` : platform, startMs, durationMs: tookMs }];
    });
    if (phases.length + builds.length === 0)
        return "";
    const groups = [
        // The whole run comes first, so that the axis begins at 0.
        { title: "Run", bars: [{ name: "whole run", startMs: 0, durationMs }, ...longest(phases)] },
        { title: "Platforms", bars: longest(builds) },
    ];
    const chart = ganttChart(groups.filter(({ bars }) => bars.length > 0));
    return ["#### Timeline", (0,markdown/* fence */.EU)("mermaid", chart), ...omission(phases)].join("\n\n");
}
/** Those that took longest, in the order that they have. */
function longest(bars) {
    const kept = new Set(bars.toSorted((one, other) => other.durationMs - one.durationMs).slice(0, MOST_BARS));
    return bars.filter((bar) => kept.has(bar));
}
function omission(phases) {
    return phases.length > MOST_BARS ? [`Shown are the ${MOST_BARS} longest of ${phases.length} phases.`] : [];
}

;// CONCATENATED MODULE: ./src/domain/summary/sparkline.ts
const BLOCKS = "▁▂▃▄▅▆▇█";
/** Draws values from 0 on as bars of characters, the largest as a full one. */
function sparkline(values) {
    const largest = Math.max(1, ...values);
    return values
        .map((value) => BLOCKS.charAt(Math.max(0, Math.ceil((value / largest) * BLOCKS.length) - 1)))
        .join("");
}

;// CONCATENATED MODULE: ./src/domain/summary/trend-text.ts





const trend_text_MOST_BARS = 20;
const KINDS = {
    nothing: "a run without changes",
    sources: "a change of sources",
    dependencies: "a change of dependencies",
    base: "a new base image",
};
const COLUMNS = [
    { head: "Usual time", align: "right", cell: ({ medianMs }) => (0,figures/* printDuration */.c)(medianMs) },
    { head: "9 of 10 within", align: "right", cell: ({ p90Ms }) => (0,figures/* printDuration */.c)(p90Ms) },
    { head: "Cached steps", align: "right", cell: ({ cachedShare }) => printShare(cachedShare) },
    {
        head: "All images",
        align: "right",
        cell: ({ medianBytes }) => (medianBytes === undefined ? "" : (0,figures/* printBytes */.p)(medianBytes)),
    },
    { head: "Failed", align: "right", cell: ({ failureRate }) => printShare(failureRate) },
    { head: "Tried again", align: "right", cell: ({ retryRate }) => printShare(retryRate) },
    { head: "Builds a day", align: "right", cell: ({ buildsPerDay }) => buildsPerDay?.toFixed(1) ?? "" },
];
/** How this run stands among the earlier ones of its image and branch. */
function trendText(trend, metrics) {
    return [
        "#### Trend",
        ...expectation(metrics),
        ...drawing(trend.durationsMs.slice(-trend_text_MOST_BARS)),
        (0,markdown/* table */.tp)(COLUMNS, [trend]),
        `These figures are of the ${printCount(trend.runs, "earlier run")} known of this image on this branch.`,
    ].join("\n\n");
}
function expectation({ prediction, durationMs }) {
    if (prediction === undefined)
        return [];
    const { expectedMs, kind, actualKind, error } = prediction;
    const turn = actualKind === kind ? "" : ` It turned out to be ${KINDS[actualKind]}.`;
    return [
        `Expected ${(0,figures/* printDuration */.c)(expectedMs)} for ${KINDS[kind]}; took ${(0,figures/* printDuration */.c)(durationMs)} ` +
            `(${printSignedShare(error)}).${turn}`,
    ];
}
function drawing(durationsMs) {
    const [oldest = 0, ...later] = durationsMs;
    const newest = later.at(-1);
    if (newest === undefined)
        return [];
    return [
        `${(0,markdown/* code */.aY)(sparkline(durationsMs))} The last ${durationsMs.length} runs, from ${(0,figures/* printDuration */.c)(oldest)} for the oldest to ` +
            `${(0,figures/* printDuration */.c)(newest)} for this one.`,
    ];
}

;// CONCATENATED MODULE: ./src/domain/summary/summary.ts













const LEFT_OUT = [
    [],
    ["steps"],
    ["steps", "timeline"],
    ["steps", "timeline", "rest"],
];
/** Platforms in the table, and in one that nothing else has a place beside. */
const summary_MOST_PLATFORMS = 40;
const FEW_PLATFORMS = 5;
/**
 * Renders the job summary of a finished run as Markdown; empty when none is wanted.
 * @param mostBytes of UTF-8, above which details are left out
 */
function renderSummary(plan, facts, mostBytes = MOST_BYTES) {
    const detail = plan.inputs.summary;
    if (detail === "off")
        return "";
    const sections = detail === "full" ? fullSections(plan, facts) : compactSections(plan, facts);
    const versions = LEFT_OUT.map((left) => compose(sections, left));
    const least = compose(totals(plan, facts, FEW_PLATFORMS), ["rest"]);
    return fitting([...versions, least], mostBytes);
}
function fullSections(plan, facts) {
    const { metrics, advice, trend } = facts;
    return [
        ...totals(plan, facts, summary_MOST_PLATFORMS),
        { weight: "rest", text: alertList(trend?.alerts ?? []) },
        { weight: "rest", text: cacheText(metrics) },
        { weight: "steps", text: cacheBreak(metrics) },
        { weight: "rest", text: adviceList(advice) },
        { weight: "timeline", text: timeline(metrics) },
        { weight: "steps", text: slowestSteps(metrics) },
        { weight: "steps", text: emulationText(metrics) },
        { weight: "rest", text: trend === undefined ? "" : trendText(trend, metrics) },
        { weight: "rest", text: inputTable(plan, metrics) },
    ];
}
function compactSections(plan, facts) {
    const { metrics, advice, trend } = facts;
    return [
        ...totals(plan, facts, summary_MOST_PLATFORMS),
        { weight: "rest", text: alertList(trend?.alerts ?? []) },
        { weight: "rest", text: cacheText(metrics) },
        { weight: "rest", text: adviceList(advice) },
    ];
}
function totals(plan, facts, mostPlatforms) {
    const { verified, metrics } = facts;
    return [
        { weight: "totals", text: headline(plan, metrics, verified) },
        { weight: "totals", text: pullCommand(plan, verified) },
        { weight: "totals", text: platformTable(plan, metrics, mostPlatforms) },
    ];
}
function compose(sections, leftOut) {
    const texts = sections
        .filter(({ weight, text }) => text !== "" && !leftOut.includes(weight))
        .map(({ text }) => text);
    const note = leftOut.length === 0 ? [] : ["Details are left out, since GitHub shows no larger summary."];
    return `${[...texts, ...note].join("\n\n")}\n`;
}

// EXTERNAL MODULE: ./src/edges/engine.ts + 1 modules
var engine = __webpack_require__(7406);
// EXTERNAL MODULE: ./src/edges/github.ts
var github = __webpack_require__(4843);
// EXTERNAL MODULE: ./src/edges/log.ts + 1 modules
var log = __webpack_require__(4696);
;// CONCATENATED MODULE: ./src/phases/report.ts





/** Prints what was found of the machine as a folded group of the log. */
async function reportEnvironment(facts) {
    const free = await (0,engine/* freeBytes */.go)(facts.engine.rootFolder);
    const environment = {
        ...facts,
        builder: facts.existingBuilder,
        qemuVersions: {},
        freeBytes: free,
    };
    await (0,log.group)("Environment", () => {
        sayEnvironment(environment);
        return Promise.resolve();
    });
}
/** Prints the environment, then what of it will hurt; resolves with whether anything will. */
function sayEnvironment(environment) {
    for (const line of describeEnvironment(environment))
        (0,log.say)(line);
    const problems = findProblems(environment);
    for (const { problem, remedy } of problems)
        (0,log.say)(`\u26a0 ${problem}.\n  ${remedy}`);
    return problems.length > 0;
}
/** Writes the job summary. A summary that cannot be written is worth a warning, never a failed build. */
async function reportSummary(plan, facts) {
    try {
        const markdown = renderSummary(plan, facts);
        if (markdown !== "")
            await (0,github/* writeSummary */.Sy)(markdown);
    }
    catch (error) {
        (0,log.warnOf)("The job summary could not be written", error);
    }
}


/***/ })

};
