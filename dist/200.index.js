export const id = 200;
export const ids = [200,42];
export const modules = {

/***/ 1916:
/***/ ((__unused_webpack_module, exports) => {

var __webpack_unused_export__;

__webpack_unused_export__ = true;
exports.Io = exports.kp = void 0;
var peq = new Uint32Array(0x10000);
var myers_32 = function (a, b) {
    var n = a.length;
    var m = b.length;
    var lst = 1 << (n - 1);
    var pv = -1;
    var mv = 0;
    var sc = n;
    var i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)];
        var xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
var myers_x = function (b, a) {
    var n = a.length;
    var m = b.length;
    var mhc = [];
    var phc = [];
    var hsize = Math.ceil(n / 32);
    var vsize = Math.ceil(m / 32);
    for (var i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    var j = 0;
    for (; j < vsize - 1; j++) {
        var mv_1 = 0;
        var pv_1 = -1;
        var start_1 = j * 32;
        var vlen_1 = Math.min(32, m) + start_1;
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (var i = 0; i < n; i++) {
            var eq = peq[a.charCodeAt(i)];
            var pb = (phc[(i / 32) | 0] >>> i) & 1;
            var mb = (mhc[(i / 32) | 0] >>> i) & 1;
            var xv = eq | mv_1;
            var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb;
            var ph = mv_1 | ~(xh | pv_1);
            var mh = pv_1 & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv_1 = mh | ~(xv | ph);
            mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    var mv = 0;
    var pv = -1;
    var start = j * 32;
    var vlen = Math.min(32, m - start) + start;
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    var score = m;
    for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = (phc[(i / 32) | 0] >>> i) & 1;
        var mb = (mhc[(i / 32) | 0] >>> i) & 1;
        var xv = eq | mv;
        var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        var ph = mv | ~(xh | pv);
        var mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
var distance = function (a, b) {
    if (a.length < b.length) {
        var tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
exports.Io = distance;
var closest = function (str, arr) {
    var min_distance = Infinity;
    var min_index = 0;
    for (var i = 0; i < arr.length; i++) {
        var dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};
exports.kp = closest;


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

/***/ 3013:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FL: () => (/* binding */ parsePlatform),
/* harmony export */   Lg: () => (/* binding */ printPlatform),
/* harmony export */   PU: () => (/* binding */ runsNatively),
/* harmony export */   j7: () => (/* binding */ normalise),
/* harmony export */   my: () => (/* binding */ samePlatform),
/* harmony export */   qA: () => (/* binding */ parsePlatforms),
/* harmony export */   qY: () => (/* binding */ enginePlatform)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1916);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5410);


const ARCHITECTURE_ALIASES = {
    x86_64: "amd64",
    "x86-64": "amd64",
    x64: "amd64",
    aarch64: "arm64",
    armhf: "arm",
    loongarch64: "loong64",
    i386: "386",
    i686: "386",
    x86: "386",
};
/** The variant that a bare architecture means, and that its full spelling therefore drops or gains. */
const IMPLIED_VARIANTS = { arm64: "v8", amd64: "v1" };
const VARIANTS = {
    amd64: ["v1", "v2", "v3", "v4"],
    arm: ["v5", "v6", "v7"],
    arm64: ["v8"],
};
const KNOWN = [
    "linux/amd64",
    "linux/arm64",
    "linux/arm/v7",
    "linux/arm/v6",
    "linux/arm/v5",
    "linux/386",
    "linux/riscv64",
    "linux/ppc64le",
    "linux/s390x",
    "linux/loong64",
    "linux/mips64",
    "linux/mips64le",
    "linux/amd64/v2",
    "linux/amd64/v3",
    "linux/amd64/v4",
    "linux/mips",
    "darwin/amd64",
    "darwin/arm64",
    "windows/amd64",
    "windows/arm64",
    "freebsd/amd64",
    "freebsd/arm64",
    "wasi/wasm",
    "js/wasm",
];
const ALLOWED = `Allowed are os/architecture[/variant], such as ${KNOWN.slice(0, 9).join(", ")}`;
/**
 * Reads a platform as people write it (`linux/arm64/v8`, `linux/aarch64`, `arm64`) into its normal form.
 * @throws ActionError `input`, naming the text, the nearest known platform and the allowed form.
 */
function parsePlatform(text) {
    const parts = text.trim().toLowerCase().split("/");
    const named = parts.length === 1 ? ["linux", ...parts] : parts;
    const [os, architecture, variant] = named;
    const platform = normalise({
        os,
        architecture: ARCHITECTURE_ALIASES[architecture] ?? architecture,
        variant: variant?.replace(/^(?=\d)/, "v"),
    });
    if (parts.length > 3 || variant === "" || !isKnown(platform))
        throw unknownPlatform(text);
    return platform;
}
/**
 * Reads a list of platforms and keeps its order.
 * @throws ActionError `input` for an empty list, an unknown platform, and one that is named twice in any spelling.
 */
function parsePlatforms(texts) {
    if (texts.length === 0)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l("input", "no platform is named", { hint: `${ALLOWED}.` });
    const spellings = new Map();
    return texts.map((text) => {
        const platform = parsePlatform(text);
        const earlier = spellings.get(printPlatform(platform));
        if (earlier !== undefined) {
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l("input", `"${earlier}" and "${text}" are the same platform`, {
                hint: `List ${printPlatform(platform)} once.`,
            });
        }
        spellings.set(printPlatform(platform), text);
        return platform;
    });
}
/** Prints the normal form, `os/architecture[/variant]`, which is also what BuildKit is given. */
function printPlatform({ os, architecture, variant }) {
    return variant === undefined ? `${os}/${architecture}` : `${os}/${architecture}/${variant}`;
}
/**
 * Brings a platform from anywhere (an image index, an image config, an engine) into the normal form, as containerd
 * does: `arm64/v8` is `arm64`, a bare `arm` is `arm/v7`.
 * @see https://github.com/containerd/platforms
 */
function normalise({ os, architecture, variant }) {
    if (variant === undefined || variant === "" || variant === IMPLIED_VARIANTS[architecture]) {
        return architecture === "arm" ? { os, architecture, variant: "v7" } : { os, architecture };
    }
    return { os, architecture, variant };
}
/** Tells whether two platforms are the same in their normal form. */
function samePlatform(one, other) {
    return printPlatform(normalise(one)) === printPlatform(normalise(other));
}
/** Tells whether a processor of `host` runs programs of `platform` without an emulator. */
function runsNatively(platform, host) {
    if (platform.os !== host.os)
        return false;
    // Whether a processor has the amd64 levels v2 to v4 is not known here: the kernel would run them anyway.
    if (platform.architecture === host.architecture) {
        return platform.architecture !== "arm" || (platform.variant ?? "v7") <= (host.variant ?? "v7");
    }
    return platform.architecture === "386" && host.architecture === "amd64";
}
/** The platform of an engine from the names that `docker info` and `uname -m` use. */
function enginePlatform(os, machine) {
    const variant = /^arm(v\d)/.exec(machine)?.[1];
    const architecture = variant === undefined ? (ARCHITECTURE_ALIASES[machine] ?? machine) : "arm";
    return normalise({ os, architecture, variant });
}
function isKnown(platform) {
    const { variant, architecture } = platform;
    if (variant !== undefined && !VARIANTS[architecture]?.includes(variant))
        return false;
    return KNOWN.some((known) => known === printPlatform(platform));
}
function unknownPlatform(text) {
    const shown = text.trim() === "" ? "an empty text" : `"${text.trim()}"`;
    return new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l("input", `${shown} is not a platform`, {
        hint: `Did you mean ${(0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .closest */ .kp)(text.trim().toLowerCase(), KNOWN)}? ${ALLOWED}.`,
    });
}


/***/ }),

/***/ 4505:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ readBuildxVersion)
/* harmony export */ });
/* harmony import */ var _domain_engine_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9548);
/* harmony import */ var _docker_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(661);


/**
 * What `docker buildx version` prints.
 * @throws ActionError `docker-missing`, `buildx-missing`.
 */
async function readBuildxVersion(docker) {
    try {
        return await docker.run(["buildx", "version"]);
    }
    catch (error) {
        if (error instanceof _docker_js__WEBPACK_IMPORTED_MODULE_1__/* .DockerError */ .B)
            throw (0,_domain_engine_js__WEBPACK_IMPORTED_MODULE_0__/* .buildxMissing */ .pV)();
        throw error;
    }
}


/***/ }),

/***/ 1531:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N9: () => (/* binding */ spawnClient),
/* harmony export */   w1: () => (/* binding */ ownCommand),
/* harmony export */   wM: () => (/* binding */ startEarly)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1421);
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_child_process__WEBPACK_IMPORTED_MODULE_0__);

/** What serves the cache client by default: this very program, asked for `cache-store`. */
function ownCommand() {
    return [process.execPath, process.argv[1] ?? "", "cache-store"];
}
/** Starts a process that loads the cache client. It is to be told its folder first, and ends when this one does. */
function spawnClient([program, ...args], env) {
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(program, args, {
        // With it the client unpacks every archive once more, to list what is in it.
        env: { ...env, RUNNER_DEBUG: "" },
        // A process group of its own can be ended as a whole: the client starts tar, and that a compressor.
        detached: true,
        stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    // Nobody may come to ask it anything; who does learns of it as well.
    child.on("error", () => undefined);
    child.unref();
    child.channel?.unref();
    child.stderr?.unref?.();
    return child;
}
/**
 * Starts such a process before inputs are read and before it is known whether it is of use, where it looks like it:
 * loading the client takes longer than all that comes before the first question to it.
 */
function startEarly(env = process.env) {
    const input = (name) => env[`INPUT_${name}`]?.trim() ?? "";
    const isWanted = ["", "actions"].includes(input("CACHE")) && input("CACHE-FROM") + input("CACHE-TO") === "";
    const hasService = Boolean(env["ACTIONS_RUNTIME_TOKEN"] && (env["ACTIONS_RESULTS_URL"] ?? env["ACTIONS_CACHE_URL"]));
    return isWanted && hasService ? spawnClient(ownCommand(), env) : undefined;
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

/***/ 8200:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   headStart: () => (/* binding */ headStart)
/* harmony export */ });
/* harmony import */ var _edges_buildx_version_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4505);
/* harmony import */ var _edges_cache_store_client_child_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1531);
/* harmony import */ var _edges_docker_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(661);



/** Starts other programs while this one still loads its own code, which takes as long. */
function headStart({ signal }) {
    const client = (0,_edges_cache_store_client_child_js__WEBPACK_IMPORTED_MODULE_1__/* .startEarly */ .wM)();
    const docker = new _edges_docker_js__WEBPACK_IMPORTED_MODULE_2__.Docker(process.env, signal);
    const buildxVersion = (0,_edges_buildx_version_js__WEBPACK_IMPORTED_MODULE_0__/* .readBuildxVersion */ .x)(docker);
    // It is told where it is asked for, which it is not when the inputs are refused.
    buildxVersion.catch(() => undefined);
    return { docker, buildxVersion, client };
}


/***/ })

};
