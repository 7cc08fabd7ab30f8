export const id = 812;
export const ids = [812];
export const modules = {

/***/ 1468:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ dockerfilePath),
/* harmony export */   V: () => (/* binding */ isRemote)
/* harmony export */ });
/** The path of the Dockerfile that is built; undefined where it is none of this machine's files. */
function dockerfilePath({ context, file }) {
    if (isRemote(context) || (file !== undefined && isRemote(file)))
        return undefined;
    const path = file ?? `${context.replace(/\/+$/, "")}/Dockerfile`;
    // GitHub shows what is said of a file only beside one that it knows by this name.
    return path.replace(/^(?:\.\/+)+/, "");
}
/** Whether BuildKit fetches something itself, as buildx tells: an address, or a repository by its name at a host. */
function isRemote(path) {
    return /^(?:https?|git|ssh):\/\/|^git@|^github\.com\//.test(path);
}


/***/ }),

/***/ 6129:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ CACHE_FOLDER),
/* harmony export */   n: () => (/* binding */ cacheFolder)
/* harmony export */ });
/** The part of the run's folder that the layer cache lies in. */
function cacheFolder({ folder }) {
    return `${folder}/${CACHE_FOLDER}`;
}
/** The name of that part. */
const CACHE_FOLDER = "cache";


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

/***/ 7423:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BT: () => (/* binding */ checkSources),
/* harmony export */   GU: () => (/* binding */ makeRunFolder),
/* harmony export */   Pi: () => (/* binding */ emptyRunFolder),
/* harmony export */   Pl: () => (/* binding */ writeSecrets),
/* harmony export */   QU: () => (/* binding */ writeBuildkitdConfig),
/* harmony export */   UG: () => (/* binding */ removeRunFolder)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1455);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_fs_promises__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_3__);
/* harmony import */ var _domain_dockerfile_path_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1468);
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5410);
/* harmony import */ var _variable_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(428);







/**
 * Makes the folder that holds everything temporary of this run, readable by this user alone. It is made at once, not
 * awaited, so that no signal can come between its making and the hand-over of its name.
 */
function makeRunFolder(env = process.env) {
    return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.mkdtempSync)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)((0,_variable_js__WEBPACK_IMPORTED_MODULE_5__/* .variable */ .b)(env, "RUNNER_TEMP") ?? (0,node_os__WEBPACK_IMPORTED_MODULE_2__.tmpdir)(), "multiarch-build-"));
}
/** Removes that folder with all it holds; it may be gone already. */
async function removeRunFolder(folder) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(folder, { recursive: true, force: true, maxRetries: 3 });
}
/** Removes all that is in that folder but one part. */
async function emptyRunFolder(folder, kept) {
    const names = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.readdir)(folder)).filter((name) => name !== kept);
    await Promise.all(names.map((name) => removeRunFolder((0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, name))));
}
/**
 * Checks that what the build reads is there: context, Dockerfile, secret files and variables.
 * @throws ActionError `input`, naming the input and the path.
 */
async function checkSources(inputs, env = process.env) {
    await checkContext(inputs);
    for (const secret of inputs.secrets) {
        if (secret.from === "env" && env[secret.variable] === undefined) {
            throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_4__/* .ActionError */ .l("input", `secret-envs: the variable ${secret.variable} of secret "${secret.id}" is not set`, {
                hint: "Set it with env: on this step.",
            });
        }
        if (secret.from === "file" && !(await isFile(secret.path))) {
            throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_4__/* .ActionError */ .l("input", `secret-files: there is no file "${secret.path}" for secret "${secret.id}"`);
        }
    }
}
/**
 * Writes the secrets that were given by value to files that this user alone can read.
 * @returns the files by the secrets' ids.
 */
async function writeSecrets(folder, { secrets }) {
    const given = secrets.filter((secret) => secret.from === "value");
    if (given.length === 0)
        return new Map();
    const place = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, "secrets");
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(place, { mode: 0o700 });
    // Numbered, so that an id never becomes part of a path.
    const files = given.map(({ id, value }, at) => ({ id, value, path: (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(place, `secret-${at}`) }));
    await Promise.all(files.map(({ path, value }) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)(path, value, { mode: 0o600 })));
    return new Map(files.map(({ id, path }) => [id, path]));
}
/** Writes a buildkitd configuration to the run's folder. */
async function writeBuildkitdConfig(folder, text) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(folder, "buildkitd.toml");
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)(path, text, { mode: 0o600 });
    return path;
}
async function checkContext({ context, file }) {
    // BuildKit fetches it itself: nothing of it is here to be checked.
    if ((0,_domain_dockerfile_path_js__WEBPACK_IMPORTED_MODULE_6__/* .isRemote */ .V)(context))
        return;
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(context).catch(() => undefined);
    if (!found?.isDirectory()) {
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_4__/* .ActionError */ .l("input", `context: there is no folder "${context}" in ${process.cwd()}`, {
            hint: "Does the job check the repository out (actions/checkout) before this step?",
        });
    }
    const dockerfile = file ?? (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(context, "Dockerfile");
    if ((0,_domain_dockerfile_path_js__WEBPACK_IMPORTED_MODULE_6__/* .isRemote */ .V)(dockerfile) || (await isFile(dockerfile)))
        return;
    throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_4__/* .ActionError */ .l("input", `file: there is no Dockerfile at "${dockerfile}"`, {
        hint: "file is relative to the workspace, not to the context.",
    });
}
async function isFile(path) {
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(path).catch(() => undefined);
    return found?.isFile() ?? false;
}


/***/ }),

/***/ 5619:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ cleanUp)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var _edges_workspace_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7423);
/* harmony import */ var _domain_handover_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6129);




/**
 * Removes what a run made: its builder, then its folder with logins and secrets. While something is being saved, the
 * part of the folder that it is saved from stays. It can be run any number of times, and a part that fails is warned of and does not
 * keep the next from being removed.
 */
async function cleanUp({ folder, builder, saving, remembering }) {
    // The folder goes last and holds the config by which docker finds the builder: without it, all is done.
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(folder))
        return;
    if (builder !== undefined)
        await removeBuilder(builder, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, "docker"));
    const isSaved = saving === undefined && remembering === undefined;
    const removed = isSaved ? (0,_edges_workspace_js__WEBPACK_IMPORTED_MODULE_2__/* .removeRunFolder */ .UG)(folder) : (0,_edges_workspace_js__WEBPACK_IMPORTED_MODULE_2__/* .emptyRunFolder */ .Pi)(folder, _domain_handover_js__WEBPACK_IMPORTED_MODULE_3__/* .CACHE_FOLDER */ ._);
    await removed.catch((error) => warn(`${folder} could not be removed`, error));
}
async function removeBuilder(name, config) {
    const { Docker } = await __webpack_require__.e(/* import() */ 42).then(__webpack_require__.bind(__webpack_require__, 661));
    try {
        await new Docker().withConfig(config).run(["buildx", "rm", "--force", name]);
    }
    catch (error) {
        // It was never created, or its creation was cut short before buildx knew of it.
        if (error instanceof Error && /no builder .* found/.test(error.message))
            return;
        await warn(`The builder ${name} could not be removed`, error);
    }
}
// Loaded only when needed: mostly there is just a folder to remove, and the job waits for its post phase.
async function warn(what, error) {
    (await Promise.all(/* import() */[__webpack_require__.e(523), __webpack_require__.e(532)]).then(__webpack_require__.bind(__webpack_require__, 4696))).warnOf(what, error);
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

/***/ 3812:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runAction: () => (/* binding */ runAction)
});

// EXTERNAL MODULE: ./src/cancellation.ts
var cancellation = __webpack_require__(4632);
// EXTERNAL MODULE: ./src/domain/cache-report.ts
var cache_report = __webpack_require__(4741);
// EXTERNAL MODULE: ./src/domain/failure.ts
var domain_failure = __webpack_require__(5410);
// EXTERNAL MODULE: ./src/domain/figures.ts
var figures = __webpack_require__(7209);
// EXTERNAL MODULE: ./src/domain/handover.ts
var domain_handover = __webpack_require__(6129);
// EXTERNAL MODULE: ./src/domain/builder.ts
var domain_builder = __webpack_require__(1843);
;// CONCATENATED MODULE: ./src/domain/event.ts
const PROPOSAL_EVENTS = [
    "pull_request",
    "pull_request_target",
    "pull_request_review",
    "pull_request_review_comment",
    "merge_group",
];
/** Tells whether the run builds what is proposed, a pull request or merge group, rather than what was accepted. */
function isProposal({ name, ref }) {
    return PROPOSAL_EVENTS.includes(name) || ref.startsWith("refs/pull/");
}
const UNTRUSTED_EVENTS = [
    "discussion",
    "discussion_comment",
    "fork",
    "gollum",
    "issue_comment",
    "issues",
    "pull_request_target",
    "watch",
    "workflow_run",
];
/**
 * Tells whether people without any right to the repository can set off the event, while what it saves would be found
 * by runs of the default branch.
 */
function isUntrusted({ name }) {
    return UNTRUSTED_EVENTS.includes(name);
}

// EXTERNAL MODULE: ./src/domain/public-url.ts
var public_url = __webpack_require__(395);
// EXTERNAL MODULE: ./src/domain/reference.ts
var domain_reference = __webpack_require__(8913);
// EXTERNAL MODULE: ./src/domain/list.ts
var list = __webpack_require__(8410);
// EXTERNAL MODULE: ./src/domain/platform.ts
var domain_platform = __webpack_require__(3013);
// EXTERNAL MODULE: ./src/domain/cache/keys.ts
var keys = __webpack_require__(6837);
;// CONCATENATED MODULE: ./src/domain/cache/scope.ts


/** Far below the 512 characters that a key may have; the rest of a long scope is in its hash. */
const SLUG_LENGTH = 120;
const HASH_LENGTH = 12;
/** Names a scope: readable, and with a hash of its parts, so that no two that read alike are the same. */
function printScope(parts, sha256) {
    const { image, dockerfile, target, name } = parts;
    const origin = name === undefined ? ["image", image, dockerfilePath(dockerfile)] : ["name", name];
    const hash = sha256(JSON.stringify([...origin, target ?? null])).slice(0, HASH_LENGTH);
    const slug = [...origin.slice(1), target ?? ""]
        .join("-")
        .replace(/[^\w.]+/g, "-")
        .slice(0, SLUG_LENGTH)
        .replace(/^-|-$/g, "");
    return slug === "" ? hash : `${slug}-${hash}`;
}
/**
 * What to look for: for each platform what the same build left, else what the whole Dockerfile left, for a target that
 * is built for the first time; and what a solve for several platforms left.
 */
function planLookups(parts, platforms, sha256) {
    const [own, whole] = [parts, { ...parts, target: undefined }].map((scope) => printScope(scope, sha256));
    return [...platforms.map(domain_platform/* printPlatform */.Lg), keys/* JOINT */.zY].map((label) => ({
        label,
        prefixes: whole === own ? [(0,keys/* indexPrefix */.jE)(own, label)] : [(0,keys/* indexPrefix */.jE)(own, label), (0,keys/* indexPrefix */.jE)(whole, label)],
    }));
}
/** Says in sentences, for the log, what a cache is named after and where it is looked for. */
function explainKeys(parts, lookups) {
    const { image, dockerfile, target, name } = parts;
    const origin = name === undefined ? `${image} built by ${dockerfilePath(dockerfile)}` : `the scope "${name}"`;
    return [
        `The cache is that of ${origin}${target === undefined ? "" : `, target ${target}`}.`,
        ...lookups.map(({ label, prefixes: [own, wider] }) => {
            const whose = label === keys/* JOINT */.zY ? "of a build of several platforms in one" : `for ${label}`;
            const otherwise = wider === undefined ? "" : `, else that of the whole Dockerfile, ${wider}*`;
            return `Looked for is the newest index ${whose}: ${own}*${otherwise}.`;
        }),
        "Layers are stored under their digests and shared by all platforms, targets and branches.",
    ];
}
function dockerfilePath(path) {
    return path.replace(/^(?:\.\/+)+/, "");
}

;// CONCATENATED MODULE: ./src/domain/cache/buildkit-cache.ts






/** After which BuildKit gives up on the service, which it otherwise waits ten minutes for when that limits its use. */
const GHA_TIMEOUT = "5m";
/**
 * The Actions cache through BuildKit's own client. The scope is named after all that makes two builds different; its
 * own default is one scope for the whole repository, in which the last job overwrites the others' index.
 * @see https://docs.docker.com/build/cache/backends/gha/
 */
function planGha(inputs, { parts, use }, sha256) {
    const scope = [printScope(parts, sha256), ...inputs.platforms.map(domain_platform/* printPlatform */.Lg).map(keys/* labelSlug */.wI)].join("-");
    const place = [
        ["type", "gha"],
        ["scope", scope],
        ["timeout", GHA_TIMEOUT],
    ];
    return {
        backend: "gha",
        from: use.read ? [(0,list/* printAttributes */.$v)(place)] : [],
        to: use.write ? [(0,list/* printAttributes */.$v)([...place, ...exportAttributes(inputs)])] : [],
        reason: `scope ${scope}; ${use.reason}`,
    };
}
/**
 * A cache image beside the image, under a tag of its own.
 * @see https://docs.docker.com/build/cache/backends/registry/
 * @throws ActionError `input` where no image is named, or the scope is no tag.
 */
function planRegistry({ inputs, references: [first] }, use) {
    if (first === undefined) {
        throw new domain_failure/* ActionError */.l("input", "cache: registry keeps layers beside the image, but images is empty", {
            hint: "Name an image, as in images: ghcr.io/OWNER/NAME, or give cache-from and cache-to.",
        });
    }
    const tag = cacheTag(inputs);
    const name = `${(0,domain_reference/* printName */.To)(first)}:${tag}`;
    const place = [
        ["type", "registry"],
        ["ref", name],
    ];
    const layout = [
        ["image-manifest", "true"],
        ["oci-mediatypes", "true"],
        ...(inputs.compression === undefined ? [] : [["compression", inputs.compression]]),
    ];
    return {
        backend: "registry",
        from: use.read ? [(0,list/* printAttributes */.$v)(place)] : [],
        to: use.write ? [(0,list/* printAttributes */.$v)([...place, ...exportAttributes(inputs), ...layout])] : [],
        reason: `${name}; ${use.reason}`,
    };
}
function cacheTag({ cacheScope, target }) {
    if (cacheScope === undefined)
        return ["buildcache", target ?? []].flat().join("-");
    if ((0,domain_reference/* isTag */.dz)(cacheScope))
        return cacheScope;
    const message = `cache-scope: "${cacheScope}" is not a tag, as which cache: registry uses it`;
    throw new domain_failure/* ActionError */.l("input", message, { hint: domain_reference/* TAG_HINT */.Jo });
}
/**
 * What the user wrote, as it is, as far as it may be used.
 * @throws ActionError `input` for settings that would have no effect on it.
 */
function planCustom(inputs, use) {
    checkCustom(inputs);
    const from = use.read ? inputs.cacheFrom : [];
    const to = use.write ? inputs.cacheTo : [];
    const used = [...(from.length > 0 ? ["cache-from"] : []), ...(to.length > 0 ? ["cache-to"] : [])];
    const reasons = [
        ...(used.length > 0 ? [`set by ${used.join(" and ")}`] : []),
        ...(use.reason === "" ? [] : [use.reason]),
    ];
    return { backend: "custom", from, to, reason: reasons.join("; ") };
}
function checkCustom({ cacheScope, cacheMode }) {
    const unused = [
        ...(cacheScope === undefined ? [] : ["cache-scope"]),
        ...(cacheMode === undefined ? [] : ["cache-mode"]),
    ];
    if (unused.length === 0)
        return;
    const names = unused.join(" and ");
    throw new domain_failure/* ActionError */.l("input", `cache-from and cache-to are passed on as they are, so ${names} cannot apply`, { hint: `Write scope= and mode= into cache-from and cache-to, or leave ${names} out.` });
}
/** A cache that cannot be written must not take the push down with it: BuildKit exports both in one go. */
function exportAttributes({ cacheMode = "max" }) {
    return [
        ["mode", cacheMode],
        ["ignore-error", "true"],
    ];
}

;// CONCATENATED MODULE: ./src/domain/cache/plan.ts






/**
 * Plans the layer cache by what the user wants, what the job's token allows and what the builder can do.
 * @throws ActionError `input` for wishes that do not go together.
 */
function planCache(circumstances, sha256) {
    const { inputs, engine, builder } = circumstances;
    if (inputs.cacheFrom.length + inputs.cacheTo.length > 0)
        return unlessUnused(planCustom(inputs, cacheUse(circumstances, { read: true, write: true, reason: "" })));
    if (inputs.cache === "off")
        return off("cache is off");
    if ((0,domain_builder/* isEngineBuildKit */.hl)(builder) && engine.imageStore === "classic")
        return off("the engine's BuildKit has no such cache while its image store is the classic one");
    if (inputs.cache === "registry")
        return unlessUnused(planRegistry(circumstances, cacheUse(circumstances, registryRights(circumstances))));
    return planActions(circumstances, sha256);
}
/** The Actions cache, through a registry of our own or through BuildKit's client. */
function planActions(circumstances, sha256) {
    const { inputs, builder, rights } = circumstances;
    const use = cacheUse(circumstances, rights);
    if (!use.read && !use.write)
        return off(use.reason);
    const parts = scopeParts(circumstances);
    const gha = planGha(inputs, { parts, use }, sha256);
    if (inputs.cache === "gha")
        return gha;
    if (!builder.isOnHost) {
        const why = `the builder ${builder.name} is in a network of its own, where BuildKit's client works`;
        return { ...gha, reason: `${why}; ${gha.reason}` };
    }
    const lookups = planLookups(parts, inputs.platforms, sha256);
    return {
        ...{ backend: "actions", lookups, instead: gha },
        ...use,
        mode: inputs.cacheMode ?? "max",
        keys: explainKeys(parts, use.read ? lookups : []),
    };
}
/** What an event, the user and the token allow, with the strictest of their reasons. */
function cacheUse(circumstances, may) {
    const use = { ...may, ...forbiddenWrite(circumstances, may) };
    if (!may.read || !circumstances.inputs.noCache)
        return use;
    const rest = use.write ? "so it is only written" : `and ${use.reason}`;
    return { read: false, write: use.write, reason: `no-cache is set, ${rest}` };
}
/** Why nothing is written although it could be; empty where it is. */
function forbiddenWrite({ inputs, event }, may) {
    if (!may.write)
        return {};
    if (inputs.cacheWrite === "never")
        return { write: false, reason: "cache-write is never" };
    if (inputs.cacheWrite === "always" || !isUntrusted(event))
        return {};
    return { write: false, reason: `anybody can set off ${event.name}, so nothing is saved for others` };
}
/** Who does not publish an image has most likely no right to publish its cache. */
function registryRights({ inputs, push }) {
    if (push)
        return { read: true, write: true, reason: "this run publishes" };
    if (inputs.cacheWrite === "always")
        return { read: true, write: true, reason: "cache-write is always" };
    return { read: true, write: false, reason: "this run does not publish" };
}
function scopeParts({ inputs, references: [first] }) {
    return {
        image: first ? (0,domain_reference/* printName */.To)(first) : (0,public_url/* publicUrl */.x)(inputs.context),
        dockerfile: inputs.file ?? "Dockerfile",
        target: inputs.target,
        name: inputs.cacheScope,
    };
}
/** What is neither read nor written is off, whatever was asked for. */
function unlessUnused(cache) {
    return cache.from.length + cache.to.length > 0 ? cache : off(cache.reason);
}
function off(reason) {
    return { backend: "off", reason };
}

;// CONCATENATED MODULE: ./src/domain/history/history-scope.ts





/** The file of a history, relative to the cache's folder and the same on every runner. */
const HISTORY_PATH = "history/runs.json";
// The number is the version of the file: one of another version is not found.
const VERSION = "mab-history-1";
const history_scope_SLUG_LENGTH = 40;
const history_scope_HASH_LENGTH = 12;
/**
 * Plans the history of what a run builds, told from others by image, Dockerfile, target, platforms and branch. Undefined
 * where none is wanted or can be read: to write one without would forget all runs before.
 */
function planHistory({ inputs, repositories, event, rights }, sha256) {
    if (inputs.history === 0 || !rights.read)
        return undefined;
    const scope = printScope({
        image: repositories.map(domain_reference/* printName */.To).toSorted().join(" ") || (0,public_url/* publicUrl */.x)(inputs.context),
        dockerfile: inputs.file ?? "Dockerfile",
        target: inputs.target,
        name: undefined,
    }, sha256);
    const platforms = inputs.platforms.map(domain_platform/* printPlatform */.Lg).toSorted().join(" ");
    // Two dashes end a prefix, which no part has, so that none finds what another is for.
    const wider = `${VERSION}-${scope}-${shortHash(platforms, sha256)}--`;
    // What anybody can set off leaves nothing for others here, too.
    const { write } = { ...rights, ...forbiddenWrite({ inputs, event }, rights) };
    return { limit: inputs.history, prefixes: [`${wider}${branchLabel(event, sha256)}--`, wider], write };
}
/** The key of a new entry: none is ever replaced, and the newest is found by its prefix. */
function historyKey({ prefixes: [own] }, { endedAt, runId }) {
    return `${own}${endedAt.toISOString().replace(/[-:.]/g, "")}-${runId}`;
}
function branchLabel({ ref }, sha256) {
    const slug = ref
        .replace(/^refs\/(?:heads\/)?/, "")
        .replace(/[^\w.]+/g, "-")
        .slice(0, history_scope_SLUG_LENGTH)
        .replace(/^-|-$/g, "");
    return slug === "" ? shortHash(ref, sha256) : `${slug}-${shortHash(ref, sha256)}`;
}
function shortHash(text, sha256) {
    return sha256(text).slice(0, history_scope_HASH_LENGTH);
}

// EXTERNAL MODULE: ./src/domain/progress/step-count.ts
var step_count = __webpack_require__(7008);
;// CONCATENATED MODULE: ./src/domain/outputs.ts



/** The action's outputs by name. Those that do not apply are empty, as an output that is not set reads in a workflow. */
function describeOutputs(plan, { digest = "", metadata, verified, metrics }) {
    const images = verified ? plan.repositories.map((name) => `${(0,domain_reference/* printName */.To)(name)}@${verified.digest}`) : [];
    return {
        digest,
        digests: JSON.stringify(Object.fromEntries(verified?.images.map((image) => [(0,domain_platform/* printPlatform */.Lg)(image.platform), image.digest]) ?? [])),
        image: images[0] ?? "",
        images: images.join("\n"),
        tags: plan.references.map(domain_reference/* printTagged */.q6).join("\n"),
        metadata,
        pushed: String(plan.publish.push),
        "cache-hit": metrics.cache.backend === "off" ? "off" : (0,step_count/* cacheHit */.Is)(metrics.steps),
        "cache-hit-ratio": String(Number((0,step_count/* hitRatio */.r3)(metrics.steps).toFixed(4))),
        "duration-ms": String(metrics.durationMs),
        metrics: JSON.stringify(metrics),
    };
}

// EXTERNAL MODULE: ./src/domain/attestation.ts
var attestation = __webpack_require__(4606);
// EXTERNAL MODULE: ./src/domain/emulation.ts
var emulation = __webpack_require__(2984);
;// CONCATENATED MODULE: ./src/domain/login-plan.ts

const GITHUB_REGISTRY = "ghcr.io";
/**
 * Plans the logins: those the user gives, and ghcr.io with the job's token when something is published there and
 * nobody logged in to it. A login without password is left out of a run that publishes nothing: that is how a pull
 * request from a fork sees a secret.
 * @throws ActionError `input` for a login without password in a run that publishes, or two for one registry.
 */
function planLogins(inputs, facts) {
    const empty = inputs.logins.filter(({ password }) => password === "");
    if (facts.push && empty.length > 0) {
        throw new domain_failure/* ActionError */.l("input", `the login to ${registryList(empty)} has a username but no password`, {
            hint: "Is the secret defined for this repository or environment, and passed to a called workflow?",
        });
    }
    const logins = inputs.logins.filter(({ password }) => password !== "");
    checkDoubles(logins);
    return {
        logins: [...logins, ...ownLogin(inputs, facts)],
        notices: empty.length > 0
            ? [
                `No login to ${registryList(empty)}: its password is empty, as secrets are for pull requests from forks.`,
            ]
            : [],
    };
}
function ownLogin({ logins, githubToken }, facts) {
    if (!facts.push || githubToken === undefined || !facts.registries.includes(GITHUB_REGISTRY))
        return [];
    const isKnown = facts.githubLogin || logins.some(({ registry }) => registry === GITHUB_REGISTRY);
    // ghcr.io looks at the token alone, but wants some username.
    const username = facts.event.actor === "" ? "github" : facts.event.actor;
    return isKnown ? [] : [{ registry: GITHUB_REGISTRY, username, password: githubToken }];
}
function checkDoubles(logins) {
    const registries = logins.map(({ registry }) => registry);
    const double = registries.find((registry, at) => registries.indexOf(registry) !== at);
    if (double === undefined)
        return;
    throw new domain_failure/* ActionError */.l("input", `there are two logins to ${double}`, {
        hint: "Give it in password or in registry-auth, not in both.",
    });
}
function registryList(logins) {
    return logins.map(({ registry }) => registry).join(", ");
}

;// CONCATENATED MODULE: ./src/domain/push.ts


/**
 * Decides whether to publish: as the user says, else everything but pull requests and merge groups.
 * @throws ActionError `input` when something is to be published and nothing says where to.
 */
function decidePush(inputs, event, destinations) {
    if (inputs.push === false)
        return { push: false, reason: "push is false" };
    if (inputs.push === "auto" && isProposal(event)) {
        return { push: false, reason: "this is a pull request or merge group" };
    }
    if (destinations > 0) {
        return { push: true, reason: inputs.push === true ? "push is true" : "this is no pull request" };
    }
    if (inputs.push === "auto" && (inputs.load || inputs.outputs.length > 0)) {
        return { push: false, reason: "no images are named" };
    }
    throw new domain_failure/* ActionError */.l("input", "images is empty, but the image is to be published", {
        hint: "Name at least one image, as in images: ghcr.io/OWNER/NAME, or set push: false to only build.",
    });
}

// EXTERNAL MODULE: ./src/domain/tags.ts
var tags = __webpack_require__(5431);
;// CONCATENATED MODULE: ./src/domain/plan.ts








/**
 * Decides everything that can be decided before work starts.
 * @throws ActionError for a wish that cannot be met here, before any work is done for it.
 */
function planRun(inputs, facts, sha256) {
    const references = (0,tags/* planReferences */.Ej)(inputs.images, inputs.tags, facts.event);
    const publish = decidePush(inputs, facts.event, references.length);
    const builder = (0,domain_builder/* planBuilder */.Zw)({ ...facts, inputs, existing: facts.existingBuilder });
    const repositories = distinct(references);
    const { logins, notices } = planLogins(inputs, {
        event: facts.event,
        push: publish.push,
        registries: repositories.map(({ registry }) => registry),
        githubLogin: facts.githubLogin,
    });
    return {
        inputs,
        platforms: (0,emulation/* planEmulation */.G9)(inputs.platforms, {
            host: facts.engine.platform,
            handlers: facts.handlers,
            builderPlatforms: facts.existingBuilder?.platforms,
            bundled: builder.kind === "created",
            policy: inputs.qemu,
        }),
        builder,
        references,
        repositories,
        publish,
        logins,
        cache: planCache({ ...facts, inputs, references, push: publish.push, rights: facts.cacheRights, builder }, sha256),
        attestations: (0,attestation/* attestationArgs */.E)(inputs, facts.event, { builder, engine: facts.engine, push: publish.push }),
        notices: [...inputs.notices, ...notices, ...unexportedNotice(inputs, publish)],
    };
}
function distinct(references) {
    return [
        ...new Map(references.map(({ registry, repository }) => {
            const name = { registry, repository };
            return [(0,domain_reference/* printName */.To)(name), name];
        })).values(),
    ];
}
function unexportedNotice({ load, outputs }, { push, reason }) {
    if (push || load || outputs.length > 0)
        return [];
    return [
        `The image is built and then dropped, which proves that it builds: ${reason}, and neither load nor outputs is set.`,
    ];
}

;// CONCATENATED MODULE: ./src/domain/plan-text.ts


/** The plan as the log opens with it: every decision with its reason. */
function describePlan(plan) {
    return [
        ...plan.platforms.map(({ platform, reason }) => `Platform ${(0,domain_platform/* printPlatform */.Lg)(platform)} ${reason}`),
        `Builder ${plan.builder.name}: ${plan.builder.reason}`,
        describePublish(plan),
        ...plan.logins.map(({ registry, username }) => `Login to ${registry} as ${username}`),
        `Layer cache ${plan.cache.backend}: ${plan.cache.reason}`,
        ...(plan.cache.backend === "actions" ? plan.cache.keys : []),
    ];
}
function describePublish({ publish, references, repositories }) {
    if (!publish.push)
        return `Nothing is published: ${publish.reason}`;
    const names = repositories.map(domain_reference/* printName */.To).join(", ");
    return `Publishes to ${names} as ${references.map(domain_reference/* printTagged */.q6).join(", ")}: ${publish.reason}`;
}

// EXTERNAL MODULE: ./src/edges/digest.ts
var edges_digest = __webpack_require__(2692);
// EXTERNAL MODULE: ./src/edges/github.ts
var github = __webpack_require__(4843);
// EXTERNAL MODULE: ./src/edges/log.ts + 1 modules
var log = __webpack_require__(4696);
// EXTERNAL MODULE: ./src/edges/workspace.ts
var workspace = __webpack_require__(7423);
;// CONCATENATED MODULE: ./src/domain/solve-error.ts
/**
 * Reads the end of buildx's stderr. The error is its last line that begins with `ERROR: `, with the lines after it:
 * `ERROR: failed to build: failed to solve: …`.
 */
function parseSolveError(output) {
    const starts = [...output.matchAll(/^ERROR: /gm)];
    const start = starts.at(-1)?.index;
    const text = start === undefined ? output.trim().replace(/^[^]*\n/, "") : output.slice(start + "ERROR: ".length);
    const message = text.trim().replace(/^(?:failed to (?:build|solve):(?:\s+|$))+/, "") ||
        "docker buildx build failed without a word";
    return {
        message,
        words: wordsOf(message),
        isStep: /did not complete successfully|^dockerfile parse error/m.test(message),
        isPush: message.startsWith("failed to push "),
    };
}
/**
 * Tells whether the same build may well succeed when it is run once more: a server's error, a broken connection, a
 * rate limit. Never true for a step's own failure.
 */
function isTransient({ words, isStep }) {
    return !isStep && TRANSIENT.test(words);
}
/** What may pass by itself, in the words of BuildKit, containerd and Go's network packages. */
const TRANSIENT = /(?:unexpected status[^\n]*|status(?: code)?):? (?:429|5\d\d)\b|too many requests|i\/o timeout|timeout awaiting response headers|tls handshake timeout|connection reset by peer|use of closed network connection|unexpected eof|: eof$|broken pipe|temporary failure in name resolution|server misbehaving|http2: .*goaway|stream error: .*internal_error/m;
function wordsOf(message) {
    return message
        .replace(/\bhttps?:\/\/[^\s"]+?(?=:?(?:\s|"|$))/g, "")
        .replace(/\bsha256:[0-9a-f]+/g, "")
        .replace(/^failed to push \S+:(?=\s)/, "failed to push:")
        .replace(/(source metadata for) \S+:(?=\s)/, "$1:")
        .replace(/^\S*[/:]\S*: (?=failed)/, "")
        .toLowerCase();
}

;// CONCATENATED MODULE: ./src/domain/cache-failure.ts

const WITHOUT = { backend: "off", reason: "the cache got in the way of the build" };
/**
 * The ways to build, from the best to the surest: with the cache; without what it has, but still saving; and without
 * it. The next is gone when a build fails because of its cache.
 */
function cacheUsages(plan, server) {
    const without = { plan: { ...plan, cache: WITHOUT }, server: undefined };
    if (server === undefined && plan.cache.backend === "off")
        return [without];
    const unread = server?.isRead ? [{ plan, server: { ...server, isRead: false } }] : [];
    return [{ plan, server }, ...unread, without];
}
/**
 * Tells whether a build failed because of its cache: a layer was promised and is not there, or a service or registry
 * did not do what it should. Never true for a step's own failure.
 * @param output the end of what `docker buildx build` printed, with the `ERROR:` line in it
 */
function isCacheFailure(output, { plan, server }) {
    if (plan.cache.backend === "off")
        return false;
    const { message, words, isStep } = parseSolveError(output);
    if (isStep)
        return false;
    return CACHE_WORDS.test(words) || (server !== undefined && isOfServer(message, server));
}
/** A message without the random path of a registry, as the start of a name or in an address. */
function hideServer(message, { path }) {
    return message.replaceAll(path, HIDDEN).replaceAll(path.replace("/", "/v2/"), HIDDEN);
}
const HIDDEN = "loopback";
/** It may be named, or only its address; and without what it keeps the disk may not be full. */
function isOfServer(message, { path }) {
    return message.includes(path.replace(/\/.*/, "")) || message.includes("no space left on device");
}
/** BuildKit's and its clients' words for it, in lower case. */
const CACHE_WORDS = /could not fetch content descriptor|error writing (?:layer|config|manifest) blob|failed to export cache|cache (?:ex|im)porter|failed to (?:reserve|commit) cache|error committing|maximum timeout reached|blobnotfound|short read: expected/;

;// CONCATENATED MODULE: ./src/domain/joined-metadata.ts


const REF = "buildx.build.ref";
const PROVENANCE = "buildx.build.provenance";
const WARNINGS = "buildx.build.warnings";
const DESCRIPTOR = "containerimage.descriptor";
/**
 * Makes one metadata file of those of the platforms, as buildx writes it for all platforms at once: with the record of
 * the first solve, and everybody's provenance under its platform. That of a single platform only gets its real names.
 * @see https://docs.docker.com/reference/cli/docker/buildx/build/#metadata-file
 */
function joinMetadata(parts, joined) {
    const files = parts.map(({ metadata }) => JSON.parse(metadata));
    const [only = {}, ...others] = files;
    const own = others.length === 0 ? only : joinFiles(parts, files);
    const { digest, mediaType, sizeBytes: size, references } = joined;
    const all = {
        ...own,
        [DESCRIPTOR]: { ...own[DESCRIPTOR], mediaType, digest, size },
        "containerimage.digest": digest,
        "image.name": references.map(domain_reference/* printTagged */.q6).join(","),
    };
    const secret = joined.path.slice(joined.path.lastIndexOf("/") + 1);
    return JSON.stringify(Object.fromEntries(Object.entries(all)
        .filter(([, value]) => !JSON.stringify(value).includes(secret))
        .toSorted(([one], [other]) => (one < other ? -1 : 1))));
}
function joinFiles(parts, files) {
    const provenance = parts.flatMap(({ platform }, at) => {
        const one = files[at]?.[PROVENANCE];
        return one === undefined ? [] : [[`${PROVENANCE}/${(0,domain_platform/* printPlatform */.Lg)(platform)}`, one]];
    });
    const ref = files[0]?.[REF];
    const warnings = files.flatMap((file) => file[WARNINGS] ?? []);
    // A Dockerfile is warned of once for every solve of it.
    const distinct = new Map(warnings.map((warning) => [JSON.stringify(warning), warning]));
    return {
        ...Object.fromEntries(provenance),
        ...(ref === undefined ? {} : { [REF]: ref }),
        ...(distinct.size === 0 ? {} : { [WARNINGS]: [...distinct.values()] }),
    };
}

;// CONCATENATED MODULE: ./src/domain/solve-plan.ts




/** Where in that registry imported and exported caches and the images of single platforms are; the tag is the label's. */
const CACHE_NAMES = { imported: "cache", exported: "export", image: "image" };
/**
 * Tells whether a build is one solve for each platform, whose images are joined afterwards. Only so does a cache hit
 * every time, as docs/caching.md shows; but only a push can be put together from parts. One platform is no exception:
 * what is staged can be looked at before it gets its tags.
 */
function isStaged({ inputs }) {
    return !inputs.load && inputs.outputs.length === 0;
}
/**
 * Lays a build out in solves: one for each platform into the loopback registry where there is one, else one for all
 * that exports by itself.
 */
function planSolves(plan, server) {
    if (server === undefined)
        return [{ ...jointSolve(plan), ...planned(plan) }];
    if (!isStaged(plan))
        return [withServer(jointSolve(plan), server, plan)];
    return plan.inputs.platforms.map((platform) => {
        const label = (0,domain_platform/* printPlatform */.Lg)(platform);
        const solve = {
            label,
            platforms: [platform],
            references: [],
            exports: stagedExports(plan, server, label),
        };
        return withServer(solve, server, plan);
    });
}
function jointSolve(plan) {
    const { platforms } = plan.inputs;
    const [first] = platforms.map(domain_platform/* printPlatform */.Lg);
    const label = platforms.length === 1 && first !== undefined ? first : keys/* JOINT */.zY;
    return { label, platforms, references: plan.references, exports: directExports(plan) };
}
/** The caches that BuildKit handles by itself. */
function planned({ cache }) {
    if (cache.backend === "off")
        return { cacheFrom: [], cacheTo: [] };
    const { from, to } = cache.backend === "actions" ? cache.instead : cache;
    return { cacheFrom: from, cacheTo: to };
}
function withServer(solve, server, { inputs }) {
    const imported = (server.isRead ? importedLabels(solve) : []).map((label) => (0,list/* printAttributes */.$v)([
        ["type", "registry"],
        ["ref", cacheReference(server, CACHE_NAMES.imported, label)],
    ]));
    // Built anew it would run all steps twice if it were done again for its cache.
    const attributes = [...compressionAttribute(inputs), ...IGNORED];
    const exported = inputs.noCache ? exportedCache(solve, server, attributes) : [];
    return { ...solve, cacheFrom: imported, cacheTo: exported };
}
/**
 * The same solve, done again on the builder that has just done it, for nothing but its cache. What came from the cache
 * as a whole needs none, and whether it does is known only afterwards: looking for what there is to export takes
 * BuildKit a quarter of a build that changed nothing.
 * @returns `undefined` where there is no cache to export, or the solve has done so.
 */
function planCacheExport(solve, server, { inputs }) {
    const cacheTo = exportedCache(solve, server, compressionAttribute(inputs));
    if (solve.cacheTo.length > 0 || cacheTo.length === 0)
        return undefined;
    return { ...solve, references: [], exports: ["type=cacheonly"], cacheTo };
}
/** A build is none the worse for a cache that cannot be exported. */
const IGNORED = [["ignore-error", "true"]];
function exportedCache({ label }, server, attributes) {
    const { mode } = server;
    if (mode === undefined)
        return [];
    return [
        (0,list/* printAttributes */.$v)([
            ["type", "registry"],
            ["ref", cacheReference(server, CACHE_NAMES.exported, label)],
            ["mode", mode],
            ["image-manifest", "true"],
            ["oci-mediatypes", "true"],
            ...attributes,
        ]),
    ];
}
function cacheReference({ path }, name, label) {
    return `${path}/${name}:${(0,keys/* labelSlug */.wI)(label)}`;
}
/** A platform takes what was chosen for it; a solve for several takes what was chosen for each of them. */
function importedLabels({ label, platforms }) {
    return label === keys/* JOINT */.zY ? [keys/* JOINT */.zY, ...platforms.map(domain_platform/* printPlatform */.Lg)] : [label];
}
function stagedExports(plan, { path }, label) {
    if (!plan.publish.push)
        return ["type=cacheonly"];
    const name = `${path}/${CACHE_NAMES.image}:${(0,keys/* labelSlug */.wI)(label)}`;
    return [(0,list/* printAttributes */.$v)([["type", "image"], ["name", name], ["push", "true"], ...pushAttributes(plan)])];
}
/** The push, the load, and what `outputs` adds; with none of them the build only proves that it works. */
function directExports(plan) {
    const { inputs, builder, publish } = plan;
    const isEngine = (0,domain_builder/* isEngineBuildKit */.hl)(builder);
    const all = [
        ...(publish.push
            ? [(0,list/* printAttributes */.$v)([["type", "image"], ["push", "true"], ...pushAttributes(plan)])]
            : []),
        // When the image is wanted in the engine's store too, the one export does both.
        ...(inputs.load && !(publish.push && isEngine) ? ["type=docker"] : []),
        ...inputs.outputs.map(({ text }) => text),
    ];
    return all.length > 0 ? all : ["type=cacheonly"];
}
/**
 * The engine's BuildKit stores and unpacks what it exports unless told otherwise, which for a push is the larger part
 * of the time.
 */
function pushAttributes(plan) {
    const isStored = plan.inputs.load || !(0,domain_builder/* isEngineBuildKit */.hl)(plan.builder);
    const unstored = [
        ["store", "false"],
        ["unpack", "false"],
    ];
    return [...(isStored ? [] : unstored), ...compressionAttribute(plan.inputs), ...mediaTypes(plan.inputs)];
}
/** Image and cache must agree on it: BuildKit would make every layer twice. */
function compressionAttribute({ compression }) {
    return compression === undefined ? [] : [["compression", compression]];
}
/** Docker's media types know gzip only. */
function mediaTypes({ compression = "gzip" }) {
    return compression === "gzip" ? [] : [["oci-mediatypes", "true"]];
}

// EXTERNAL MODULE: ./src/domain/build-arg.ts
var build_arg = __webpack_require__(1745);
;// CONCATENATED MODULE: ./src/domain/buildx-args.ts




/** The argv of a solve, whose progress is JSON on stderr and whose metadata goes to a file, if to any. */
function buildArgs(common, solve, metadataFile) {
    const { inputs, builder } = common;
    return [
        "buildx",
        "build",
        ...["--builder", builder.name, "--progress", "rawjson"],
        ...optional("--metadata-file", metadataFile),
        ...["--platform", solve.platforms.map(domain_platform/* printPlatform */.Lg).join(",")],
        ...optional("--file", inputs.file),
        ...optional("--target", inputs.target),
        ...each("--build-arg", [...inputs.buildArgs.map(build_arg/* printBuildArg */.C), ...checkArgs(inputs)]),
        ...each("--secret", inputs.secrets.map((secret) => secretValue(secret, common.secretFiles))),
        ...each("--ssh", inputs.ssh),
        ...each("--tag", solve.references.map(domain_reference/* printTagged */.q6)),
        ...each("--label", inputs.labels.map(printPair)),
        ...common.attestations,
        ...each("--output", solve.exports),
        ...each("--cache-from", solve.cacheFrom),
        ...each("--cache-to", solve.cacheTo),
        ...(inputs.noCache ? ["--no-cache"] : []),
        ...(inputs.pull ? ["--pull"] : []),
        "--",
        inputs.context,
    ];
}
/** What makes the Dockerfile frontend fail for its checks, or not check at all; who sets it otherwise wants that. */
const CHECK_ARG = "BUILDKIT_DOCKERFILE_CHECK";
function checkArgs({ checks, buildArgs }) {
    if (checks === "warn" || buildArgs.some(({ key }) => key === CHECK_ARG))
        return [];
    return [`${CHECK_ARG}=${checks === "error" ? "error=true" : "skip=all"}`];
}
/** The argv that creates and boots a BuildKit container of our own. */
function createBuilderArgs({ name, image }, inputs, configFile) {
    const own = inputs.driverOpts.some(({ key }) => key === "network")
        ? []
        : [{ key: "network", value: "host" }];
    const options = [
        { key: "image", value: image },
        ...own,
        ...inputs.driverOpts.filter(({ key }) => key !== "image"),
    ];
    return [
        "buildx",
        "create",
        ...["--name", name, "--driver", "docker-container", "--bootstrap"],
        ...each("--driver-opt", options.map(({ key, value }) => (0,list/* printAttributes */.$v)([[key, value]]))),
        ...optional("--buildkitd-config", configFile),
    ];
}
function secretValue(secret, files) {
    switch (secret.from) {
        case "env":
            return (0,list/* printAttributes */.$v)([
                ["id", secret.id],
                ["env", secret.variable],
            ]);
        case "file":
            return (0,list/* printAttributes */.$v)([
                ["id", secret.id],
                ["src", secret.path],
            ]);
        case "value":
            return (0,list/* printAttributes */.$v)([
                ["id", secret.id],
                ["src", files.get(secret.id) ?? ""],
            ]);
    }
}
function printPair({ key, value }) {
    return `${key}=${value}`;
}
function optional(flag, value) {
    return value === undefined ? [] : [flag, value];
}
function each(flag, values) {
    return values.flatMap((value) => [flag, value]);
}

// EXTERNAL MODULE: ./src/domain/json-shape.ts
var json_shape = __webpack_require__(2872);
;// CONCATENATED MODULE: ./src/domain/progress/event.ts

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
const ANY_TEXT = /^/;
/**
 * Reads a line of buildx's stderr. Whatever is no progress, such as `ERROR: …` and the lines of the Dockerfile that
 * buildx shows before it, is undefined: it is for people, and nothing is thrown.
 */
function parseEvent(line) {
    // Steps print through log events, so that a line that begins otherwise cannot be one of these.
    if (!line.startsWith("{"))
        return undefined;
    const read = (0,json_shape/* readJson */.Vh)(line, readEvent);
    return read.ok ? read.value : undefined;
}
function readEvent(value) {
    const { vertexes, statuses, logs, warnings } = (0,json_shape/* asObject */.eB)(value, "an event");
    if ((vertexes ?? statuses ?? logs ?? warnings ?? undefined) === undefined) {
        throw new json_shape/* ShapeError */.ym("an event tells nothing");
    }
    return {
        vertexes: (0,json_shape/* asList */.DD)(vertexes, "vertexes").map(readVertex),
        statuses: (0,json_shape/* asList */.DD)(statuses, "statuses").map(readStatus),
        logs: (0,json_shape/* asList */.DD)(logs, "logs").map(readLog),
        warnings: (0,json_shape/* asList */.DD)(warnings, "warnings").map(readWarning),
    };
}
function readVertex(value) {
    const vertex = (0,json_shape/* asObject */.eB)(value, "a vertex");
    return {
        id: (0,json_shape/* asText */.e1)(vertex["digest"], "a digest"),
        name: (0,json_shape/* asText */.e1)(vertex["name"] ?? "", "a name", ANY_TEXT),
        inputs: (0,json_shape/* asList */.DD)(vertex["inputs"], "inputs").map((input) => (0,json_shape/* asText */.e1)(input, "an input")),
        startedAtMs: readTime(vertex["started"]),
        completedAtMs: readTime(vertex["completed"]),
        isCached: vertex["cached"] === true,
        error: maybe(vertex["error"] === "" ? undefined : vertex["error"], (error) => (0,json_shape/* asText */.e1)(error, "an error")),
        group: maybe(vertex["progressGroup"], readGroup),
    };
}
function readGroup(value) {
    const { id, name, weak } = (0,json_shape/* asObject */.eB)(value, "a group");
    return {
        id: (0,json_shape/* asText */.e1)(id, "a group's id"),
        name: (0,json_shape/* asText */.e1)(name ?? "", "a group's name", ANY_TEXT),
        isWeak: weak === true,
    };
}
function readStatus(value) {
    const { id, vertex, current, started, completed } = (0,json_shape/* asObject */.eB)(value, "a status");
    return {
        id: (0,json_shape/* asText */.e1)(id, "a status's id", ANY_TEXT),
        vertex: (0,json_shape/* asText */.e1)(vertex, "a vertex"),
        current: (0,json_shape/* asWhole */.UX)(current ?? 0, "a status's progress"),
        startedAtMs: readTime(started),
        completedAtMs: readTime(completed),
    };
}
function readLog(value) {
    const { vertex, stream, data } = (0,json_shape/* asObject */.eB)(value, "a log");
    return {
        vertex: (0,json_shape/* asText */.e1)(vertex, "a vertex"),
        stream: (0,json_shape/* asWhole */.UX)(stream ?? 0, "a stream"),
        data: asBytes(data ?? ""),
    };
}
function readWarning(value) {
    const { short, detail, url, sourceInfo, range } = (0,json_shape/* asObject */.eB)(value, "a warning");
    const [first] = (0,json_shape/* asList */.DD)(range, "ranges");
    return {
        text: asBase64Text(short ?? ""),
        details: (0,json_shape/* asList */.DD)(detail, "details").map(asBase64Text),
        url: maybe(url, (text) => (0,json_shape/* asText */.e1)(text, "an address")),
        file: maybe(sourceInfo, (source) => (0,json_shape/* asText */.e1)((0,json_shape/* asObject */.eB)(source, "a source")["filename"], "a file")),
        line: maybe(first, (one) => (0,json_shape/* asWhole */.UX)((0,json_shape/* asObject */.eB)((0,json_shape/* asObject */.eB)(one, "a range")["start"], "a start")["line"], "a line")),
    };
}
function maybe(value, read) {
    return value === undefined || value === null ? undefined : read(value);
}
/** RFC 3339. A vertex may begin again within the millisecond, so that the fractions are kept, which Date would drop. */
function readTime(value) {
    if (value === undefined || value === null)
        return undefined;
    const text = (0,json_shape/* asText */.e1)(value, "a time", TIME);
    const [fraction] = /\.\d+/.exec(text) ?? ["0"];
    return asFinite(Date.parse(text.replace(/\.\d+/, ""))) + Number(fraction) * 1000;
}
function asFinite(timeMs) {
    if (Number.isNaN(timeMs))
        throw new json_shape/* ShapeError */.ym("a time is not one");
    return timeMs;
}
function asBase64Text(value) {
    return new TextDecoder().decode(asBytes(value));
}
function asBytes(value) {
    return Uint8Array.from(atob((0,json_shape/* asText */.e1)(value, "data", ANY_TEXT)), (character) => character.charCodeAt(0));
}

;// CONCATENATED MODULE: ./src/domain/progress/step-kind.ts
/** Whether a step runs a program. All others are done by BuildKit itself, which needs no emulator for it. */
function isRun({ command }) {
    return /^(?:ONBUILD )?RUN\s/.test(command);
}
/** Whether a step copies files from elsewhere. */
function isCopy({ command }) {
    return /^(?:ONBUILD )?(?:COPY|ADD)\s/.test(command);
}
/** Whether a step copies files into a layer that does not depend on those below. */
function isLinked(step) {
    return isCopy(step) && /\s--link(?:=true)?\s/.test(step.command);
}

;// CONCATENATED MODULE: ./src/domain/progress/step-name.ts
// The index is padded: `[stage-1  2/10] `. No stage's name has a slash or a blank, and every platform has a slash.
const NAME = /^\[(?:(\S+\/\S+) )?(?:([^\s/]+) )? *(\d+)\/(\d+)\] ([^]+)$/;
const OTHER = { kind: "other" };
/**
 * Reads the name that BuildKit's Dockerfile frontend gives a vertex: `[linux/amd64->arm64 build 2/6] RUN make`.
 * @see https://github.com/moby/buildkit/blob/master/frontend/dockerfile/dockerfile2llb/convert.go
 */
function parseVertexName(name) {
    const [, platforms, stage, index, count, command] = NAME.exec(name) ?? [];
    if (command === undefined)
        return OTHER;
    // Windows has its version in it: `windows(10.0.20348.2762)/amd64`.
    const bare = platforms?.replace(/\([^)]*\)/g, "");
    const position = {
        platform: bare === undefined ? undefined : targetOf(bare),
        runsOn: bare?.replace(/->.*/, ""),
        stage,
        index: Number(index),
        count: Number(count),
    };
    const image = /^FROM (.*)/.exec(command)?.[1];
    return image === undefined ? { kind: "step", command, ...position } : { kind: "base", image, ...position };
}
/** Of `linux/amd64->arm/v7` the part behind the arrow, which names the system only if it is another. */
function targetOf(platforms) {
    const arrow = platforms.indexOf("->");
    if (arrow === -1)
        return platforms;
    const target = platforms.slice(arrow + 2);
    const namesSystem = /^[^/]+\/(?!v\d+$)/.test(target);
    return namesSystem ? target : platforms.slice(0, platforms.indexOf("/") + 1) + target;
}
/** Prints the position as BuildKit does, the index without padding: `[linux/arm64 build 3/5]`. */
function printPosition({ platform, stage, index, count }) {
    return `[${[platform, stage, `${index}/${count}`].filter((part) => part !== undefined).join(" ")}]`;
}

;// CONCATENATED MODULE: ./src/domain/progress/rerun-watch.ts


/**
 * Watches a build that should find every step in the builder for a `RUN` that is run after all. What is pulled of a
 * cached one is told of like a run, but after it was said to be cached; and what another build ran before is told of
 * with its end.
 */
class RerunWatch {
    #cached = new Set();
    /** Takes the next event and tells whether a step begins to run in it. */
    take({ vertexes }) {
        for (const { id, isCached } of vertexes)
            if (isCached)
                this.#cached.add(id);
        return vertexes.some((vertex) => isRunning(vertex) && !this.#cached.has(vertex.id));
    }
}
function isRunning({ name, startedAtMs, completedAtMs }) {
    const parsed = parseVertexName(name);
    return parsed.kind === "step" && isRun(parsed) && startedAtMs !== undefined && completedAtMs === undefined;
}

;// CONCATENATED MODULE: ./src/phases/export-cache.ts






/** What is proven of an image besides is no part of its cache. */
const ATTESTATIONS = ["--provenance=false"];
/**
 * Has BuildKit export the caches of solves that have ended, and starts to save them. Where a solve found all of itself
 * in the cache there is nothing to do; what fails is told in the cache's metrics. No other solve may be running: beside
 * one that shares a base image which the builder had never seen, BuildKit does not find what was built on it.
 */
async function exportCaches(ends, exporter) {
    const { cache } = exporter;
    const incomplete = ends.filter(({ solve, figures }) => !cache.hasAll(solve.label, figures.steps));
    await Promise.all(incomplete.map(({ solve }) => exportCache(solve, exporter)));
    const labels = ends.map(({ solve }) => solve.label);
    const exported = new Set(incomplete.map(({ solve }) => solve.label));
    await cache.save(labels, exported);
}
async function exportCache(solve, { cache, usage, prepared }) {
    const { plan, server } = usage;
    if (server === undefined)
        return;
    const again = planCacheExport(solve, server, plan);
    if (again === undefined)
        return;
    const args = buildArgs({ ...plan, ...prepared, attestations: ATTESTATIONS }, again);
    try {
        await prepared.timeline.phase("cache.export", () => runWithoutSteps(args, prepared));
    }
    catch (error) {
        const text = `the cache could not be exported: ${error instanceof Error ? error.message : String(error)}`;
        cache.addProblem(hideServer(text, server));
    }
}
/**
 * Ends buildx when it begins to run a step: the builder has dropped what it had, and nobody wants to wait for that step
 * twice.
 */
async function runWithoutSteps(args, { docker }) {
    const end = new AbortController();
    const watch = new RerunWatch();
    const onLine = (line) => {
        const event = parseEvent(line);
        if (event === undefined)
            return;
        (0,log.debug)(line);
        if (watch.take(event))
            end.abort(new Error("the builder would have run a step again"));
    };
    await docker.run(args, { onLine, signal: end.signal });
}

// EXTERNAL MODULE: ./src/domain/size-limits.ts
var size_limits = __webpack_require__(3356);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./src/domain/go-json.ts
// Go keeps JSON safe inside HTML and JavaScript unless it is told otherwise, and BuildKit does not tell it.
const ESCAPED = /[<>&\u2028\u2029]/g;
/**
 * Prints a value as Go's `encoding/json` does, so that what BuildKit wrote and we read is the same bytes again.
 * @see https://pkg.go.dev/encoding/json#Marshal
 */
function printGoJson(value, indent = "") {
    return JSON.stringify(value, undefined, indent).replace(ESCAPED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
/** What a JSON text indents its members with; empty for one without line breaks. */
function indentOf(text) {
    return /^[{[]\n([ \t]+)/.exec(text)?.[1] ?? "";
}

;// CONCATENATED MODULE: ./src/domain/attestation-subject.ts



/**
 * Makes an attestation one of the image under its real names: BuildKit attests what it pushed to, which was a registry
 * inside this run. Only subjects are changed, and the digests and sizes that follow from it. `blobs` of the result are
 * those that are new.
 * @see https://github.com/moby/buildkit/blob/master/docs/attestations/attestation-storage.md
 * @throws ActionError `cache` when the old name stands elsewhere too, or in a form that is not BuildKit's.
 */
function renameAttestation({ manifest, blobs }, naming, sha256) {
    const digestOf = (text) => `sha256:${sha256(text)}`;
    const json = JSON.parse(manifest);
    const statements = renamed(json.layers ?? [], blobs, (text) => renameSubjects(text, naming));
    // The config lists the statements once more, as what unpacked layers are called.
    const configs = renamed(json.config ? [json.config] : [], blobs, (text) => [...statements].reduce((rest, [digest, next]) => rest.replaceAll(digest, digestOf(next)), text));
    const texts = new Map([...statements, ...configs]);
    const describe = (descriptor) => {
        const text = texts.get(descriptor.digest);
        return text === undefined
            ? descriptor
            : { ...descriptor, digest: digestOf(text), size: sizeBytesOf(text) };
    };
    const changed = {
        ...json,
        ...(json.config && { config: describe(json.config) }),
        ...(json.layers && { layers: json.layers.map(describe) }),
    };
    const next = texts.size === 0 ? manifest : printGoJson(changed, indentOf(manifest));
    for (const text of [next, ...new Map([...blobs, ...texts]).values()])
        expectUnnamed(text, naming);
    return { manifest: next, blobs: new Map([...texts.values()].map((text) => [digestOf(text), text])) };
}
/**
 * Replaces each subject of an in-toto statement that is the image under its old name by one for every real name, as
 * BuildKit writes them for a push of its own. All other bytes stay.
 * @see https://github.com/in-toto/attestation/blob/main/spec/v0.1.0/README.md#statement
 */
function renameSubjects(statement, { path, references }) {
    const replace = (...[, colon, qualifiers, rest]) => references
        .map((reference) => `{"name":"${printPurl(reference, colon !== ":")}${qualifiers}"${rest}}`)
        .join(",");
    return statement.replace(subjectPattern(path), replace);
}
/**
 * Makes sure that a text does not give away where BuildKit pushed to. The name's last part alone is looked for: it is
 * random, and no way of writing addresses changes it.
 * @throws ActionError `cache` when it does.
 */
function expectUnnamed(text, { path }) {
    if (!text.includes(path.slice(path.lastIndexOf("/") + 1)))
        return;
    throw new domain_failure/* ActionError */.l("cache", "What BuildKit wrote about the image names the registry inside this run in a way that cannot be replaced");
}
/**
 * A subject as Go prints it. The random part of the path keeps it from matching anything else, and inside of a text
 * its quotes would be escaped.
 */
function subjectPattern(path) {
    // Newer releases of the library that BuildKit prints package URLs with write a colon as %3A.
    const start = path.replace(/[.[\]]/g, String.raw `\$&`).replace(":", "(:|%3A)");
    const name = String.raw `"name"\s*:\s*"pkg:docker/${start}/[^"@?]+@[^"@?]+((?:\?[^"]*)?)"`;
    const digest = String.raw `(\s*,\s*"digest"\s*:\s*\{[^{}]*\}\s*)`;
    return new RegExp(String.raw `\{\s*${name}${digest}\}`, "g");
}
/**
 * A reference as a package URL, without a platform. Names of Docker Hub are short there, even where they could be
 * taken for those of another registry.
 * @see https://github.com/package-url/purl-spec/blob/main/types-doc/docker-definition.md
 */
function printPurl({ registry, repository, tag }, escapesColon) {
    const name = registry === domain_reference/* DOCKER_HUB */.Xb ? repository.replace(/^library\/(?=[^/]+$)/, "") : `${registry}/${repository}`;
    const escaped = name.split("/").map(encodeURIComponent).join("/");
    return `pkg:docker/${escapesColon ? escaped : escaped.replaceAll("%3A", ":")}@${tag}`;
}
/** The texts that a change makes new, by their old digests. */
function renamed(descriptors, blobs, change) {
    return new Map(descriptors.flatMap(({ digest }) => {
        const text = blobs.get(digest);
        const next = text === undefined ? undefined : change(text);
        return next === undefined || next === text ? [] : [[digest, next]];
    }));
}
function sizeBytesOf(text) {
    return new TextEncoder().encode(text).length;
}

;// CONCATENATED MODULE: ./src/domain/image-index.ts

/**
 * Reads an image index, with attestation manifests set aside: their platform is `unknown/unknown` and they are no
 * images.
 * @see https://github.com/opencontainers/image-spec/blob/main/image-index.md
 */
function parsePublished(content) {
    const { manifests } = content;
    if (manifests === undefined)
        return { kind: "manifest" };
    const entries = (manifests ?? [])
        .filter((descriptor) => !isAttestation(descriptor))
        .filter(({ platform }) => platform?.os !== "unknown")
        .map(({ digest = "", platform = {} }) => ({ digest, platform: platformOf(platform) }));
    return { kind: "index", entries };
}
/**
 * Tells whether an entry of an index is about an image instead of being one.
 * @see https://github.com/moby/buildkit/blob/master/docs/attestations/attestation-storage.md
 */
function isAttestation({ annotations, }) {
    return annotations?.["vnd.docker.reference.type"] === "attestation-manifest";
}
/** Reads an image manifest. */
function parseImageManifest(content) {
    const { config, layers } = content;
    return {
        configDigest: config?.digest ?? "",
        // BuildKit writes null for an image without layers.
        layers: (layers ?? []).map(({ digest = "", size = 0 }) => ({ digest, sizeBytes: size })),
    };
}
/**
 * Reads an image's config.
 * @see https://github.com/opencontainers/image-spec/blob/main/config.md
 */
function parseConfig(content) {
    const { history, ...platform } = content;
    const made = (history ?? []).filter(({ empty_layer: isEmpty }) => isEmpty !== true);
    return { platform: platformOf(platform), createdBy: made.map((entry) => entry.created_by ?? "") };
}
/** Layers with what made them. Where the config tells of another number of layers, it is not known of any. */
function withOrigins(layers, createdBy) {
    if (layers.length !== createdBy.length)
        return layers;
    return layers.map((layer, at) => ({ ...layer, createdBy: createdBy[at] }));
}
/**
 * Compares platforms found with platforms planned and says every difference as a part of a sentence; an empty list
 * means exactly the planned ones, once each.
 */
function platformDifferences(planned, found) {
    const wanted = planned.map(domain_platform/* printPlatform */.Lg);
    const there = found.map(domain_platform/* printPlatform */.Lg);
    const missing = wanted.filter((name) => !there.includes(name));
    const foreign = there.filter((name) => !wanted.includes(name));
    const doubled = wanted.filter((name) => there.indexOf(name) !== there.lastIndexOf(name));
    return [
        ...(missing.length > 0 ? [`${missing.join(", ")} missing`] : []),
        ...(foreign.length > 0 ? [`${foreign.join(", ")} not planned`] : []),
        ...(doubled.length > 0 ? [`${doubled.join(", ")} there more than once`] : []),
    ];
}
function platformOf({ os = "", architecture = "", variant }) {
    return (0,domain_platform/* normalise */.j7)({ os, architecture, variant });
}

;// CONCATENATED MODULE: ./src/domain/joined-index.ts




const OCI_INDEX = "application/vnd.oci.image.index.v1+json";
const DOCKER_INDEX = "application/vnd.docker.distribution.manifest.list.v2+json";
/** BuildKit's own. */
const INDENT = "  ";
/**
 * Joins the platforms' parts into one index: the images in the order of the parts, then their attestations, each
 * descriptor as BuildKit wrote it, in the form in which BuildKit would have written it all. The same parts give the
 * same bytes. An image that is the only one and came without an index needs none.
 * @see https://github.com/opencontainers/image-spec/blob/main/image-index.md
 * @throws ActionError `verify` for a part that is not exactly its platform's.
 */
function joinIndexes(parts) {
    const indexes = parts.map(indexOf);
    const [only, ...others] = parts;
    if (only && others.length === 0 && indexes[0] === undefined)
        return { mediaType: only.mediaType, bytes: only.text };
    const descriptors = parts.flatMap((part, at) => indexes[at]?.manifests ?? [describe(part)]);
    const isDocker = descriptors.some(({ mediaType }) => mediaType.startsWith("application/vnd.docker."));
    const mediaType = isDocker ? DOCKER_INDEX : OCI_INDEX;
    const manifests = [
        ...descriptors.filter((descriptor) => !isAttestation(descriptor)),
        ...descriptors.filter(isAttestation),
    ];
    const annotations = Object.assign({}, ...indexes.map((index) => index?.annotations));
    const extra = Object.keys(annotations).length > 0 ? { annotations } : {};
    return { mediaType, bytes: printGoJson({ schemaVersion: 2, mediaType, manifests, ...extra }, INDENT) };
}
/** A part's index with its children as they are now; undefined for an image without one. */
function indexOf({ platform, text, children }) {
    const content = JSON.parse(text);
    const published = parsePublished(content);
    if (published.kind === "manifest")
        return undefined;
    const found = published.entries.map((entry) => entry.platform);
    const differences = platformDifferences([platform], found);
    if (differences.length > 0) {
        throw new domain_failure/* ActionError */.l("verify", `What was built for ${(0,domain_platform/* printPlatform */.Lg)(platform)} is not that: ${differences.join("; ")}`);
    }
    const index = content;
    const manifests = index.manifests.map((descriptor, at) => {
        const { digest, sizeBytes: size } = children?.[at] ?? { ...descriptor, sizeBytes: descriptor.size };
        return { ...descriptor, digest, size };
    });
    return { ...index, manifests };
}
function describe({ platform, mediaType, digest, text }) {
    const { os, architecture, variant } = platform;
    const size = new TextEncoder().encode(text).length;
    return { mediaType, digest, size, platform: { architecture, os, variant } };
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
;// CONCATENATED MODULE: ./src/edges/registry/exchange.ts





/** A body that is in memory already. */
function bodyOf(mediaType, content) {
    const bytes = Buffer.from(content);
    return { mediaType, sizeBytes: bytes.byteLength, open: () => external_node_stream_.Readable.from([bytes]) };
}
/** Manifests end at 4 MiB in every registry we know, and image configs far below. */
const BODY_LIMIT_BYTES = 4 * 1024 * 1024;
/**
 * Sends one request and reads the answer to its end, whatever its status.
 * @throws ActionError `registry` for a body of more than 4 MiB; node's own errors otherwise.
 */
async function exchange(request, connection) {
    const message = await exchange_open(request, connection);
    const { url } = request;
    const chunks = [];
    let sizeBytes = 0;
    for await (const chunk of message) {
        sizeBytes += chunk.byteLength;
        if (sizeBytes > BODY_LIMIT_BYTES) {
            throw new domain_failure/* ActionError */.l("registry", `${url.host} sends more than ${BODY_LIMIT_BYTES} bytes for ${url.pathname}`);
        }
        chunks.push(chunk);
    }
    const { statusCode: status = 0, statusMessage: statusText = "", headers } = message;
    return { url, status, statusText, headers, body: Buffer.concat(chunks) };
}
function exchange_open({ method, url, headers, authorization, body }, connection) {
    const { request } = url.protocol === "https:" ? external_node_https_ : external_node_http_;
    const allHeaders = {
        "user-agent": "multiarch-build",
        ...headers,
        ...(authorization !== undefined && { authorization }),
        ...(body && { "content-type": body.mediaType, "content-length": body.sizeBytes }),
    };
    return new Promise((resolve, reject) => {
        const outgoing = request(url, { ...connection, method, headers: allHeaders }, resolve).on("error", reject);
        if (body === undefined)
            outgoing.end();
        // An answer may come before all is sent, and is then worth more than the error of the broken sending.
        else
            (0,external_node_stream_promises_.pipeline)(body.open(), outgoing).catch(reject);
    });
}

;// CONCATENATED MODULE: ./src/edges/cache/staged-image.ts








const CHUNK_BYTES = 1 << 18;
/**
 * Joins the platforms' images into one.
 * @throws ActionError `cache` where something still has the name of the registry inside this run; `verify` as
 * {@link joinIndexes}.
 */
function joinParts(parts, shim) {
    const index = joinIndexes(parts.map(({ part }) => part));
    const manifests = parts.flatMap((one) => one.manifests);
    for (const { bytes } of [index, ...manifests])
        expectUnnamed(bytes, shim);
    return { index, manifests: [...new Map(manifests.map((one) => [one.digest, one])).values()] };
}
/**
 * Reads a platform's image as it was staged, with its real names where BuildKit wrote down those of the registry inside
 * this run. Of the blobs only attestations are read.
 * @throws ActionError `cache` when something is missing or cannot get its real name.
 */
async function readPart({ platform, name, tag }, { shim, references }) {
    const source = { shim, name, references };
    const { digest, mediaType, bytes: text } = manifestOf(source, tag);
    const part = { platform, digest, mediaType, text };
    const descriptors = JSON.parse(text).manifests;
    if (!descriptors)
        return { part, manifests: [whole({ digest, mediaType, bytes: text }, source)] };
    const manifests = await Promise.all(descriptors.map((descriptor) => readChild(descriptor, source)));
    const children = manifests.map((child) => ({
        digest: child.digest,
        sizeBytes: Buffer.byteLength(child.bytes),
    }));
    return { part: { ...part, children }, manifests };
}
async function readChild(descriptor, source) {
    const manifest = manifestOf(source, descriptor.digest);
    if (!isAttestation(descriptor))
        return whole(manifest, source);
    const { shim, references } = source;
    const blobs = await Promise.all(listed(manifest.bytes).map(async (digest) => {
        const { file } = await fileOf(shim, digest);
        return [digest, await (0,promises_.readFile)(file, "utf8")];
    }));
    const attestation = { manifest: manifest.bytes, blobs: new Map(blobs) };
    const renamed = renameAttestation(attestation, { path: shim.path, references }, edges_digest/* sha256 */.s);
    const { mediaType } = manifest;
    const digest = (0,edges_digest/* digestOf */.o)(Buffer.from(renamed.manifest));
    return whole({ digest, mediaType, bytes: renamed.manifest }, source, renamed.blobs);
}
/** A manifest with its blobs: those that are given as texts, and those in the registry inside this run. */
function whole(manifest, { shim }, texts = new Map()) {
    const blobs = listed(manifest.bytes).map((digest) => {
        const text = texts.get(digest);
        return text === undefined
            ? stagedBlob(shim, digest)
            : { digest, content: () => Promise.resolve(bodyOf("", text)) };
    });
    return { ...manifest, blobs };
}
function stagedBlob(shim, digest) {
    const content = async () => {
        const { file, sizeBytes } = await fileOf(shim, digest);
        return { sizeBytes, open: () => (0,external_node_fs_.createReadStream)(file, { highWaterMark: CHUNK_BYTES }) };
    };
    return { digest, content };
}
async function fileOf(shim, digest) {
    const blob = await shim.fetchBlob(digest);
    const found = blob && (await (0,promises_.stat)(blob.file).catch(() => undefined));
    if (blob && found?.size === blob.sizeBytes)
        return blob;
    throw new domain_failure/* ActionError */.l("cache", `A layer that the layer cache has promised cannot be had: ${digest}`);
}
function manifestOf({ shim, name }, reference) {
    const manifest = shim.manifest(name, reference);
    if (manifest)
        return { ...manifest, bytes: manifest.bytes.toString() };
    throw new domain_failure/* ActionError */.l("cache", `BuildKit ended well but did not push ${name} (${reference}) to the layer cache`);
}
/** The digests of the blobs that a manifest lists, each once. */
function listed(bytes) {
    const { config, layers } = JSON.parse(bytes);
    return [...new Set([...(config ? [config] : []), ...(layers ?? [])].map(({ digest }) => digest))];
}

;// CONCATENATED MODULE: ./src/edges/cache/staged-layers.ts


/** The digests of the layers of a platform's staged image; none where none was staged. */
function stagedLayerDigests(place, shim) {
    const layers = readManifest(place, shim)?.layers ?? [];
    return layers.map(({ digest }) => digest);
}
/** Reads what a platform's staged image is made of. Undefined where something of it is missing. */
async function readStagedLayers(part, shim) {
    const manifest = readManifest(part, shim);
    if (manifest === undefined)
        return undefined;
    const { digest, configDigest, layers } = manifest;
    const config = await shim.fetchBlob(configDigest);
    const text = config === undefined ? "{}" : await (0,promises_.readFile)(config.file, "utf8");
    const { createdBy } = parseConfig(JSON.parse(text));
    return { platform: part.platform, digest, layers: withOrigins(layers, createdBy) };
}
/** The manifest of the image itself, whether or not it was pushed in an index with attestations. */
function readManifest({ name, tag }, shim) {
    const top = shim.manifest(name, tag);
    if (top === undefined)
        return undefined;
    const { manifests } = JSON.parse(top.bytes.toString());
    const image = manifests?.find((entry) => !isAttestation(entry));
    const manifest = image === undefined ? top : shim.manifest(name, image.digest);
    if (manifest === undefined)
        return undefined;
    return { digest: manifest.digest, ...parseImageManifest(JSON.parse(manifest.bytes.toString())) };
}

// EXTERNAL MODULE: ./src/edges/cache-store/slots.ts
var cache_store_slots = __webpack_require__(4342);
// EXTERNAL MODULE: ./src/edges/pause.ts
var pause = __webpack_require__(180);
;// CONCATENATED MODULE: ./src/edges/registry/single.ts
/**
 * The one value for a key, whoever asks while it is being made or later. A failure is forgotten, so that the next one
 * tries again.
 */
function single(cache, key, make) {
    const known = cache.get(key);
    if (known)
        return known;
    const made = make();
    cache.set(key, made);
    made.catch(() => {
        if (cache.get(key) === made)
            cache.delete(key);
    });
    return made;
}

;// CONCATENATED MODULE: ./src/edges/registry/image-pusher.ts



/** How many requests for one repository are under way at most: registries slow down clients that ask more. */
const REQUESTS = 6;
/**
 * Pushes one image into repositories side by side, by as few requests as possible: nothing is asked for below a
 * manifest that is there, no blob is asked for twice, and one that another repository of the registry has is taken
 * from there. After a failure, in whatever repository, nothing is begun any more.
 */
class ImagePusher {
    #publisher;
    #signal;
    #repositories;
    /** By registry and digest, the repository that has a blob or gets it first. */
    #holders = new Map();
    #failure;
    constructor(names, publisher, signal) {
        this.#publisher = publisher;
        this.#signal = signal;
        this.#repositories = names.map((name) => ({
            name,
            slots: new cache_store_slots/* Slots */.W(REQUESTS),
            blobs: new Map(),
            manifests: new Map(),
        }));
    }
    /**
     * Makes sure that every repository has the blobs of manifests. Nobody sees them there: a registry removes those that
     * no manifest comes to list.
     * @throws the first failure, once nothing of this is under way: the publisher's, and those of the blobs.
     */
    async pushBlobs(manifests) {
        await this.#forEach(manifests, async () => Promise.resolve());
    }
    /**
     * Makes sure that every repository has the manifests and all below them.
     * @throws as {@link pushBlobs}.
     */
    async push(manifests) {
        await this.#forEach(manifests, (repository, manifest) => this.#step(repository, () => this.#publisher.putManifest(repository.name, manifest.digest, manifest)));
    }
    /**
     * Puts what the tags are to lead to.
     * @throws the first failure, once nothing is under way: the publisher's.
     */
    async tag(references, index) {
        const slots = new cache_store_slots/* Slots */.W(REQUESTS);
        await allOf(references.map((reference) => this.#step({ slots }, () => this.#publisher.putManifest(reference, reference.tag, index))));
    }
    /** For each manifest that a repository has not: first its blobs, then whatever is to be done. */
    async #forEach(manifests, work) {
        const all = this.#repositories.flatMap((repository) => manifests.map(async (manifest) => {
            if (await this.#hasManifest(repository, manifest))
                return;
            await this.#ensureBlobs(repository, manifest);
            await work(repository, manifest);
        }));
        await allOf(all);
    }
    #hasManifest(repository, manifest) {
        return single(repository.manifests, manifest.digest, () => this.#step(repository, () => this.#publisher.hasManifest(repository.name, manifest)));
    }
    async #ensureBlobs(repository, { blobs }) {
        await allOf(blobs.map((blob) => single(repository.blobs, blob.digest, () => this.#step(repository, () => this.#ensureBlob(repository.name, blob)))));
    }
    async #ensureBlob(name, blob) {
        const key = `${name.registry} ${blob.digest}`;
        const holder = this.#holders.get(key);
        if (holder) {
            await this.#publisher.ensureBlob(name, blob, await holder);
            return;
        }
        const first = this.#publisher.ensureBlob(name, blob).then(() => name);
        this.#holders.set(key, first);
        await first;
    }
    #step({ slots }, work) {
        return slots.run(async () => {
            if (this.#failure)
                throw this.#failure.error;
            try {
                if (this.#signal?.aborted)
                    throw (0,pause/* cancellation */.W)(this.#signal);
                return await work();
            }
            catch (error) {
                this.#failure ??= { error };
                throw this.#failure.error;
            }
        });
    }
}
/** Waits for all, also when one fails, and then throws what failed. */
async function allOf(work) {
    const failed = (await Promise.allSettled(work)).find((outcome) => outcome.status === "rejected");
    if (failed)
        throw failed.reason;
}

;// CONCATENATED MODULE: ./src/phases/size-gate.ts


/**
 * Lets images pass that are as small as they have to be.
 * @param isTagged whether tags lead to them already
 * @throws ActionError `size` that tells what is too large, and which layer makes it so.
 */
async function passSizeGate(images, { limits, previous }, isTagged) {
    const excess = (0,size_limits/* findExcess */.Lb)(images, limits, limits.maxGrowth === undefined ? [] : await previous);
    if (excess.length === 0)
        return;
    const consequence = isTagged
        ? "Its tags lead to it already: BuildKit puts them itself with load or outputs, and without cache: actions."
        : "No tag was put, so all lead to what they led to before.";
    throw new domain_failure/* ActionError */.l("size", excess.join("\n"), {
        hint: `${consequence} Make the image smaller, or raise max-size or max-growth.`,
    });
}

;// CONCATENATED MODULE: ./src/phases/publish.ts






/**
 * Publishes as one image what is staged platform by platform. The layers of a platform go out while others are still
 * built. A tag is put only when every repository is complete, so that none ever leads to half an image, and no two
 * repositories differ for longer than it takes to put the tags.
 */
class Publication {
    #target;
    #pusher;
    /** By the parts' tags. */
    #reads = new Map();
    constructor(target, publisher) {
        this.#target = target;
        this.#pusher = new ImagePusher(target.repositories, publisher, target.signal);
    }
    /** Begins to send the layers of a platform. What fails shows in {@link finish}. */
    begin(part) {
        void this.#read(part)
            .then(({ manifests }) => this.#pusher.pushBlobs(manifests))
            .catch(() => undefined);
    }
    /**
     * Publishes all platforms as one.
     * @throws ActionError `cache` when what was staged cannot be used, so that a build without the layer cache may
     * succeed; `verify` when it is not what was planned; `size` when it is too large; those of the publisher.
     */
    async finish(parts) {
        const { shim, references } = this.#target;
        const { index, manifests } = joinParts(await Promise.all(parts.map((part) => this.#read(part))), shim);
        await Promise.all([this.#passGate(parts), this.#pusher.push(manifests)]);
        await this.#pusher.tag(references, index);
        const bytes = Buffer.from(index.bytes);
        return { digest: (0,edges_digest/* digestOf */.o)(bytes), mediaType: index.mediaType, sizeBytes: bytes.byteLength };
    }
    async #passGate(parts) {
        const { gate, shim } = this.#target;
        if (gate === undefined || !(0,size_limits/* hasLimit */.yR)(gate.limits))
            return;
        const images = await Promise.all(parts.map((part) => readStagedLayers(part, shim)));
        await passSizeGate(images.filter((image) => image !== undefined), gate, false);
    }
    #read(part) {
        const { shim, references } = this.#target;
        const read = this.#reads.get(part.tag) ?? readPart(part, { shim, references });
        this.#reads.set(part.tag, read);
        return read;
    }
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/domain/dockerfile/path.ts
var path = __webpack_require__(1468);
;// CONCATENATED MODULE: ./src/domain/failed-lines.ts
/** BuildKit shows the lines around a failure like this, those that failed with an arrow. */
const EXCERPT = /^(?:.*?([^\s/]+)):\d+\n-{20}\n((?: *\d+ \|[^\n]*\n)+)-{20}$/gm;
const FAILED_LINE = /^ *(\d+) \| >>> /gm;
/**
 * Which lines of a Dockerfile a failed build points to.
 * @param output the end of what buildx printed
 * @param file the Dockerfile's path
 */
function failedLines(output, file) {
    const excerpt = [...output.matchAll(EXCERPT)].at(-1)?.[2] ?? "";
    const lines = [...excerpt.matchAll(FAILED_LINE)].map(([, line]) => Number(line));
    const [line, ...more] = lines;
    return line === undefined ? undefined : { file, line, endLine: more.at(-1) ?? line };
}

;// CONCATENATED MODULE: ./src/domain/build-failure.ts





const REGISTRY = "The registry failed; what was built is still in the builder, so trying again is quick.";
const LOGIN = "Give username and password (or registry-auth) for this registry.";
const BASE = "A base image does not exist or is private. Check its name, or log in to its registry with registry-auth.";
// Matched against the error without names, so that no image's name is taken for a reason. The first that matches
// wins: what is specific stands before what is general.
const RULES = [
    {
        pattern: /no match for platform in manifest|no matching manifest for/,
        code: "build",
        hint: "A base image is not published for one of the platforms. docker buildx imagetools inspect IMAGE lists what it has: choose another base or leave the platform out.",
    },
    {
        pattern: /^lint violation found/,
        code: "build",
        hint: "With checks: error the warnings above fail the build. A comment in the Dockerfile leaves one out: # check=skip=NAME.",
    },
    {
        pattern: /no space left on device/,
        code: "build",
        hint: "The disk of the engine is full. Free space before this step, or use a runner with a larger disk.",
    },
    {
        pattern: /: 429 |toomanyrequests|too many requests|rate limit/,
        code: "registry",
        hint: "The registry limits how much may be asked of it. A login (registry-auth) usually raises the limit; a mirror of the base images avoids it.",
    },
    {
        pattern: /cannot connect to the docker daemon|error reading from server|closing transport|failed to list workers/,
        code: "builder",
        hint: "The builder went away while it was building. It may have run out of memory: see the job's resources.",
    },
    { pattern: TRANSIENT, code: "registry", hint: REGISTRY },
    {
        push: true,
        pattern: /: 403 |denied|insufficient_scope|forbidden/,
        code: "registry-denied",
        hint: "The registry knows the login but does not let it push there. For ghcr.io the job needs permissions: packages: write.",
    },
    {
        push: true,
        pattern: /: 401 |unauthorized|authorization failed|authentication required|no basic auth/,
        code: "registry-auth",
        hint: LOGIN,
    },
    {
        push: true,
        pattern: /: 404 |name unknown|name_unknown|name not known|does not exist/,
        code: "registry",
        hint: "There is no such repository. Some registries, such as ECR, want a repository to be created before the first push.",
    },
    {
        pattern: /failed to fetch (?:anonymous|oauth) token.*: 40[13] |: 401 /,
        code: "registry-auth",
        hint: LOGIN,
    },
    { pattern: /: 403 /, code: "registry-denied", hint: BASE },
    {
        pattern: /pull access denied|failed to authorize|failed to fetch (?:anonymous|oauth) token|insufficient_scope/,
        code: "registry-auth",
        hint: BASE,
    },
    {
        pattern: /failed to (?:push|do request|copy:)|failed commit on ref|unexpected status (?:from|code)/,
        code: "registry",
        hint: REGISTRY,
    },
    {
        pattern: /^secret .*: not found/,
        code: "build",
        hint: "The Dockerfile mounts a secret that is not given: name it in secrets, secret-envs or secret-files.",
    },
    {
        pattern: /unset ssh forward key/,
        code: "build",
        hint: "The Dockerfile mounts an SSH agent or key that is not given: name it in ssh, as in ssh: default.",
    },
    {
        pattern: /failed to (?:compute cache key|calculate checksum).*: not found$/,
        code: "build",
        hint: "A file that is copied is not in the context. Is its path relative to the context, and does .dockerignore leave it in?",
    },
    {
        pattern: /failed to resolve source metadata|not found: manifest unknown|: not found$/,
        code: "build",
        hint: "Something the Dockerfile names cannot be found: check image names, tags and stage names.",
    },
    {
        pattern: /is not a docker command|unknown command: docker buildx|run 'docker --help'/,
        code: "buildx-missing",
        hint: "Install the docker-buildx-plugin package on this runner.",
    },
];
/**
 * Turns the output of a failed `docker buildx build` into the error that tells the user what to do, and where.
 * @param output the end of what it printed to stderr, with the `ERROR:` line in it.
 */
function describeBuildFailure(output, { inputs, platforms }) {
    const error = parseSolveError(output);
    const { code, message, hint } = error.isStep
        ? describeStep(output, error, platforms)
        : describeOther(error);
    const file = (0,path/* dockerfilePath */.S)(inputs);
    const place = file === undefined ? undefined : failedLines(output, file);
    return new domain_failure/* ActionError */.l(code, message, { hint, place });
}
function describeStep(output, { message }, platforms) {
    const crash = (0,emulation/* emulationCrash */.wG)(output, platforms);
    if (crash)
        return { ...crash, message: `${message}: ${crash.message}` };
    const killed = "The step was killed, as the kernel does when memory runs out: see the runner's memory.";
    return { code: "build", message, hint: message.endsWith("exit code: 137") ? killed : undefined };
}
function describeOther({ message, words, isPush }) {
    const rule = RULES.find(({ push, pattern }) => (push ?? isPush) === isPush && pattern.test(words));
    return { code: rule?.code ?? "build", message, hint: rule?.hint };
}

// EXTERNAL MODULE: ./src/edges/docker.ts + 2 modules
var edges_docker = __webpack_require__(661);
;// CONCATENATED MODULE: ./src/domain/progress/build-checks.ts
/** The warnings of a build, of which each is shown once, however many streams tell it. */
class BuildChecks {
    #known = new Map();
    /** Takes warnings and returns those that were not known. */
    take(warnings) {
        return warnings.filter((warning) => {
            const key = JSON.stringify([warning.text, warning.file, warning.line]);
            if (this.#known.has(key))
                return false;
            this.#known.set(key, warning);
            return true;
        });
    }
    /** All warnings, in the order in which they came. */
    get all() {
        return [...this.#known.values()];
    }
}
/** Says a warning in one line: `WorkdirRelativePath: … (line 4), see https://…`. */
function printWarning({ text, url, file, line }) {
    const place = file === undefined || text.includes(`(line ${line})`) ? "" : ` (${file}${line ? `:${line}` : ""})`;
    return `${text}${place}${url === undefined ? "" : `, see ${url}`}`;
}

;// CONCATENATED MODULE: ./src/domain/progress/activities.ts

/** For how long nothing may be told of something before it is said that it still runs. */
const SILENCE_MS = 30_000;
/** What runs, and when the log last told of it. */
class Activities {
    #running = new Map();
    /** Something runs. Nothing changes if that is known. */
    begin(key, activity, nowMs) {
        if (!this.#running.has(key))
            this.#running.set(key, { ...activity, beganAtMs: nowMs, lastToldAtMs: nowMs });
    }
    /** The log told of it. */
    tell(key, nowMs) {
        const activity = this.#running.get(key);
        if (activity)
            activity.lastToldAtMs = nowMs;
    }
    end(key) {
        this.#running.delete(key);
    }
    /** A line for each that the log told nothing of for half a minute. */
    tick(nowMs) {
        return [...this.#running.values()].flatMap((activity) => {
            const { label, vertexes, beganAtMs, lastToldAtMs } = activity;
            // A step of several parts may wait in between.
            if (nowMs - lastToldAtMs < SILENCE_MS || !vertexes.some(({ isOpen }) => isOpen))
                return [];
            activity.lastToldAtMs = nowMs;
            const bytes = vertexes.reduce((sum, { transferredBytes }) => sum + transferredBytes, 0);
            const soFar = bytes > 0 ? `, ${(0,figures/* printBytes */.p)(bytes)} so far` : "";
            return [`${label} still running after ${(0,figures/* printDuration */.c)(nowMs - beganAtMs)}${soFar}`];
        });
    }
}

;// CONCATENATED MODULE: ./src/domain/progress/log-lines.ts
// Terminal control sequences (ECMA-48), and control characters other than tabs.
const CONTROLS = 
// eslint-disable-next-line no-control-regex -- they are what it looks for
/\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[@-Z\\-_]|[\u0000-\u0008\u000b-\u001f\u007f-\u0084\u0086-\u009f]/g;
/** Moves to the start of the line, as a carriage return does. */
// eslint-disable-next-line no-control-regex -- it is what it looks for
const TO_START = /\u001b\[[01]?G/g;
/**
 * Joins the pieces of an output into lines as a terminal would show them in the end: without colours, and of a line
 * that was written over, such as a progress bar, the last state that was not empty.
 */
class LogLines {
    // Kept between pieces, since one may end inside a character.
    #decoder = new TextDecoder();
    /** What is written since the last carriage return. */
    #current = "";
    /** The last state that was written over. */
    #earlier = "";
    /** Whether the next text writes over `#current`: a carriage return may be half of a line end. */
    #returned = false;
    /** Takes a piece and returns the lines that end in it. */
    take(data) {
        const texts = this.#decoder.decode(data, { stream: true }).split("\n");
        return texts.flatMap((text, at) => {
            const ended = at === 0 ? [] : [this.#end()];
            this.#write(text);
            return ended;
        });
    }
    /** The line that has not ended, if there is something in it. */
    get unfinished() {
        return this.#shown() || undefined;
    }
    /** Ends the line that has not ended and returns it, if there is something in it. */
    end() {
        const line = this.#end();
        return line === "" ? [] : [line];
    }
    #write(text) {
        for (const [at, state] of text.replace(TO_START, "\r").split("\r").entries()) {
            if (at > 0)
                this.#returned = true;
            if (state === "")
                continue;
            if (this.#returned) {
                this.#earlier = this.#shown();
                this.#current = "";
                this.#returned = false;
            }
            this.#current += state;
        }
    }
    #end() {
        const line = this.#shown();
        this.#current = "";
        this.#earlier = "";
        this.#returned = false;
        return line;
    }
    #shown() {
        const shown = this.#current.replace(CONTROLS, "").trimEnd();
        return shown === "" ? this.#earlier : shown;
    }
}

;// CONCATENATED MODULE: ./src/domain/progress/vertex.ts


/** How many lines of a step's output are kept. */
const TAIL_LINES = 20;
/** What it is said of, by its bytes: layers and contexts. */
const TRANSFER = /^(?:sha256:|transferring )/;
/**
 * What is known of a vertex. It is begun and ended more than once: BuildKit looks into its cache, runs it and fetches
 * its layers, each with a start and an end of their own. So what is kept are its attempts by their start, and nothing
 * depends on which of its events is last.
 */
class Vertex {
    id;
    #name = "";
    #parsed = { kind: "other" };
    #inputs = [];
    #group;
    #firstAtMs;
    #last;
    /** The first attempt that ended well, which tells whether the cache had it. */
    #firstDone;
    #hasFailedLoad = false;
    /** When it was not served by the cache, by the start. */
    #worked = new Map();
    #outputs = new Map();
    #tail = [];
    #transfers = new Map();
    #transferredBytes = 0;
    constructor(id) {
        this.id = id;
    }
    take(update) {
        if (update.name !== this.#name) {
            this.#name = update.name;
            this.#parsed = parseVertexName(update.name);
        }
        // What the cache has is begun again without them when its layers are pulled.
        if (update.inputs.length > 0)
            this.#inputs = update.inputs;
        this.#group = update.group;
        const startedAtMs = update.startedAtMs ?? update.completedAtMs;
        if (startedAtMs !== undefined)
            this.#takeAttempt({ ...update, startedAtMs });
    }
    #takeAttempt(attempt) {
        const { startedAtMs, completedAtMs, isCached } = attempt;
        this.#firstAtMs = Math.min(startedAtMs, this.#firstAtMs ?? Infinity);
        if (startedAtMs >= (this.#last?.startedAtMs ?? -Infinity))
            this.#last = attempt;
        if (!isCached)
            this.#worked.set(startedAtMs, completedAtMs);
        if (completedAtMs !== undefined)
            this.#takeEnd(attempt);
    }
    #takeEnd(attempt) {
        if (attempt.error !== undefined)
            this.#hasFailedLoad ||= attempt.isCached;
        else if (attempt.startedAtMs < (this.#firstDone?.startedAtMs ?? Infinity))
            this.#firstDone = attempt;
    }
    /** Takes a piece of output and returns the lines that end in it. */
    takeLog({ stream, data }) {
        const output = this.#outputs.get(stream) ?? new LogLines();
        this.#outputs.set(stream, output);
        return this.#keep(output.take(data));
    }
    /** Ends the lines that have not ended and returns them. */
    endLogs() {
        return this.#keep([...this.#outputs.values()].flatMap((output) => output.end()));
    }
    #keep(lines) {
        this.#tail.push(...lines.slice(-TAIL_LINES));
        this.#tail.splice(0, this.#tail.length - TAIL_LINES);
        return lines;
    }
    takeStatus({ id, current }) {
        if (!TRANSFER.test(id))
            return;
        const known = this.#transfers.get(id) ?? 0;
        this.#transfers.set(id, Math.max(known, current));
        this.#transferredBytes += Math.max(0, current - known);
    }
    get name() {
        return this.#name;
    }
    get parsed() {
        return this.#parsed;
    }
    get inputs() {
        return this.#inputs;
    }
    get group() {
        return this.#group;
    }
    get startedAtMs() {
        return this.#firstAtMs;
    }
    /** Why it failed or was canceled. */
    get error() {
        return this.#last?.error;
    }
    /** Bytes of layers pulled, or of a context sent, so far. */
    get transferredBytes() {
        return this.#transferredBytes;
    }
    /** When it was worked on, rather than served by the cache. They may overlap. */
    get worked() {
        return [...this.#worked].map(([startedAtMs, completedAtMs]) => ({ startedAtMs, completedAtMs }));
    }
    /** Whether something of it runs now, if only the pulling of its layers. */
    get isOpen() {
        return this.#last !== undefined && this.#last.completedAtMs === undefined;
    }
    /** Whether it is of an `ADD`. */
    get isAdd() {
        return this.#parsed.kind === "step" && /^(?:ONBUILD )?ADD /.test(this.#parsed.command);
    }
    /** Whether it is what an `ADD` downloads, which is named like the step but made from nothing. */
    get isDownload() {
        return this.isAdd && this.#inputs.length === 0;
    }
    /** Whether it was worked on at all. */
    get hasWorked() {
        return this.#worked.size > 0;
    }
    /** How long what ended last took, without what was before; undefined while something runs. */
    get lastMs() {
        if (this.#last?.completedAtMs === undefined)
            return undefined;
        return this.#last.completedAtMs - this.#last.startedAtMs;
    }
    /** The last lines of its output, those that have not ended included. */
    get tail() {
        const unfinished = [...this.#outputs.values()].flatMap((output) => output.unfinished ?? []);
        return [...this.#tail, ...unfinished].slice(-TAIL_LINES);
    }
    get state() {
        if (this.#last === undefined)
            return "pending";
        const { error, isCached, completedAtMs } = this.#last;
        if (error?.endsWith("context canceled"))
            return isCached ? this.#foundState : "canceled";
        // What the cache could not load is run next.
        if (error !== undefined)
            return isCached ? "running" : "failed";
        if (this.#isHit())
            return "cached";
        return completedAtMs === undefined ? "running" : "executed";
    }
    /** The state of what is in the cache, if only because it was run before, when its layers are not needed after all. */
    get #foundState() {
        return this.#firstDone?.isCached === false ? "executed" : "cached";
    }
    /**
     * Whether the cache had it. It is begun again without `cached` when its layers are needed and pulled, which makes no
     * miss of it. A record whose load failed is cached too, but with an error, and only a step that is run has output.
     */
    #isHit() {
        return this.#firstDone?.isCached === true && !this.#hasFailedLoad && this.#outputs.size === 0;
    }
}
/** How long intervals last together, each moment counted once; what is open does not count. */
function coveredMs(intervals) {
    let coveredMs = 0;
    let untilMs = -Infinity;
    for (const { startedAtMs, completedAtMs } of intervals.toSorted((a, b) => a.startedAtMs - b.startedAtMs)) {
        if (completedAtMs === undefined || completedAtMs <= untilMs)
            continue;
        coveredMs += completedAtMs - Math.max(startedAtMs, untilMs);
        untilMs = completedAtMs;
    }
    return coveredMs;
}

;// CONCATENATED MODULE: ./src/domain/progress/step-parts.ts

/** How a step stands, from its vertexes. It is pending while none of them was begun. */
function stateOfStep({ main, helpers, downloads }) {
    const own = [main, ...helpers].map(({ state }) => state);
    const all = [...own, ...downloads.map(({ state }) => state)];
    if (all.every((state) => state === "pending"))
        return "pending";
    for (const state of ["failed", "canceled", "running"])
        if (all.includes(state))
            return state;
    // A part still waits for its turn.
    if (own.includes("pending"))
        return "running";
    // A download is asked for even if the step is cached, so that it does not decide.
    return own.includes("executed") ? "executed" : "cached";
}
/** For how long a step was worked on; 0 for one that the cache had. */
function workedMs(parts) {
    if (stateOfStep(parts) === "cached")
        return 0;
    return coveredMs(vertexesOf(parts).flatMap(({ worked }) => worked));
}
/** Why a step failed or was canceled, from each of its vertexes that was. */
function errorsOfStep(parts) {
    const state = stateOfStep(parts);
    return vertexesOf(parts).flatMap((vertex) => (vertex.state === state ? (vertex.error ?? []) : []));
}
/** All vertexes of a step. */
function vertexesOf({ main, helpers, downloads }) {
    return [main, ...helpers, ...downloads];
}

;// CONCATENATED MODULE: ./src/domain/progress/live-label.ts


/** Longer commands are cut in the log: they are in the Dockerfile. */
const MAX_COMMAND_LENGTH = 300;
/** How a line of the log begins that is about a step: `[linux/arm64 build 3/5]`. */
function stepLabel({ position }) {
    return printPosition(position);
}
/** What a vertex is called that is no step: `[build 1/6] FROM alpine:3`, `exporting to image`. */
function vertexLabel(vertex, graph) {
    const { parsed, name } = vertex;
    const platform = graph.platformOf(vertex);
    if (parsed.kind !== "other") {
        const what = parsed.kind === "base" ? `FROM ${parsed.image.replace(/@sha256:\w+$/, "")}` : parsed.command;
        return oneLine(`${printPosition({ ...parsed, platform })} ${what}`);
    }
    if (platform === undefined)
        return oneLine(name);
    // As BuildKit writes it in a build for several platforms.
    return oneLine(name.startsWith("[") ? `[${platform} ${name.slice(1)}` : `[${platform}] ${name}`);
}
/** The command of a step as the log shows it. */
function shownCommand({ command }) {
    const line = oneLine(command);
    return line.length > MAX_COMMAND_LENGTH ? `${line.slice(0, MAX_COMMAND_LENGTH)}…` : line;
}
/** A text on one line. */
function oneLine(text) {
    return text.replace(/\s*[\r\n]+\s*/g, " ").trim();
}
/** Why something failed, without the command, which the log shows anyway. */
function reasonOf(error) {
    return oneLine(error.replace(/^process "[^]*" did not complete successfully: /, ""));
}
/** Why a step failed. */
function reasonsOf(parts) {
    return errorsOfStep(parts).map(reasonOf).join("; ");
}

;// CONCATENATED MODULE: ./src/domain/progress/background-work.ts


const NOTABLE_BYTES = 1_000_000;
const NOTABLE_MS = 2_000;
const ALWAYS_TOLD = /^(?:importing cache|exporting )/;
/**
 * What BuildKit does around the steps: it loads, pulls, imports, exports and pushes. Most of it is quick and not worth a
 * line. What takes long or moves much is, and what is about the cache or leaves the builder.
 */
class BackgroundWork {
    #untold = new Map();
    #toldPushes = new Set();
    /** What to tell of a vertex that came to an end for now, as the end of a sentence. */
    end(vertex) {
        const { id, name, error, lastMs, state, transferredBytes } = vertex;
        if (lastMs === undefined || state === "canceled")
            return undefined;
        if (error !== undefined)
            return describeError(name, error);
        const { ms, toldBytes } = this.#untold.get(id) ?? { ms: 0, toldBytes: 0 };
        const untold = { ms: ms + lastMs, bytes: transferredBytes - toldBytes };
        // Of an export that pushed, the pushing was told.
        const isTold = isNotable(untold) || (ALWAYS_TOLD.test(name) && !this.#toldPushes.has(id));
        this.#untold.set(id, isTold ? { ms: 0, toldBytes: transferredBytes } : { ms: untold.ms, toldBytes });
        return isTold ? background_work_describe(vertex, untold, toldBytes > 0) : undefined;
    }
    /** What to tell of a part of a vertex's work. */
    endPart({ id, vertex, startedAtMs, completedAtMs }) {
        if (!id.startsWith("pushing ") || startedAtMs === undefined || completedAtMs === undefined)
            return undefined;
        this.#toldPushes.add(vertex);
        return `${id}: done in ${(0,figures/* printDuration */.c)(completedAtMs - startedAtMs)}`;
    }
}
function isNotable({ ms, bytes }) {
    return bytes >= NOTABLE_BYTES || ms >= NOTABLE_MS;
}
function background_work_describe({ name, isDownload }, { ms, bytes }, isAfterPull) {
    const duration = (0,figures/* printDuration */.c)(ms);
    if (bytes >= NOTABLE_BYTES) {
        return `${/\binternal\] load/.test(name) ? "sent" : "pulled"} ${(0,figures/* printBytes */.p)(bytes)} in ${duration}`;
    }
    if (isDownload)
        return `downloaded in ${duration}`;
    // Layers are extracted once they are there.
    return `${isAfterPull ? "extracted" : "done"} in ${duration}`;
}
/** The first build has no cache to import, which is no failure. */
function describeError(name, error) {
    const isMissing = name.startsWith("importing cache") && error.endsWith(": not found");
    return isMissing ? "not found" : `failed: ${reasonOf(error)}`;
}

;// CONCATENATED MODULE: ./src/domain/progress/solve-graph.ts


const solve_graph_OTHER = { kind: "other" };
/** The vertexes that a stream tells of, and how they belong together. */
class SolveGraph {
    #vertexes = new Map();
    #groups = new Map();
    /** The steps that use a download, by the download's digest. */
    #users = new Map();
    #platform;
    #namesPlatforms = false;
    /** @param platform what the stream builds for, if it is one platform. */
    constructor(platform) {
        this.#platform = platform;
    }
    get vertexes() {
        return this.#vertexes.values();
    }
    /** A vertex by its digest. One that nothing was told of yet has no name. */
    vertex(id) {
        return entry(this.#vertexes, id, () => new Vertex(id));
    }
    take(update) {
        const vertex = this.vertex(update.id);
        vertex.take(update);
        this.#namesPlatforms ||= platformIn(vertex.parsed) !== undefined;
        const { group } = update;
        if (group !== undefined)
            entry(this.#groups, group.id, () => new Set()).add(vertex);
        for (const input of vertex.isAdd ? vertex.inputs : []) {
            entry(this.#users, input, () => new Set()).add(vertex);
        }
        return vertex;
    }
    /**
     * The step that a vertex is of. `COPY --link` is two vertexes, in a group, and what `ADD` downloads is a vertex of its
     * own, with the name of the step and without inputs: it is asked for on every build, whether or not the step is
     * cached. Undefined for what is no step.
     */
    stepOf(vertex) {
        const user = vertex.isDownload ? this.#userOf(vertex) : vertex;
        return user?.parsed.kind === "step" ? this.#partsOf(user, user.parsed) : undefined;
    }
    #partsOf(vertex, parsed) {
        const { group } = vertex;
        const members = group === undefined ? [vertex] : this.#membersOf(group.id);
        const main = members.reduce((one, other) => (byWeight(one, other) < 0 ? one : other), vertex);
        const named = parseVertexName(group?.name ?? "");
        const { command, platform, runsOn, stage, index, count } = named.kind === "step" ? named : parsed;
        return {
            key: group?.id ?? vertex.id,
            main,
            helpers: members.filter((member) => member !== main),
            downloads: members.flatMap((member) => this.#downloadsOf(member)),
            inputs: this.#inputsOf(main),
            command,
            position: { platform: platform ?? this.platformOf(main), runsOn, stage, index, count },
        };
    }
    #userOf({ id }) {
        return [...new Set(this.#users.get(id))].filter((user) => !user.isDownload).toSorted(byWeight)[0];
    }
    #membersOf(group) {
        const members = [...new Set(this.#groups.get(group))];
        return members.filter((one) => one.parsed.kind === "step" && !one.isDownload).toSorted(byWeight);
    }
    /** A helper stands for what it is made from: platforms share it, but it counts to the step of only one of them. */
    #inputsOf(vertex) {
        return vertex.inputs.flatMap((id) => {
            const input = this.#vertexes.get(id);
            return input?.group?.isWeak === true ? input.inputs : [id];
        });
    }
    #downloadsOf(vertex) {
        if (!vertex.isAdd)
            return [];
        return vertex.inputs.flatMap((id) => this.#vertexes.get(id) ?? []).filter((input) => input.isDownload);
    }
    /**
     * The platform that a vertex is built for: as its name says, else the stream's, else that of the nearest vertex it is
     * made from whose name says one.
     */
    platformOf(vertex) {
        if (!this.#namesPlatforms)
            return this.#platform;
        const seen = new Set();
        const open = [vertex.id];
        for (let id = open.pop(); id !== undefined; id = open.pop()) {
            if (seen.has(id))
                continue;
            seen.add(id);
            const { parsed = solve_graph_OTHER, inputs = [] } = this.#vertexes.get(id) ?? {};
            const platform = platformIn(parsed) ?? this.#platform;
            if (platform !== undefined)
                return platform;
            open.push(...inputs.toReversed());
        }
        return undefined;
    }
}
function platformIn(name) {
    return name.kind === "other" ? undefined : name.platform;
}
/** What helps comes last; among equals the digest decides, which is the same in every stream. */
function byWeight(one, other) {
    const weight = Number(one.group?.isWeak ?? false) - Number(other.group?.isWeak ?? false);
    return weight || (one.id < other.id ? -1 : 1);
}
function entry(map, key, make) {
    const value = map.get(key) ?? make();
    map.set(key, value);
    return value;
}

;// CONCATENATED MODULE: ./src/domain/progress/live-log.ts






const NOTHING = { hasStart: false, end: undefined };
/**
 * Tells people what happens in a build while it does, a line at a time. The lines have no line ends and no colours, but
 * are otherwise as the build wrote them: they are yet to be made safe to print.
 */
class LiveLog {
    #graph;
    #activities = new Activities();
    #background = new BackgroundWork();
    #told = new Map();
    /** How the lines of a vertex begin, which is asked for with each of its lines. */
    #labels = new Map();
    constructor({ platform } = {}) {
        this.#graph = new SolveGraph(platform);
    }
    /** Takes the next event of the stream and returns what there is to print. */
    take({ vertexes, statuses, logs }, nowMs) {
        const touched = new Set(vertexes.map((update) => this.#graph.take(update)));
        // Within an event a step begins before its output and ends after it.
        return [
            ...[...touched].flatMap((vertex) => this.#begin(vertex, nowMs)),
            ...statuses.flatMap((status) => this.#takeStatus(status)),
            ...logs.flatMap((log) => this.#takeLog(log, nowMs)),
            ...[...touched].flatMap((vertex) => this.#finish(vertex)),
        ];
    }
    /** Returns a line for whatever runs and was silent for half a minute. To be called every few seconds. */
    tick(nowMs) {
        return this.#activities.tick(nowMs);
    }
    /** The stream is over: returns what is left, and once more each step that failed with the end of its output. */
    end() {
        const steps = new Map();
        for (const vertex of this.#graph.vertexes) {
            const parts = this.#graph.stepOf(vertex);
            if (parts !== undefined)
                steps.set(parts.key, parts);
        }
        return [
            ...[...this.#graph.vertexes].flatMap((vertex) => this.#output(vertex, vertex.endLogs())),
            ...[...steps.values()].flatMap((parts) => this.#unfinished(parts)),
            ...[...steps.values()].flatMap((parts) => describeFailure(parts)),
        ];
    }
    #begin(vertex, nowMs) {
        const parts = this.#stepToTell(vertex);
        if (parts === undefined) {
            if (!vertex.isOpen)
                return [];
            this.#activities.begin(vertex.id, { label: this.#subjectOf(vertex), vertexes: [vertex] }, nowMs);
            return [];
        }
        const { key, main, helpers } = parts;
        const { hasStart, end } = this.#tellingOf(key);
        // The cache is asked first, which is no start, and what it has may be pulled at once.
        const isBegun = [main, ...helpers].some(({ hasWorked }) => hasWorked) && stateOfStep(parts) !== "cached";
        if (!isBegun || hasStart || end !== undefined)
            return [];
        this.#told.set(key, { hasStart: true, end });
        this.#activities.begin(key, { label: stepLabel(parts), vertexes: vertexesOf(parts) }, nowMs);
        return [`${stepLabel(parts)} ${shownCommand(parts)}`];
    }
    #takeStatus(status) {
        const vertex = this.#graph.vertex(status.vertex);
        vertex.takeStatus(status);
        const part = this.#background.endPart(status);
        return part === undefined ? [] : [`${this.#subjectOf(vertex)} ${part}`];
    }
    #takeLog(log, nowMs) {
        const vertex = this.#graph.vertex(log.vertex);
        this.#activities.tell(vertex.group?.id ?? vertex.id, nowMs);
        return this.#output(vertex, vertex.takeLog(log));
    }
    #output(vertex, lines) {
        return lines.map((line) => `${this.#labelOf(vertex)} | ${line}`.trimEnd());
    }
    #finish(vertex) {
        const parts = this.#stepToTell(vertex);
        if (parts !== undefined)
            return this.#finishStep(parts);
        if (vertex.isOpen)
            return [];
        this.#activities.end(vertex.id);
        const end = this.#background.end(vertex);
        return end === undefined ? [] : [`${this.#subjectOf(vertex)} ${end}`];
    }
    #finishStep(parts) {
        const { key } = parts;
        const state = stateOfStep(parts);
        const { hasStart, end } = this.#tellingOf(key);
        if (state === "pending" || state === "running" || end === state)
            return [];
        this.#told.set(key, { hasStart, end: state });
        this.#activities.end(key);
        const rest = vertexesOf(parts).flatMap((vertex) => this.#output(vertex, vertex.endLogs()));
        const what = hasStart
            ? describeEnd(parts, state)
            : `${describeEnd(parts, state)}: ${shownCommand(parts)}`;
        return [...rest, `${stepLabel(parts)} ${what}`];
    }
    /**
     * The step that a vertex tells of. Not for one that the log has said the end of, unless it fails after all: what
     * follows is the pulling of its layers. And not for what `ADD` downloads, unless that fails, and with it the step.
     */
    #stepToTell(vertex) {
        const parts = this.#graph.stepOf(vertex);
        if (parts === undefined || vertex.state === "failed")
            return parts;
        if (vertex.isDownload)
            return undefined;
        return this.#tellingOf(parts.key).end === undefined ? parts : undefined;
    }
    #unfinished(parts) {
        const { hasStart, end } = this.#tellingOf(parts.key);
        return hasStart && end === undefined ? [`${stepLabel(parts)} not finished`] : [];
    }
    #tellingOf(key) {
        return this.#told.get(key) ?? NOTHING;
    }
    /** How a sentence about a vertex begins. */
    #subjectOf(vertex) {
        const label = this.#labelOf(vertex);
        return vertex.parsed.kind === "step" ? label : `${label}:`;
    }
    #labelOf(vertex) {
        const known = this.#labels.get(vertex.id);
        if (known !== undefined)
            return known;
        const parts = this.#graph.stepOf(vertex);
        const label = parts === undefined ? vertexLabel(vertex, this.#graph) : stepLabel(parts);
        // A vertex may be told of before its name.
        if (vertex.name !== "")
            this.#labels.set(vertex.id, label);
        return label;
    }
}
function describeEnd(parts, state) {
    const duration = (0,figures/* printDuration */.c)(workedMs(parts));
    if (state === "cached")
        return "cached";
    if (state === "canceled")
        return `canceled after ${duration}`;
    if (state === "executed")
        return `done in ${duration}`;
    return `failed after ${duration} (${reasonsOf(parts)})`;
}
function describeFailure(parts) {
    if (stateOfStep(parts) !== "failed")
        return [];
    const label = stepLabel(parts);
    const tail = vertexesOf(parts).flatMap((vertex) => vertex.tail);
    return [
        `${label} ${shownCommand(parts)} failed: ${reasonsOf(parts)}`,
        ...tail.map((line) => `${label} | ${line}`.trimEnd()),
    ];
}

;// CONCATENATED MODULE: ./src/domain/progress/pulled-layers.ts
/**
 * The layers that a build pulls. One may be told of under several vertexes, and counts for the one that asked for it
 * first.
 */
class PulledLayers {
    #layers = new Map();
    /** Takes a status. Those that tell of something else are passed over. */
    take({ id, vertex, current, startedAtMs = Infinity }) {
        if (!id.startsWith("sha256:"))
            return;
        const layer = { vertex, startedAtMs, bytes: current };
        const known = this.#layers.get(id) ?? layer;
        const first = isEarlier(known, layer) ? known : layer;
        this.#layers.set(id, { ...first, bytes: Math.max(known.bytes, current) });
    }
    /** How many bytes were pulled for each vertex, by its digest. */
    bytes() {
        const sums = new Map();
        for (const { vertex, bytes } of this.#layers.values())
            sums.set(vertex, (sums.get(vertex) ?? 0) + bytes);
        return sums;
    }
}
function isEarlier(one, other) {
    if (one.startedAtMs !== other.startedAtMs)
        return one.startedAtMs < other.startedAtMs;
    return one.vertex < other.vertex;
}

;// CONCATENATED MODULE: ./src/domain/progress/step.ts

/**
 * Tells what became of a step; undefined while nothing of it was begun.
 * @param pulledBytes by the digests of vertexes
 */
function step_describeStep(parts, pulledBytes) {
    const { main, inputs, position, command } = parts;
    const state = stateOfStep(parts);
    if (state === "pending")
        return undefined;
    const vertexes = vertexesOf(parts);
    return {
        id: main.id,
        inputs,
        ...position,
        command,
        state,
        startedAtMs: Math.min(...vertexes.map(({ startedAtMs = Infinity }) => startedAtMs)),
        durationMs: Math.round(workedMs(parts)),
        pulledBytes: vertexes.reduce((sum, { id }) => sum + (pulledBytes.get(id) ?? 0), 0),
        logTail: vertexes.flatMap(({ tail }) => tail),
        error: errorsOfStep(parts)[0],
    };
}

;// CONCATENATED MODULE: ./src/domain/progress/step-reader.ts




/** What BuildKit calls the sending of the context. */
const CONTEXT = "[internal] load build context";
/** Reads what became of the steps of a Dockerfile out of the progress of a build. */
class StepReader {
    #graph;
    #layers = new PulledLayers();
    /** @param platform what the stream builds for, if it is one platform: `linux/arm64`. */
    constructor(platform) {
        this.#graph = new SolveGraph(platform);
    }
    /** Takes the next event of the stream. */
    take({ vertexes, statuses, logs }) {
        for (const vertex of vertexes)
            this.#graph.take(vertex);
        for (const status of statuses) {
            this.#layers.take(status);
            this.#graph.vertex(status.vertex).takeStatus(status);
        }
        for (const log of logs)
            this.#graph.vertex(log.vertex).takeLog(log);
    }
    /** The steps as they stand now, in the order in which they began. What was never begun is left out. */
    steps() {
        const pulledBytes = this.#layers.bytes();
        const steps = new Map();
        for (const vertex of this.#graph.vertexes) {
            const parts = this.#graph.stepOf(vertex);
            if (parts === undefined || steps.has(parts.main.id))
                continue;
            const step = step_describeStep(parts, pulledBytes);
            if (step !== undefined)
                steps.set(step.id, step);
        }
        return [...steps.values()].toSorted(byStart);
    }
    /** The base images, in the order in which they were asked for. */
    baseImages() {
        const pulledBytes = this.#layers.bytes();
        return [...this.#graph.vertexes]
            .flatMap((vertex) => this.#describeBase(vertex, pulledBytes.get(vertex.id)) ?? [])
            .toSorted(byStart);
    }
    /** Bytes of the context that were sent to the builder. */
    contextBytes() {
        const sent = [...this.#graph.vertexes].filter(({ name }) => name === CONTEXT);
        return sent.reduce((sum, { transferredBytes }) => sum + transferredBytes, 0);
    }
    #describeBase(vertex, pulledBytes = 0) {
        const { id, parsed, startedAtMs, worked } = vertex;
        if (parsed.kind !== "base" || startedAtMs === undefined)
            return undefined;
        const { stage, image } = parsed;
        const platform = this.#graph.platformOf(vertex);
        return {
            id,
            platform,
            stage,
            image,
            startedAtMs,
            durationMs: Math.round(coveredMs(worked)),
            pulledBytes,
        };
    }
}
function byStart(one, other) {
    if (one.startedAtMs !== other.startedAtMs)
        return one.startedAtMs - other.startedAtMs;
    return one.id < other.id ? -1 : 1;
}

;// CONCATENATED MODULE: ./src/edges/solve-follower.ts






/** How often a build that prints nothing is looked after, in milliseconds. */
const TICK_MS = 1_000;
/** The lines that are kept to tell why a build failed. */
const solve_follower_TAIL_LINES = 400;
/** Follows a `docker buildx build` by what it prints: shows it to people while it runs, and keeps what became of each step. */
class SolveFollower {
    #steps;
    #log;
    #tail = [];
    #timer;
    #server;
    #checks;
    #dockerfile;
    #hasBegun = false;
    #hasEnded = false;
    constructor({ platform, isAlone, checks, dockerfile, server }) {
        this.#server = server;
        this.#checks = checks;
        this.#dockerfile = dockerfile;
        this.#steps = new StepReader(platform);
        this.#log = new LiveLog({ platform: isAlone ? undefined : platform });
        this.#timer = setInterval(() => {
            this.#say(this.#log.tick(Date.now()));
        }, TICK_MS);
        this.#timer.unref();
    }
    /** Takes a line of either stream. */
    onLine = (line) => {
        const event = parseEvent(line);
        if (event === undefined) {
            // What follows the progress is why it ended: what there is to say of the steps comes before that.
            if (this.#hasBegun)
                this.#endLog();
            this.#say([line]);
            return;
        }
        this.#hasBegun = true;
        (0,log.debug)(line);
        this.#steps.take(event);
        this.#say(this.#log.take(event, Date.now()));
        for (const warning of this.#checks.take(event.warnings))
            this.#warn(warning);
    };
    /** What was seen so far. */
    get seen() {
        return {
            steps: this.#steps.steps(),
            baseImages: this.#steps.baseImages(),
            contextBytes: this.#steps.contextBytes(),
        };
    }
    /** Says what is left to say, and returns the last lines of all, from which a failure can be told. */
    end() {
        clearInterval(this.#timer);
        this.#endLog();
        return this.#tail.join("\n");
    }
    #endLog() {
        if (this.#hasEnded)
            return;
        this.#hasEnded = true;
        this.#say(this.#log.end());
    }
    #warn(warning) {
        const { line } = warning;
        const file = this.#dockerfile;
        (0,log.warn)(printWarning(warning), file === undefined || line === undefined ? undefined : { file, line, endLine: line });
    }
    #say(lines) {
        this.#tail.push(...lines);
        this.#tail.splice(0, this.#tail.length - solve_follower_TAIL_LINES);
        const shown = lines.filter((line) => !this.#isInternal(line)).map((line) => this.#publicText(line));
        if (shown.length > 0)
            (0,log.say)(shown.join("\n"));
    }
    /** What was pushed to the registry inside this run is published later, which is worth a line. */
    #isInternal(line) {
        return this.#server !== undefined && line.includes(`pushing manifest for ${this.#server.path}`);
    }
    #publicText(line) {
        return this.#server === undefined ? line : hideServer(line, this.#server);
    }
}

;// CONCATENATED MODULE: ./src/phases/solve.ts















/** Before the first repetition; doubled for each further one. */
const RETRY_DELAY_MS = 2_000;
/**
 * Runs a solve, again where a failure may pass by itself: what was built before is still in the builder then.
 * @throws ActionError `cache` for a failure of the layer cache, or another that says what to do.
 */
async function runSolve(solve, usage, prepared) {
    const { plan } = usage;
    const metadataFile = (0,external_node_path_.join)(prepared.folder, `metadata-${(0,keys/* labelSlug */.wI)(solve.label)}.json`);
    const args = buildArgs({ ...plan, ...prepared }, solve, metadataFile);
    const { platforms } = solve;
    const [only, ...others] = platforms.map(domain_platform/* printPlatform */.Lg);
    const followed = {
        platform: others.length === 0 ? only : undefined,
        isAlone: platforms.length === plan.inputs.platforms.length,
        checks: prepared.checks,
        dockerfile: (0,path/* dockerfilePath */.S)(plan.inputs),
        server: usage.server,
    };
    for (let attempt = 0;; attempt += 1) {
        const startMs = prepared.timeline.elapsedMs();
        const end = await follow(prepared.docker, args, followed);
        if (end.output === undefined) {
            const durationMs = prepared.timeline.elapsedMs() - startMs;
            const figures = { platforms: platforms.map(domain_platform/* printPlatform */.Lg), startMs, durationMs, ...end.seen };
            return { solve, figures, metadata: await readMetadata(metadataFile), retries: attempt };
        }
        const failure = describeBuildFailure(end.output, plan);
        if (isCacheFailure(end.output, usage))
            throw cacheFailure(failure, usage);
        if (attempt >= plan.inputs.retries || !isTransient(parseSolveError(end.output)))
            throw failure;
        const delayMs = RETRY_DELAY_MS * 2 ** attempt;
        (0,log.warn)(`${failure.message}\nThis may pass: trying again in ${(0,figures/* printDuration */.c)(delayMs)} (${attempt + 1} of ${plan.inputs.retries}).`);
        await (0,pause/* pause */.v)(delayMs, prepared.signal);
    }
}
/** The failure without the random path of the registry inside this run: it is told in outputs, too. */
function cacheFailure(failure, { server }) {
    const { message } = failure;
    const text = server === undefined ? message : hideServer(message, server);
    return new domain_failure/* ActionError */.l("cache", text, { cause: failure });
}
/** Runs buildx once and tells what was seen of it, and what was said where it failed. */
async function follow(docker, args, followed) {
    const follower = new SolveFollower(followed);
    try {
        await docker.run(args, { onLine: follower.onLine });
        return { seen: follower.seen, output: undefined };
    }
    catch (error) {
        if (!(error instanceof edges_docker/* DockerError */.B))
            throw error;
        return { seen: follower.seen, output: follower.end() };
    }
    finally {
        follower.end();
    }
}
/** buildx writes no file when there is nothing to tell. */
async function readMetadata(file) {
    const text = await (0,promises_.readFile)(file, "utf8").catch(() => "{}");
    return JSON.stringify(JSON.parse(text));
}

;// CONCATENATED MODULE: ./src/phases/build.ts









/**
 * Builds every platform and exports the result, and publishes what was built one platform at a time. What fails
 * because of the layer cache is done again with less of it, in the end without any.
 * @throws ActionError that says what to do about the failure.
 */
async function build(plan, prepared) {
    return buildWithAny(cacheUsages(plan, prepared.cache?.server), prepared, []);
}
async function buildWithAny([usage, ...others], prepared, cacheProblems) {
    try {
        const built = await buildWith(usage, prepared);
        return { ...built, retries: built.retries + cacheProblems.length, cacheProblems };
    }
    catch (error) {
        const [next, ...rest] = others;
        if (!(error instanceof domain_failure/* ActionError */.l) || error.code !== "cache" || next === undefined)
            throw error;
        (0,log.warn)(`${error.message}\nThe layer cache got in the way: building again with less of it.`);
        // Solves run side by side; nothing is built again before all have ended.
        await prepared.docker.ended();
        if (next.server === undefined)
            await prepared.cache?.abandon();
        return buildWithAny([next, ...rest], prepared, [...cacheProblems, error.message.replace(/\s+/g, " ")]);
    }
}
async function buildWith(usage, prepared) {
    const { plan, server } = usage;
    const solves = planSolves(plan, server);
    const cache = server && prepared.cache;
    const publication = cache && publicationOf(cache, plan, prepared);
    // A solve that publishes by itself does so in one registry before it is refused by the other.
    if (publication === undefined)
        await prepared.proof;
    const ends = await prepared.timeline.phase("build", () => Promise.all(solves.map(async (solve) => {
        const end = await runSolve(solve, usage, prepared);
        for (const part of stagedParts([end]))
            publication?.begin(part);
        return end;
    })));
    const [image] = await Promise.all([
        publication && publish(publication, stagedParts(ends), prepared),
        // Saving goes on after that.
        cache && exportCaches(ends, { cache, usage, prepared }),
    ]);
    return {
        ...(image && cache ? joined(ends, image, { ...plan, path: cache.shim.path }) : exported(ends)),
        retries: ends.reduce((sum, { retries }) => sum + retries, 0),
        solves: ends.map(({ figures }) => figures),
    };
}
/** Publishes what each solve leaves in the loopback registry, where that is how it is published. */
function publicationOf({ shim }, plan, { publisher, signal, previous }) {
    if (!isStaged(plan) || !plan.publish.push)
        return undefined;
    const gate = { limits: plan.inputs.sizeLimits, previous };
    return new Publication({ ...plan, shim, signal, gate }, publisher);
}
async function publish(publication, parts, { timeline, proof }) {
    await proof;
    return timeline.phase("publish", () => publication.finish(parts));
}
function stagedParts(ends) {
    return ends.flatMap(({ solve: { label, platforms }, metadata }) => platforms.map((platform) => ({ platform, metadata, name: CACHE_NAMES.image, tag: (0,keys/* labelSlug */.wI)(label) })));
}
/** What a solve exported by itself. */
function exported([end]) {
    const { metadata = "{}" } = end ?? {};
    const digest = JSON.parse(metadata)["containerimage.digest"];
    return { metadata, digest: typeof digest === "string" ? digest : undefined };
}
/** What several solves came to, in one. */
function joined(ends, image, { references, path }) {
    return { digest: image.digest, metadata: joinMetadata(stagedParts(ends), { ...image, references, path }) };
}

// EXTERNAL MODULE: ./src/phases/clean-up.ts
var clean_up = __webpack_require__(5619);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./src/domain/cache-token.ts
var cache_token = __webpack_require__(2250);
// EXTERNAL MODULE: ./src/edges/emulation.ts + 2 modules
var edges_emulation = __webpack_require__(9888);
// EXTERNAL MODULE: ./src/edges/engine.ts + 1 modules
var edges_engine = __webpack_require__(7406);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: ./src/domain/login.ts
var login = __webpack_require__(105);
;// CONCATENATED MODULE: ./src/edges/registry/credentials.ts





const HELPER_TIMEOUT_MS = 30_000;
/**
 * Reads `config.json` of a docker config folder; empty when there is none.
 * @throws ActionError `registry-auth` when it cannot be read or is not a JSON object.
 */
async function readDockerConfig(folder) {
    const path = (0,external_node_path_.join)(folder, "config.json");
    try {
        const text = await (0,promises_.readFile)(path, "utf8");
        const config = text.trim() === "" ? {} : JSON.parse(text);
        if (isRecord(config))
            return config;
    }
    catch (error) {
        const { code } = error;
        if (code === "ENOENT")
            return {};
        // The words of a JSON error quote the text, and that holds passwords.
        if (code !== undefined)
            throw unusable(path, `cannot be read (${code})`);
    }
    throw unusable(path, "is not a JSON object");
}
/**
 * Looks up credentials as docker does with this config folder: from the credential helper of the registry, else from the
 * credential store, else from the file. Undefined when there are none.
 * @see https://docs.docker.com/reference/cli/docker/login/#credential-stores
 * @throws ActionError `registry-auth` when the config is broken, or a helper is missing or fails.
 */
function credentialsFrom(folder) {
    let config;
    return async (registry) => {
        config ??= readDockerConfig(folder);
        const { auths, credHelpers, credsStore } = await config;
        const helper = entryOf(credHelpers, registry) ?? credsStore;
        // An empty helper is how docker is told to use the file in spite of a store.
        if (typeof helper === "string" && helper !== "")
            return askHelper(helper, registry);
        return parseAuth(entryOf(auths, registry), registry);
    };
}
/** The entry of a registry, whose key may have a scheme and a path; the key that docker itself writes goes first. */
function entryOf(entries, registry) {
    if (!isRecord(entries))
        return undefined;
    const exact = entries[(0,login/* configKey */.ur)(registry)];
    if (exact !== undefined)
        return exact;
    const key = Object.keys(entries).find((candidate) => (0,login/* registryOfKey */.Yq)(candidate) === registry);
    return key === undefined ? undefined : entries[key];
}
/** Tells whether a value is a JSON object. */
function isRecord(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
function parseAuth(entry, registry) {
    if (!isRecord(entry))
        return undefined;
    const field = (name) => (typeof entry[name] === "string" ? entry[name] : "");
    if (field("identitytoken") !== "")
        return { identityToken: field("identitytoken") };
    if (field("auth") === "") {
        return field("password") === ""
            ? undefined
            : { username: field("username"), password: field("password") };
    }
    const pair = Buffer.from(field("auth"), "base64").toString();
    const colon = pair.indexOf(":");
    if (colon === -1) {
        throw new domain_failure/* ActionError */.l("registry-auth", `docker's config.json has an entry for ${registry} without a password`, {
            hint: `Run docker logout ${registry}, then log in again.`,
        });
    }
    // Old docker versions padded with zero bytes.
    return { username: pair.slice(0, colon), password: pair.slice(colon + 1).replace(/\0+$/, "") };
}
/** @see https://github.com/docker/docker-credential-helpers#development */
async function askHelper(helper, registry) {
    const program = `docker-credential-${helper}`;
    const { error, stdout } = await run(program, (0,login/* configKey */.ur)(registry));
    if (error === null)
        return parseHelperAnswer(stdout, program, registry);
    if (/credentials not found/i.test(stdout))
        return undefined;
    const reason = error.code === "ENOENT" ? "is not installed" : "failed";
    throw new domain_failure/* ActionError */.l("registry-auth", `${program}, which docker's config.json names for ${registry}, ${reason}`, {
        hint: `Give username and password for ${registry} as inputs, or remove the helper from docker's config.json.`,
    });
}
function run(program, input) {
    return new Promise((resolve) => {
        const child = (0,external_node_child_process_.execFile)(program, ["get"], { env: process.env, timeout: HELPER_TIMEOUT_MS }, (error, stdout) => {
            resolve({ error, stdout });
        });
        // A helper that ends without reading its input is no reason to fail.
        child.stdin?.on("error", () => undefined).end(input);
    });
}
function parseHelperAnswer(stdout, program, registry) {
    let answer;
    try {
        answer = JSON.parse(stdout);
    }
    catch {
        // said below; the text may hold the password
    }
    const { Username: username, Secret: secret } = isRecord(answer) ? answer : {};
    if (typeof username !== "string" || typeof secret !== "string") {
        throw new domain_failure/* ActionError */.l("registry-auth", `${program} did not answer with a login for ${registry}`);
    }
    return username === "<token>" ? { identityToken: secret } : { username, password: secret };
}
function unusable(path, reason) {
    return new domain_failure/* ActionError */.l("registry-auth", `${path} ${reason}`, {
        hint: "Repair or remove it; docker itself would not read it either.",
    });
}

// EXTERNAL MODULE: ./src/edges/user-config.ts
var user_config = __webpack_require__(4070);
;// CONCATENATED MODULE: ./src/phases/inspect.ts









/**
 * Finds out all that the plan depends on, side by side, and checks that what is to be built is there.
 * @throws ActionError for missing sources, and for an engine or builder that cannot be used.
 */
async function inspect(inputs, { docker, buildxVersion }) {
    const [engine, handlers, engineBuilder, existingBuilder, event, githubLogin] = await Promise.all([
        (0,edges_engine/* readEngine */.Rz)(docker, buildxVersion),
        (0,edges_emulation/* readHandlers */.kP)(),
        (0,user_config/* contextName */.f)(),
        inputs.builder === undefined ? undefined : (0,edges_engine/* readBuilder */.kj)(docker, inputs.builder),
        readRunEvent(inputs),
        hasGithubLogin(inputs),
        (0,workspace/* checkSources */.BT)(inputs),
    ]);
    return {
        engine,
        handlers: (0,edges_engine/* sharesKernel */.aY)(engine) ? handlers : undefined,
        engineBuilder,
        ownBuilder: `multiarch-build-${(0,external_node_crypto_.randomBytes)(6).toString("hex")}`,
        existingBuilder,
        event,
        cacheRights: (0,cache_token/* cacheRights */.Q)((0,github/* readCacheService */.YV)()),
        githubLogin,
    };
}
/** The event, with the repository's visibility asked for only where it decides something. */
async function readRunEvent({ provenance, githubToken, push }) {
    const event = await (0,github/* readEvent */.j_)();
    const matters = provenance === undefined && push !== false && event.repository !== "";
    if (event.isPrivate !== undefined || !matters || githubToken === undefined)
        return event;
    return { ...event, isPrivate: await (0,github/* askVisibility */.Mu)(event.repository, githubToken) };
}
/** Whether the user logged in to ghcr.io matters only where our own login would take its place. */
async function hasGithubLogin({ images, tags, githubToken }) {
    const isUsed = images.some(({ registry }) => registry === GITHUB_REGISTRY) || tags.some(isAtGithub);
    if (!isUsed || githubToken === undefined)
        return false;
    return (await credentialsFrom((0,user_config/* userConfigFolder */.C)())(GITHUB_REGISTRY)) !== undefined;
}
function isAtGithub(tag) {
    return tag.startsWith(`${GITHUB_REGISTRY}/`);
}

// EXTERNAL MODULE: ./src/domain/image-layer.ts
var image_layer = __webpack_require__(5465);
;// CONCATENATED MODULE: ./src/domain/metrics/image-steps.ts
/**
 * The ids of the steps that the image of each platform is made of, by the platform. Those that images share are in
 * several, whichever platform BuildKit names in them.
 */
function imageSteps({ platforms, steps }) {
    const ends = lastSteps(steps);
    const known = new Map(steps.map((step) => [step.id, step]));
    const named = new Set(platforms);
    return new Map(platforms.map((platform) => {
        const own = ends.filter((end) => end.platform === platform);
        // An image that has no last step of its own shares one, and what names none of the platforms is for all.
        const all = own.length === 0 ? ends : [...own, ...ends.filter((end) => !named.has(end.platform))];
        return [platform, allBelow(all, known)];
    }));
}
/** The steps that no other is made from: one for each image, unless the solve broke off. */
function lastSteps(steps) {
    const used = new Set(steps.flatMap(({ inputs }) => inputs));
    return steps.filter(({ id }) => !used.has(id));
}
function allBelow(ends, known) {
    const below = new Set();
    const open = ends.map(({ id }) => id);
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
        const step = known.get(id);
        if (step === undefined || below.has(id))
            continue;
        below.add(id);
        open.push(...step.inputs);
    }
    return below;
}

;// CONCATENATED MODULE: ./src/domain/metrics/stage-bases.ts

/**
 * The image that the stage of each step starts from, be it by way of other stages, by the step's id. Undefined for
 * steps of stages `FROM scratch`, and where it cannot be told.
 */
function stageBases({ steps, baseImages }) {
    const known = new Map(steps.map((step) => [step.id, step]));
    const bases = new Map(baseImages.map((image) => [image.id, image]));
    for (const step of steps) {
        const passed = [];
        let id = step.id;
        while (id !== undefined && !bases.has(id)) {
            // Also ends a way that leads back to itself.
            bases.set(id, undefined);
            passed.push(id);
            id = continuedBy(known.get(id));
        }
        const base = id === undefined ? undefined : bases.get(id);
        for (const one of passed)
            bases.set(one, base);
    }
    return bases;
}
/** A copy that has nothing but its source may be the first step of a stage `FROM scratch`, so that it tells nothing. */
function continuedBy(step) {
    if (step === undefined || (isCopy(step) && step.inputs.length < 2))
        return undefined;
    return step.inputs[0];
}

;// CONCATENATED MODULE: ./src/domain/metrics/run-steps.ts



/** The steps of all solves, each once, in the order in which they began. */
function runSteps(solves) {
    const images = solves.flatMap((solve) => [...imageSteps(solve)]);
    // What a step is made from is in its id, so that all solves tell the same.
    const bases = new Map(solves.flatMap((solve) => [...stageBases(solve)]));
    return (0,step_count/* distinctSteps */.eO)(solves.map(({ steps }) => steps))
        .map((step) => ({
        ...step,
        platforms: images.flatMap(([platform, ids]) => (ids.has(step.id) ? [platform] : [])),
        base: bases.get(step.id),
    }))
        .toSorted((one, other) => one.startedAtMs - other.startedAtMs);
}
/** The name of a stage as metrics have it: empty in a Dockerfile whose only stage has none. */
function stageName({ stage = "" }) {
    return stage;
}

;// CONCATENATED MODULE: ./src/domain/metrics/emulated-steps.ts



/**
 * Tells by the ids of steps that run programs whether these are run under emulation. A step is left out where it cannot
 * be told: the stage may be on the platform of the build machine.
 */
function emulatedSteps(solves, steps, emulated) {
    const known = { emulated, bases: new Map(steps.map(({ id, base }) => [id, base?.id])) };
    const stages = solves.map((solve) => stagesOf(solve, known));
    return new Map(solves.flatMap((solve, at) => {
        const others = stages.filter((_, index) => index !== at);
        const isEmulated = emulationIn(solve, others, known);
        return solve.steps.filter(isRun).flatMap((step) => {
            const answer = isEmulated(step);
            return answer === undefined ? [] : [[step.id, answer]];
        });
    }));
}
/** How to tell it of the steps of a solve. */
function emulationIn(solve, others, known) {
    const { emulated } = known;
    const [platform = "", ...more] = solve.platforms;
    if (more.length > 0)
        return (step) => emulationByName(step, emulated);
    if (!emulated.has(platform))
        return () => false;
    const own = imageBase(solve, known);
    return (step) => {
        const base = known.bases.get(step.id);
        if (base === undefined)
            return undefined;
        // For which platform a base image is, is in its id. A stage for the build machine has the same in all solves.
        if (others.some(({ bases }) => bases.has(base)))
            return false;
        return base === own || others.some(({ names }) => names.has(stageName(step))) ? true : undefined;
    };
}
/** Of a solve for several platforms the names of steps say it, but not in stages `FROM scratch`. */
function emulationByName({ runsOn, platform }, emulated) {
    if (runsOn !== undefined)
        return emulated.has(runsOn);
    return platform === undefined || emulated.has(platform) ? undefined : false;
}
function stagesOf({ steps, baseImages }, { bases }) {
    const based = steps.flatMap((step) => {
        const base = bases.get(step.id);
        return base === undefined ? [] : [{ name: stageName(step), base }];
    });
    return {
        names: new Set(based.map(({ name }) => name)),
        bases: new Set([...based.map(({ base }) => base), ...baseImages.map(({ id }) => id)]),
    };
}
/** The id of what the image of a solve is based on, which is for the platform of the image. */
function imageBase({ steps }, { bases }) {
    const isWhole = steps.every(({ state }) => state === "executed" || state === "cached");
    const [last, ...more] = lastSteps(steps);
    return isWhole && more.length === 0 && last !== undefined ? bases.get(last.id) : undefined;
}

;// CONCATENATED MODULE: ./src/domain/metrics/emulation-cost.ts

/**
 * What emulation cost; undefined where nothing was executed under emulation, and where it cannot be told of everything
 * that was executed.
 * @param emulated whether a step ran under emulation, by its id, as far as that is known
 */
function emulationCost(steps, emulated) {
    const executed = steps.filter((step) => step.state === "executed" && isRun(step));
    if (executed.some(({ id }) => !emulated.has(id)))
        return undefined;
    const slow = executed.filter(({ id }) => emulated.get(id));
    if (slow.length === 0)
        return undefined;
    const native = new Map(executed.filter(({ id }) => !emulated.get(id)).map((step) => [placeOf(step), step]));
    const pairs = slow.flatMap((step) => {
        const same = native.get(placeOf(step));
        return same === undefined ? [] : [{ step, same }];
    });
    return {
        steps: slow.length,
        durationMs: totalMs(slow),
        ...(pairs.length > 0 && {
            compared: {
                steps: pairs.length,
                emulatedMs: totalMs(pairs.map(({ step }) => step)),
                nativeMs: totalMs(pairs.map(({ same }) => same)),
            },
        }),
    };
}
function placeOf({ stage, index, command }) {
    return JSON.stringify([stage, index, command]);
}
function totalMs(steps) {
    return steps.reduce((sum, { durationMs }) => sum + Math.max(0, durationMs), 0);
}

;// CONCATENATED MODULE: ./src/domain/metrics/past.ts
/** Finds one's way in what an earlier run left. */
function pastOf({ steps, bases }) {
    const stepsByPlace = new Map(steps.map((step) => [keyOf(step, step.index), step]));
    const basesByPlace = new Map(bases.map((base) => [keyOf(base, 1), base.image]));
    return {
        stepAt: (place) => stepsByPlace.get(keyOf(place, place.index)),
        baseAt: (place) => basesByPlace.get(keyOf(place, 1)),
    };
}
function keyOf({ platform, stage }, index) {
    return JSON.stringify([platform, stage, index]);
}

;// CONCATENATED MODULE: ./src/domain/verified.ts

/** The image of one platform; `undefined` where nothing was published. */
function imageOf(verified, platform) {
    return verified?.images.find((image) => (0,domain_platform/* samePlatform */.my)(image.platform, platform));
}

;// CONCATENATED MODULE: ./src/domain/metrics/short-command.ts
const MAX_LENGTH = 200;
/** A command on one line of at most 200 characters, the last of which is `…` if something is cut off. */
function shortCommand(command) {
    const line = command.replace(/[\s\p{Cc}]+/gu, " ").trim();
    if (line.length <= MAX_LENGTH)
        return line;
    // Not inside a character.
    return `${line.slice(0, MAX_LENGTH - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}
/**
 * Tells whether a short command is all there is of it. It is not if something is cut off, nor if it writes a file out of
 * the Dockerfile, of which BuildKit shows the first line at most.
 */
function isAllShown(command) {
    return !command.endsWith("…") && !command.includes("<<");
}

;// CONCATENATED MODULE: ./src/domain/metrics/first-misses.ts




/**
 * Where the cache broke, of each stage of an image, and what changed there, where that can be told.
 * @param steps those of the image, in the order in which they began
 */
function describeMisses(platform, steps, evidence) {
    const hits = firstHits(steps);
    // Steps may name another platform, which shares them.
    return (0,step_count/* firstMisses */.jF)(steps.map((step) => ({ ...step, platform }))).map((step) => {
        const followsHit = (hits.get(stageName(step)) ?? Infinity) < step.index;
        const changed = changeOf({ step, platform, followsHit }, evidence);
        return {
            stage: stageName(step),
            index: step.index,
            command: shortCommand(step.command),
            ...(changed !== undefined && { changed }),
        };
    });
}
/** The number of the first step of each stage that the cache had, apart from those that do not depend on the base. */
function firstHits(steps) {
    const hits = new Map();
    for (const step of steps) {
        if (step.state !== "cached" || isLinked(step))
            continue;
        hits.set(stageName(step), Math.min(step.index, hits.get(stageName(step)) ?? Infinity));
    }
    return hits;
}
function changeOf(miss, { past, isCacheWhole }) {
    const { step, followsHit } = miss;
    // Without a hit before it the cache may just not have the stage, and a failure may be one of loading from the cache.
    const isSound = isCacheWhole && followsHit && step.state === "executed";
    const mayBeFiles = isSound && isCopy(step) && isAllShown(shortCommand(step.command));
    if (past === undefined)
        return mayBeFiles ? "files" : undefined;
    return hasOtherBase(miss, past) ? "base" : changeSince(miss, past, mayBeFiles);
}
function hasOtherBase({ step, platform, followsHit }, past) {
    const before = past.baseAt({ platform, stage: stageName(step) });
    if (followsHit || before === undefined || step.base === undefined)
        return false;
    return step.base.image !== before;
}
function changeSince({ step, platform }, past, mayBeFiles) {
    const before = past.stepAt({ platform, stage: stageName(step), index: step.index });
    if (before === undefined)
        return undefined;
    if (before.command !== shortCommand(step.command))
        return "command";
    // What copies from the context has another id in each build: that is needed for a change and does not prove it.
    return mayBeFiles && before.id !== step.id ? "files" : undefined;
}

;// CONCATENATED MODULE: ./src/domain/metrics/platform-metrics.ts





/** Describes what a build for one platform came to. */
function describePlatform({ platform, how }, known) {
    const name = (0,domain_platform/* printPlatform */.Lg)(platform);
    const steps = known.steps.filter(({ platforms }) => platforms.includes(name));
    const count = (0,step_count/* countSteps */.jg)([steps]);
    const image = imageOf(known.verified, platform);
    const previousSizeBytes = known.previousSizes?.get(name);
    return {
        platform: name,
        emulated: how === "emulated",
        builtOn: known.builtOn,
        ...timesOf(known.solves.find(({ platforms }) => platforms.includes(name))),
        steps: count,
        cacheHitRatio: (0,step_count/* hitRatio */.r3)(count),
        firstMiss: describeMisses(name, steps, known.evidence),
        ...(image && { digest: image.digest, sizeBytes: (0,image_layer/* totalBytes */.o)(image.layers), layers: image.layers.length }),
        ...(previousSizeBytes !== undefined && { previousSizeBytes }),
    };
}
/** Nothing of a solve whose clock went backwards. */
function timesOf(solve) {
    if (solve === undefined || solve.startMs < 0 || solve.durationMs < 0)
        return {};
    return { startMs: Math.round(solve.startMs), durationMs: Math.round(solve.durationMs) };
}

;// CONCATENATED MODULE: ./src/domain/metrics/step-metrics.ts


const MAX_STEPS = 20;
/**
 * The steps that were executed, or failed, and took longest, the longest first.
 * @param emulated whether a step ran under emulation, by its id, as far as that is known
 */
function slowestSteps(steps, emulated, clock) {
    return steps
        .filter(({ state }) => state === "executed" || state === "failed")
        .toSorted((one, other) => other.durationMs - one.durationMs)
        .slice(0, MAX_STEPS)
        .map((step) => ({
        platforms: step.platforms,
        stage: stageName(step),
        index: step.index,
        command: shortCommand(step.command),
        state: step.state,
        emulated: emulated.get(step.id) ?? false,
        startMs: startIn(clock, step),
        durationMs: Math.max(0, step.durationMs),
        pulledBytes: step.pulledBytes,
    }));
}
/** The builder's clock may be another than that of the run, and either may be set back. */
function startIn({ startedAtMs, durationMs }, step) {
    return Math.min(Math.max(0, Math.round(step.startedAtMs - startedAtMs)), durationMs);
}

;// CONCATENATED MODULE: ./src/domain/metrics/time-saved.ts


/** What the steps that came from the cache took when they were last executed; undefined where it is known of none. */
function timeSavedMs(steps, past) {
    const known = steps.flatMap((step) => (step.state === "cached" ? (lastExecutedMs(step, past) ?? []) : []));
    return known.length === 0 ? undefined : known.reduce((sum, ms) => sum + ms, 0);
}
/** What it took for the first of its platforms that this is known of. */
function lastExecutedMs(step, past) {
    return step.platforms.map((platform) => executedMsAt(step, platform, past)).find((ms) => ms !== undefined);
}
/** What a step took when it was last executed for a platform, with the same command. */
function executedMsAt(step, platform, past) {
    const before = past.stepAt({ platform, stage: stageName(step), index: step.index });
    return before?.command === shortCommand(step.command) ? before.executedMs : undefined;
}

;// CONCATENATED MODULE: ./src/domain/metrics/describe-metrics.ts









/** Composes the metrics of a run. What cannot be told for certain is left out. */
function describeMetrics(plan, measured) {
    const { startedAt, solves, cache, retries, prediction } = measured;
    const durationMs = wholeMs(measured.durationMs);
    const past = measured.memory && pastOf(measured.memory);
    const steps = runSteps(solves);
    const emulated = emulatedSteps(solves, steps, emulatedPlatforms(plan));
    const emulation = emulationCost(steps, emulated);
    const savedMs = past && timeSavedMs(steps, past);
    const evidence = {
        // Of a run that was told to use no cache it would tell why steps were executed that always are.
        past: plan.inputs.noCache ? undefined : past,
        isCacheWhole: cache.problems.length === 0,
    };
    return {
        schema: 1,
        startedAt: startedAt.toISOString(),
        durationMs,
        phases: measured.phases.flatMap(soundPhase),
        platforms: plan.platforms.map((run) => describePlatform(run, { ...measured, steps, evidence })),
        steps: (0,step_count/* countSteps */.jg)([steps]),
        slowestSteps: slowestSteps(steps, emulated, { startedAtMs: startedAt.getTime(), durationMs }),
        ...(emulation && { emulation }),
        cache,
        retries,
        ...(solves.length > 0 && { contextBytes: solves.reduce((sum, solve) => sum + solve.contextBytes, 0) }),
        ...(savedMs !== undefined && { timeSavedMs: savedMs }),
        ...(prediction && { prediction }),
    };
}
function emulatedPlatforms({ platforms }) {
    const emulated = platforms.filter(({ how }) => how === "emulated");
    return new Set(emulated.map(({ platform }) => (0,domain_platform/* printPlatform */.Lg)(platform)));
}
/** Nothing of a phase whose clock went backwards. */
function soundPhase({ name, startMs, durationMs }) {
    if (startMs < 0 || durationMs < 0)
        return [];
    return [{ name, startMs: wholeMs(startMs), durationMs: wholeMs(durationMs) }];
}
function wholeMs(ms) {
    return Math.max(0, Math.round(ms));
}

;// CONCATENATED MODULE: ./src/phases/measure.ts



/** Measures a run that succeeded. */
async function measure(plan, done) {
    const { facts, prepared, built, verified, history } = done;
    const { timeline } = prepared;
    const durationMs = timeline.elapsedMs();
    const judgement = await history?.judge(built.solves, durationMs);
    const metrics = describeMetrics(plan, {
        ...built,
        ...judgement,
        startedAt: timeline.startedAt,
        durationMs,
        phases: timeline.phases,
        cache: describeUse(plan, prepared, built),
        verified,
        builtOn: (0,domain_platform/* printPlatform */.Lg)(facts.engine.platform),
        previousSizes: sizesOf(await prepared.previous),
    });
    return { metrics, kind: judgement?.kind ?? "sources" };
}
/** What the layer cache that was used in the end did. */
function describeUse({ cache: plan }, { cache, cacheProblem }, built) {
    const { cacheProblems } = built;
    if (cache)
        return { ...cache.metrics, problems: [...cache.metrics.problems, ...cacheProblems] };
    const problems = [...(cacheProblem === undefined ? [] : [cacheProblem]), ...cacheProblems];
    return { backend: plan.backend === "actions" ? plan.instead.backend : plan.backend, problems };
}
function sizesOf(images) {
    return new Map(images.map(({ platform, layers }) => [(0,domain_platform/* printPlatform */.Lg)(platform), (0,image_layer/* totalBytes */.o)(layers)]));
}

;// CONCATENATED MODULE: ./src/edges/docker-config.ts




/**
 * Makes a docker config folder of this run's own: what the user's has (plugins, contexts, builders), plus our logins,
 * which so never reach the user's file. Docker finds it by `DOCKER_CONFIG`. The logins are not tried here.
 * @see https://docs.docker.com/reference/cli/docker/#configuration-files
 * @throws ActionError `registry-auth` when the user's config.json cannot be read.
 */
async function createDockerConfig(options) {
    const { folder, userFolder, logins } = options;
    const config = withLogins(await readDockerConfig(userFolder), logins);
    await (0,promises_.mkdir)(folder, { recursive: true, mode: 0o700 });
    await (0,promises_.chmod)(folder, 0o700); // a folder that was there keeps its mode otherwise
    for (const entry of await listFolder(userFolder)) {
        if (entry !== "config.json")
            await (0,promises_.symlink)((0,external_node_path_.resolve)(userFolder, entry), (0,external_node_path_.join)(folder, entry));
    }
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, "config.json"), JSON.stringify(config, undefined, 2), {
        mode: 0o600,
        flag: "wx",
    });
}
/**
 * Adds logins to a config. Docker looks into the file only for registries without a store or helper, so those of ours
 * get an empty helper, which means the file.
 * @see https://github.com/docker/cli/blob/master/cli/config/configfile/file.go
 */
function withLogins(config, logins) {
    if (logins.length === 0)
        return config;
    const auths = logins.map(({ registry, username, password }) => [
        (0,login/* configKey */.ur)(registry),
        { auth: Buffer.from(`${username}:${password}`).toString("base64") },
    ]);
    const fromFile = logins.filter(({ registry }) => Boolean(config["credsStore"]) || Boolean(entryOf(config["credHelpers"], registry)));
    const helpers = fromFile.map(({ registry }) => [(0,login/* configKey */.ur)(registry), ""]);
    return {
        ...config,
        auths: { ...record(config["auths"]), ...Object.fromEntries(auths) },
        ...(helpers.length > 0 && {
            credHelpers: { ...record(config["credHelpers"]), ...Object.fromEntries(helpers) },
        }),
    };
}
function record(value) {
    return isRecord(value) ? value : {};
}
async function listFolder(folder) {
    return (0,promises_.readdir)(folder).catch((error) => {
        if (error.code === "ENOENT")
            return [];
        throw error;
    });
}

;// CONCATENATED MODULE: ./src/edges/registry/content.ts



/**
 * Reads a manifest out of an answer for a tag or digest.
 * @throws ActionError `registry` when the bytes are not those of the digest that we or the registry named, or no JSON.
 */
function content_readManifest(name, reference, answer) {
    const digest = (0,edges_digest/* digestOf */.o)(answer.body);
    expectDigest(name, reference, digest);
    expectDigest(name, headerDigest(answer), digest);
    const content = parseJson(name, answer.body);
    return { digest, mediaType: mediaType(content, answer), sizeBytes: answer.body.byteLength, content };
}
/**
 * Reads a JSON blob out of an answer.
 * @throws ActionError `registry` when the bytes are not those of the digest, or no JSON.
 */
function readBlob(name, digest, { body }) {
    expectDigest(name, digest, (0,edges_digest/* digestOf */.o)(body));
    return parseJson(name, body);
}
/** The digest that a registry names for what it serves; undefined when it names none that can be used. */
function headerDigest({ headers }) {
    const digest = headers["docker-content-digest"];
    return typeof digest === "string" && (0,domain_reference/* isDigest */.Bc)(digest) ? digest : undefined;
}
/** Passes a tag, and a digest that is the wanted one. */
function expectDigest({ registry, repository }, wanted, digest) {
    if (wanted === undefined || !(0,domain_reference/* isDigest */.Bc)(wanted) || wanted === digest)
        return;
    throw new domain_failure/* ActionError */.l("registry", `${registry} (repository ${repository}) sent ${digest} instead of ${wanted}`, {
        hint: "A proxy or a broken registry changed the bytes: try again, then ask who runs it.",
    });
}
function parseJson({ registry, repository }, body) {
    try {
        return JSON.parse(body.toString());
    }
    catch (cause) {
        throw new domain_failure/* ActionError */.l("registry", `${registry} (repository ${repository}) sent something that is not JSON`, {
            cause,
        });
    }
}
function mediaType(content, { headers }) {
    const own = content?.mediaType;
    return typeof own === "string" ? own : (headers["content-type"]?.split(";")[0]?.trim() ?? "");
}

;// CONCATENATED MODULE: ./src/edges/registry/endpoint.ts

/**
 * An address below `/v2/` of a registry. Docker Hub's API lives on another host than its name says.
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#endpoints
 */
function registryUrl(registry, path, plainHttp) {
    const host = registry === domain_reference/* DOCKER_HUB */.Xb ? "registry-1.docker.io" : registry;
    return new URL(`${plainHttp ? "http" : "https"}://${host}/v2/${path}`);
}
/** Where the registry that opened an upload wants it sent; `undefined` when it does not say. */
function uploadUrl({ answer, url }) {
    const { location = "" } = answer.headers;
    return URL.canParse(location, url.href) ? new URL(location, url) : undefined;
}

;// CONCATENATED MODULE: ./src/domain/registry-error.ts


/** The answer behind an {@link ActionError}, as its cause. */
class RegistryRefusal extends Error {
    name = "RegistryRefusal";
    status;
    constructor(status, words) {
        super(words);
        this.status = status;
    }
}
const WORDS_LIMIT = 300;
/**
 * Makes the error for a refusal: `registry-auth` when the registry does not know us, `registry-denied` when it knows us
 * and says no, `registry` for the rest. The message quotes the registry's own words.
 */
function registryError(refusal) {
    const { registry, repository, status } = refusal;
    const subject = repository === undefined ? registry : `${registry} (repository ${repository})`;
    const words = registryWords(refusal.body, refusal.statusText);
    const code = failureCode(refusal);
    return new domain_failure/* ActionError */.l(code, `${subject} ${verdict(code, refusal)}: ${words} (HTTP ${status})`, {
        hint: hint(code, refusal),
        cause: new RegistryRefusal(status, words),
    });
}
/** Tells whether an error means that the registry has no such thing, so that looking again later may help. */
function isAbsent(error) {
    return error instanceof domain_failure/* ActionError */.l && error.cause instanceof RegistryRefusal && error.cause.status === 404;
}
/**
 * What a registry says in the body of an answer, else the status text: at most 300 characters, on one line.
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#error-codes
 */
function registryWords(body, statusText) {
    const words = parseWords(body)
        .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
        .trim();
    if (words.length > WORDS_LIMIT)
        return `${words.slice(0, WORDS_LIMIT - 1)}…`;
    return words === "" ? statusText : words;
}
function parseWords(body) {
    let answer;
    try {
        answer = JSON.parse(body);
    }
    catch {
        return ""; // an HTML page of a proxy says nothing that its status does not
    }
    const { errors } = (answer ?? {});
    return (Array.isArray(errors) ? errors : [answer]).map(oneMessage).join("; ");
}
/** The spec's `message` and `detail`, and what Docker Hub's (`details`) and OAuth's token endpoints say instead. */
function oneMessage(error) {
    const fields = (error ?? {});
    const texts = ["message", "error_description", "details", "detail"]
        .map((key) => fields[key])
        .filter((value) => typeof value === "string" && value !== "");
    const code = fields["code"] ?? fields["error"];
    return texts.length === 0 && typeof code === "string" ? code : texts.join(", ");
}
function failureCode({ status, token, lacksScope }) {
    if (token === true && [400, 401, 403].includes(status))
        return "registry-auth";
    if (status === 403 || (status === 401 && lacksScope === true))
        return "registry-denied";
    return status === 401 ? "registry-auth" : "registry";
}
function verdict(code, { status, anonymous, token }) {
    if (code === "registry-auth")
        return anonymous ? "asks for a login" : "does not accept the login";
    if (code === "registry-denied")
        return "denies access";
    if (token === true)
        return "gives no token";
    return status === 404 ? "has no such thing" : "failed";
}
function hint(code, refusal) {
    const { registry, repository = "the repository", status, anonymous } = refusal;
    if (code === "registry-auth" && anonymous) {
        return `Give username and password for ${registry}, or an entry in registry-auth.${githubHint(registry)}`;
    }
    if (code === "registry-auth") {
        const kind = registry === domain_reference/* DOCKER_HUB */.Xb ? ", which for Docker Hub is best an access token" : "";
        return `Check the username and the password${kind}; a token may have expired.${githubHint(registry)}`;
    }
    if (code === "registry-denied") {
        const settings = ` If the package exists, give this repository write access under "Manage Actions access" in the package's settings.`;
        const github = registry === "ghcr.io" ? `${githubHint(registry)}${settings}` : "";
        return `Check that the account or token has pull and push rights on ${repository}, and that it exists.${github}`;
    }
    if (status === 404)
        return "Check the name and the tag; a repository may have to be created first.";
    if (status === 429)
        return `${registry} limits how often it is asked: log in, or try again later.`;
    return `Try again later, and see whether ${registry} reports an outage.`;
}
function githubHint(registry) {
    return registry === "ghcr.io" ? ' For github.token the job needs "permissions: packages: write".' : "";
}

;// CONCATENATED MODULE: ./src/edges/registry/visible.ts


/**
 * Reads again while the registry says "not found": what was just pushed may take a moment to show everywhere.
 * With the defaults the last look is 15.5 s after the first.
 * @throws whatever `read` throws that is not a 404, and the last 404; ActionError `cancelled` when aborted.
 */
async function whenVisible(read, patience = {}) {
    const { attempts = 6, delayMs = 500, signal } = patience;
    for (let attempt = 1;; attempt += 1) {
        try {
            return await read();
        }
        catch (error) {
            if (attempt >= attempts || !isAbsent(error))
                throw error;
        }
        await (0,pause/* pause */.v)(delayMs * 2 ** (attempt - 1), signal);
    }
}

;// CONCATENATED MODULE: ./src/edges/registry/client.ts




const MANIFEST_TYPES = [
    "application/vnd.oci.image.index.v1+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.docker.distribution.manifest.v2+json",
].join(", ");
/**
 * Reads what registries hold, and finds out what we may do there. Everything it throws is an ActionError:
 * `registry-auth` when the login is missing or refused, `registry-denied` when it lacks rights, `cancelled` (or the
 * signal's own ActionError) when aborted, `registry` otherwise. One client shares its tokens and connections.
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md
 */
class RegistryClient {
    #session;
    constructor(session) {
        this.#session = session;
    }
    /**
     * Reads a manifest by tag or digest.
     * @throws ActionError as the class says; `registry` also when the bytes are not those of the digest.
     */
    async manifest(name, reference) {
        const path = `${name.repository}/manifests/${reference}`;
        const answer = await this.#ask(name, { method: "GET", path, headers: { accept: MANIFEST_TYPES } });
        return content_readManifest(name, reference, answer);
    }
    /**
     * As {@link manifest}, with patience for what was pushed a moment ago.
     * @throws as {@link manifest}.
     */
    async pushedManifest(name, reference) {
        return whenVisible(() => this.manifest(name, reference), { signal: this.#session.signal });
    }
    /**
     * The digest that a tag points to; undefined when there is no such tag.
     * @throws ActionError as the class says.
     */
    async digestOf(name, tag) {
        const access = { ...name, actions: "pull" };
        const ask = {
            method: "HEAD",
            path: `${name.repository}/manifests/${tag}`,
            headers: { accept: MANIFEST_TYPES },
        };
        const told = await this.#session.send(access, ask);
        const { answer } = told;
        if (answer.status === 404)
            return undefined;
        if (answer.status !== 200)
            throw this.#session.refusal(access, told);
        // The header is not a must: without it the digest is that of the bytes.
        return headerDigest(answer) ?? (await this.manifest(name, tag)).digest;
    }
    /**
     * Reads a small JSON blob, such as an image config, of at most 4 MiB.
     * @throws ActionError as the class says; `registry` also when it is larger, or its bytes are not those of the digest.
     */
    async blob(name, digest) {
        const answer = await this.#ask(name, { method: "GET", path: `${name.repository}/blobs/${digest}` });
        return readBlob(name, digest, answer);
    }
    /**
     * Makes sure that the registry accepts our login.
     * @throws ActionError as the class says; `registry-auth` also when there is no login and the registry wants one.
     */
    async checkLogin(registry) {
        const access = { registry };
        const told = await this.#session.send(access, { method: "GET", path: "" });
        const { answer, authorization } = told;
        if (answer.status !== 200)
            throw this.#session.refusal(access, told);
        if (authorization.header === undefined || !authorization.anonymous)
            return;
        throw new domain_failure/* ActionError */.l("registry-auth", `no login is known for ${registry}`, {
            hint: `Give username and password for ${registry}, or an entry in registry-auth.`,
        });
    }
    /**
     * Finds out, by opening an upload and dropping it, whether we may push. A courtesy before a long build: what is not
     * plainly a refusal passes, since the push itself will tell.
     * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pushing-blobs
     * @throws ActionError `registry-auth` or `registry-denied`, and as the class says when aborted.
     */
    async checkPush(name) {
        try {
            await this.#openUpload(name);
        }
        catch (error) {
            if (!(error instanceof domain_failure/* ActionError */.l) || error.code !== "registry")
                throw error;
        }
    }
    async #openUpload(name) {
        const access = { ...name, actions: "pull,push" };
        const ask = { method: "POST", path: `${name.repository}/blobs/uploads/` };
        const told = await this.#session.send(access, ask);
        if (told.answer.status >= 400)
            throw this.#session.refusal(access, told);
        const upload = uploadUrl(told);
        if (upload?.origin === told.url.origin)
            await this.#session.follow(told, { method: "DELETE", url: upload });
    }
    async #ask(name, ask) {
        const access = { ...name, actions: "pull" };
        const told = await this.#session.send(access, ask);
        if (told.answer.status === 200)
            return told.answer;
        throw this.#session.refusal(access, told);
    }
}

;// CONCATENATED MODULE: ./src/edges/registry/publisher.ts




/**
 * Puts blobs and manifests into repositories. What it throws is an ActionError, as the registry client's.
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#push
 */
class RegistryPublisher {
    #session;
    #tries;
    #retryDelayMs;
    /** Pairs of repositories between which the registry refused to mount. */
    #unmountable = new Set();
    constructor(session, { tries = 3, retryDelayMs = 1_000 } = {}) {
        this.#session = session;
        this.#tries = tries;
        this.#retryDelayMs = retryDelayMs;
    }
    /** Tells whether a repository has a manifest, and so all that it refers to. */
    async hasManifest(name, { digest, mediaType }) {
        const ask = { path: `manifests/${digest}`, headers: { accept: mediaType } };
        return this.#patiently(() => this.#has(name, ask));
    }
    /**
     * Makes sure that a repository has a blob: it is sent only when neither this nor the other repository, of the same
     * registry, has it. The registry checks the digest.
     * @throws also what {@link Blob.content} does.
     */
    async ensureBlob(name, blob, from) {
        return this.#patiently(async (attempt) => {
            if (await this.#has(name, { path: `blobs/${blob.digest}` }))
                return "present";
            const mount = from && attempt === 1 ? await this.#mount(name, blob.digest, from) : undefined;
            if (mount?.answer.status === 201)
                return "mounted";
            // An upload that the registry opened instead of mounting is as good as any, but the bytes must not keep it waiting.
            const content = await blob.content();
            const upload = mount ?? (await this.#expect(name, [202], { method: "POST", path: uploads(name) }));
            await this.#send(name, upload, { digest: blob.digest, ...content });
            return "sent";
        });
    }
    /** Puts a manifest or index under a tag or its digest. All that it refers to must be there already. */
    async putManifest(name, reference, manifest) {
        const path = `${name.repository}/manifests/${reference}`;
        const body = bodyOf(manifest.mediaType, manifest.bytes);
        await this.#patiently(() => this.#expect(name, [201], { method: "PUT", path, body }));
    }
    async #has(name, { path, headers = {} }) {
        const ask = { method: "HEAD", path: `${name.repository}/${path}`, headers };
        const { answer } = await this.#expect(name, [200, 404], ask);
        return answer.status === 200;
    }
    /**
     * Asks for a blob of another repository. The answer is 201 when it is here now, and 202 for an upload that was opened
     * instead; a registry that answers otherwise is not asked this again.
     * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#mounting-a-blob-from-another-repository
     */
    async #mount(name, digest, from) {
        const pair = [name.registry, name.repository, from.repository].join(" ");
        if (this.#unmountable.has(pair))
            return undefined;
        const query = new URLSearchParams({ mount: digest, from: from.repository });
        const ask = { method: "POST", path: `${uploads(name)}?${query.toString()}` };
        // Who may not read there is told so in the challenge, by which the session gets a token for both repositories.
        const told = await this.#session.send(writing(name), ask).catch(undefinedIfRefused);
        if (told && [201, 202].includes(told.answer.status))
            return told;
        this.#unmountable.add(pair);
        return undefined;
    }
    async #send(name, upload, { digest, ...content }) {
        const url = uploadUrl(upload);
        if (url === undefined)
            throw this.#session.refusal(writing(name), upload);
        url.searchParams.set("digest", digest);
        const body = { mediaType: "application/octet-stream", ...content };
        const sent = await this.#session.follow(upload, { method: "PUT", url, body });
        if (sent.answer.status !== 201)
            throw this.#session.refusal(writing(name), sent);
    }
    async #expect(name, statuses, ask) {
        const told = await this.#session.send(writing(name), ask);
        if (statuses.includes(told.answer.status))
            return told;
        throw this.#session.refusal(writing(name), told);
    }
    /** Begins anew what failed for a reason that may pass. */
    async #patiently(work) {
        for (let attempt = 1;; attempt += 1) {
            try {
                return await work(attempt);
            }
            catch (error) {
                const mayPass = error instanceof domain_failure/* ActionError */.l && error.code === "registry";
                if (!mayPass || attempt === this.#tries)
                    throw error;
            }
            await (0,pause/* pause */.v)(this.#retryDelayMs * 2 ** (attempt - 1), this.#session.signal);
        }
    }
}
function uploads({ repository }) {
    return `${repository}/blobs/uploads/`;
}
function writing(name) {
    return { ...name, actions: "pull,push" };
}
/** A token for both repositories may be refused, which is no reason not to send the bytes. */
function undefinedIfRefused(error) {
    const isRefusal = error instanceof domain_failure/* ActionError */.l && error.code.startsWith("registry");
    if (!isRefusal)
        throw error;
}

;// CONCATENATED MODULE: ./src/domain/challenge.ts
// A token, and when an equals sign follows also its value: quoted (with backslash escapes) or bare.
const ITEM = /([\w!#$%&'*+.^`|~-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+)))?/g;
/**
 * Reads the demand out of a `WWW-Authenticate` header, which may hold several challenges: a token endpoint is preferred
 * to Basic. Undefined when there is none that can be met: another scheme, or a token endpoint that is not a web address.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-11.6.1
 * @see https://distribution.github.io/distribution/spec/auth/token/
 */
function parseDemand(header) {
    const challenges = parseChallenges(header ?? "");
    for (const { scheme, parameters } of challenges) {
        const realm = webAddress(parameters.get("realm"));
        if (scheme !== "bearer" || realm === undefined)
            continue;
        const scopes = (parameters.get("scope") ?? "").split(" ").filter((scope) => scope !== "");
        return { scheme, realm, service: parameters.get("service"), scopes };
    }
    return challenges.some(({ scheme }) => scheme === "basic") ? { scheme: "basic" } : undefined;
}
/**
 * Tells whether a 401 means "you may not" rather than "who are you": the token was good, its rights were too few.
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3.1
 */
function lacksScope(header) {
    return parseChallenges(header ?? "").some(({ parameters }) => parameters.get("error") === "insufficient_scope");
}
function parseChallenges(header) {
    const challenges = [];
    for (const match of header.matchAll(ITEM)) {
        const name = String(match[1]).toLowerCase();
        const value = match[2]?.replace(/\\(.)/g, "$1") ?? match[3];
        // What has no value opens the next challenge; what has one belongs to the last that was opened.
        if (value === undefined)
            challenges.push({ scheme: name, parameters: new Map() });
        else
            challenges.at(-1)?.parameters.set(name, value);
    }
    return challenges;
}
function webAddress(text) {
    if (text === undefined || !URL.canParse(text))
        return undefined;
    const url = new URL(text);
    return url.protocol === "https:" || url.protocol === "http:" ? url : undefined;
}

;// CONCATENATED MODULE: ./src/edges/registry/secrets.ts
/** The passwords and tokens of a run, so that no text which is shown holds one, whoever wrote it. */
class Secrets {
    #values = new Set();
    /** Remembers a secret. */
    add(secret) {
        if (secret === "")
            return;
        this.#values.add(secret);
        this.#values.add(JSON.stringify(secret).slice(1, -1)); // as it looks inside a JSON answer
    }
    /** The text with every secret in it replaced by stars. */
    hide(text) {
        const longestFirst = [...this.#values].sort((one, other) => other.length - one.length);
        return longestFirst.reduce((rest, secret) => rest.replaceAll(secret, "***"), text);
    }
}

;// CONCATENATED MODULE: ./src/edges/registry/token-request.ts

/** One text for each access that needs a token of its own. */
function accessKey(access) {
    return [access.registry, ...ownScopes(access)].join(" ");
}
/**
 * The request that gets a token: GET with the login or nothing, POST for an identity token.
 * @see https://distribution.github.io/distribution/spec/auth/token/
 * @see https://distribution.github.io/distribution/spec/auth/oauth/
 */
function tokenRequest(access, { realm, service, scopes: demanded }, credentials) {
    const url = new URL(realm);
    const scopes = [...new Set([...ownScopes(access), ...demanded])];
    if (credentials && "identityToken" in credentials) {
        const form = new URLSearchParams({
            grant_type: "refresh_token",
            service: service ?? access.registry,
            client_id: "multiarch-build",
            refresh_token: credentials.identityToken,
        });
        if (scopes.length > 0)
            form.set("scope", scopes.join(" "));
        return { method: "POST", url, body: bodyOf("application/x-www-form-urlencoded", form.toString()) };
    }
    if (service !== undefined)
        url.searchParams.set("service", service);
    for (const scope of scopes)
        url.searchParams.append("scope", scope);
    return { method: "GET", url, authorization: credentials && basicHeader(credentials) };
}
/** The header of a login; undefined for what is not one. */
function basicHeader(credentials) {
    if (!("password" in credentials))
        return undefined;
    return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString("base64")}`;
}
/** Answers to GET hold `token`, answers to POST `access_token`, some hold both. Undefined when there is none. */
function parseToken(body) {
    try {
        const answer = JSON.parse(body);
        const token = answer?.token ?? answer?.access_token;
        // Anything else could not be sent in a header.
        return typeof token === "string" && /^[\x21-\x7e]+$/.test(token) ? token : undefined;
    }
    catch {
        return undefined;
    }
}
function ownScopes({ repository, actions }) {
    return repository === undefined ? [] : [`repository:${repository}:${actions ?? "pull"}`];
}

;// CONCATENATED MODULE: ./src/edges/registry/tokens.ts







/** Gets what registries demand, once for each registry and scope, however many ask at once. */
class Tokens {
    #options;
    #demands = new Map();
    #credentials = new Map();
    #authorizations = new Map();
    #secrets = new Secrets();
    constructor(options) {
        this.#options = options;
    }
    /** What this access needs. The registry is asked once, before its first request, which saves refused ones later. */
    authorization(access) {
        return single(this.#authorizations, accessKey(access), async () => {
            const demand = await single(this.#demands, access.registry, () => this.#ask(access.registry));
            // Some registries name an example in this first demand, so its scopes are nothing to go by.
            return this.#obtain(access, demand?.scheme === "bearer" ? { ...demand, scopes: [] } : demand);
        });
    }
    /** A new one after a 401: a token has expired, or the registry only now says what it wants. */
    renewed(access, stale, demand) {
        // Of many requests that fail with the same token, the first gets a new one for all.
        if (this.#authorizations.get(accessKey(access)) === stale) {
            this.#authorizations.delete(accessKey(access));
            this.#credentials.delete(access.registry); // a credential helper may hand out passwords that expire
        }
        return single(this.#authorizations, accessKey(access), () => this.#obtain(access, demand));
    }
    /** The text of an answer, without the passwords and tokens of this run. */
    words({ body }) {
        return this.#secrets.hide(body.toString());
    }
    async #ask(registry) {
        const { transport, plainHttp } = this.#options;
        const url = registryUrl(registry, "", plainHttp(registry));
        return demandOf(await transport.send({ method: "GET", url }), url);
    }
    async #obtain(access, demand) {
        const credentials = await single(this.#credentials, access.registry, () => this.#options.credentials(access.registry));
        this.#hide(credentials);
        const anonymous = credentials === undefined;
        if (demand === undefined)
            return { header: undefined, anonymous };
        if (demand.scheme === "basic")
            return { header: credentials && basicHeader(credentials), anonymous };
        return { header: `Bearer ${await this.#token(access, demand, credentials)}`, anonymous };
    }
    async #token(access, demand, credentials) {
        const { registry, repository } = access;
        if (demand.realm.protocol !== "https:" && !this.#options.plainHttp(registry)) {
            const message = `${registry} wants logins sent to ${demand.realm.host} without encryption`;
            throw new domain_failure/* ActionError */.l("registry", message);
        }
        const answer = await this.#options.transport.send(tokenRequest(access, demand, credentials));
        if (answer.status !== 200) {
            const context = { registry, repository, anonymous: credentials === undefined, token: true };
            throw registryError({ ...answer, ...context, body: this.words(answer) });
        }
        const token = parseToken(answer.body.toString());
        if (token === undefined) {
            throw new domain_failure/* ActionError */.l("registry", `the token endpoint of ${registry} gave no token`);
        }
        this.#secrets.add(token);
        return token;
    }
    #hide(credentials) {
        if (credentials === undefined)
            return;
        this.#secrets.add("password" in credentials ? credentials.password : credentials.identityToken);
        this.#secrets.add(basicHeader(credentials)?.replace("Basic ", "") ?? "");
    }
}
/** What the registry at `url` demands; only its own word counts, since credentials go to the realm it names. */
function demandOf({ status, headers, url: answered }, url) {
    if (status !== 401 || answered.origin !== url.origin)
        return undefined;
    return parseDemand(headers["www-authenticate"]);
}

// EXTERNAL MODULE: ./node_modules/@actions/http-client/lib/index.js + 1 modules
var lib = __webpack_require__(4942);
;// CONCATENATED MODULE: ./src/edges/registry/transport.ts




const TRIES = 3;
const MAX_REDIRECTS = 5;
/** A registry that asks for a longer pause than this has its answer passed on instead. */
const LONGEST_PAUSE_MS = 30_000;
/** A connection that sends less than this is as good as broken. */
const SLOWEST_BYTES_PER_MS = 100;
const TRANSIENT_CODES = new Set(["ECONNRESET", "ECONNREFUSED", "EPIPE", "ETIMEDOUT", "EAI_AGAIN"]);
/**
 * Sends requests with bounded time, size, redirects and retries.
 *
 * Connections come from `@actions/http-client`, which knows the runner's proxy settings. The requests themselves are
 * node's, since that client cannot be aborted, waits for ever when a connection breaks inside a body, and lets
 * Authorization follow a redirect to another port.
 */
class Transport {
    #options;
    // By origin: a client keeps the first agent that it made, and that fits one protocol only.
    #clients = new Map();
    constructor(options) {
        this.#options = options;
    }
    /**
     * Sends a request, up to three times when the other side is down, overloaded (429, 5xx) or cuts the connection.
     * @throws ActionError `registry` when no answer can be had; when aborted, the signal's own ActionError or `cancelled`.
     */
    async send(request) {
        for (let attempt = 1;; attempt += 1) {
            const outcome = await this.#follow(request).then((answer) => ({ answer }), (error) => ({ error }));
            // An upload that failed is begun anew by whoever opened it: half of it may have been taken.
            const tries = request.method === "PUT" ? 1 : TRIES;
            const pauseMs = attempt < tries ? this.#pauseMs(outcome, attempt) : undefined;
            if (pauseMs !== undefined)
                await (0,pause/* pause */.v)(pauseMs, this.#options.signal);
            else if ("answer" in outcome)
                return outcome.answer;
            else
                throw outcome.error instanceof domain_failure/* ActionError */.l ? outcome.error : unreachable(request.url, outcome.error);
        }
    }
    /** How long to wait before the next try; undefined when this outcome is final. */
    #pauseMs(outcome, attempt) {
        const backoffMs = this.#options.retryDelayMs * 2 ** (attempt - 1);
        if ("error" in outcome)
            return TRANSIENT_CODES.has(errorCode(outcome.error)) ? backoffMs : undefined;
        const { status, headers } = outcome.answer;
        if (status !== 429 && status < 500)
            return undefined;
        const pauseMs = retryAfterMs(headers["retry-after"]) ?? backoffMs;
        return pauseMs <= LONGEST_PAUSE_MS ? pauseMs : undefined;
    }
    async #follow(request) {
        let { url, authorization } = request;
        for (let redirects = 0;; redirects += 1) {
            const answer = await this.#once({ ...request, url, authorization });
            const next = redirectTarget(answer, request.method);
            if (next === undefined)
                return answer;
            if (redirects === MAX_REDIRECTS)
                throw new domain_failure/* ActionError */.l("registry", `${url.host} redirects without end`);
            if (url.protocol === "https:" && next.protocol !== "https:") {
                throw new domain_failure/* ActionError */.l("registry", `${url.host} redirects to ${next.host} without encryption`);
            }
            if (next.origin !== url.origin)
                authorization = undefined;
            url = next;
        }
    }
    async #once(request) {
        const { signal: caller, timeoutMs } = this.#options;
        const limitMs = timeoutMs + Math.ceil((request.body?.sizeBytes ?? 0) / SLOWEST_BYTES_PER_MS);
        const deadline = AbortSignal.timeout(limitMs);
        const signal = caller ? AbortSignal.any([caller, deadline]) : deadline;
        try {
            return await exchange(request, { agent: this.#agent(request.url), signal });
        }
        catch (error) {
            if (caller?.aborted)
                throw (0,pause/* cancellation */.W)(caller);
            if (!deadline.aborted)
                throw error;
            throw new domain_failure/* ActionError */.l("registry", `${request.url.host} did not answer within ${limitMs / 1000} s`, {
                hint: "Try again later, and see whether the runner can reach it.",
                cause: error,
            });
        }
    }
    #agent({ origin }) {
        const client = this.#clients.get(origin) ?? new lib/* HttpClient */.Qq(undefined, [], { keepAlive: true });
        this.#clients.set(origin, client);
        return client.getAgent(origin);
    }
}
function redirectTarget({ status, headers, url }, method) {
    if (![301, 302, 303, 307, 308].includes(status) || (method !== "GET" && method !== "HEAD"))
        return undefined;
    const { location = "" } = headers;
    return URL.canParse(location, url.href) ? new URL(location, url) : undefined;
}
/** @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3 */
function retryAfterMs(header) {
    if (header === undefined)
        return undefined;
    const delayMs = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
    return Number.isNaN(delayMs) ? undefined : Math.max(delayMs, 0);
}
function errorCode(error) {
    return error.code ?? "";
}
function unreachable({ host }, cause) {
    const code = errorCode(cause);
    const { message } = cause;
    // Trying several addresses of one name fails with an error without words.
    return new domain_failure/* ActionError */.l("registry", `${host} cannot be reached: ${message === "" ? code : message}`, {
        hint: /CERT|SSL|TLS|EPROTO/.test(code)
            ? "Its certificate must be one the runner trusts: NODE_EXTRA_CA_CERTS names a file with further authorities."
            : "Check the name of the registry, and that the runner may reach it; https_proxy and no_proxy are honoured.",
        cause,
    });
}

;// CONCATENATED MODULE: ./src/edges/registry/session.ts






/**
 * Speaks to registries as who we are to each of them: every request carries what the registry demands. Tokens and
 * connections are shared by all that use one session.
 * @see https://distribution.github.io/distribution/spec/auth/token/
 */
class RegistrySession {
    signal;
    #transport;
    #tokens;
    #plainHttp;
    constructor(options) {
        const { credentials, plainHttp = domain_reference/* isLoopback */.U9, signal, timeoutMs = 30_000, retryDelayMs = 500 } = options;
        this.signal = signal;
        this.#transport = new Transport({ signal, timeoutMs, retryDelayMs });
        this.#tokens = new Tokens({ transport: this.#transport, credentials, plainHttp });
        this.#plainHttp = plainHttp;
    }
    /**
     * Sends with what the registry demands, and once more with something newer when that is refused.
     * @throws ActionError when no answer can be had; the answer itself may be a refusal.
     */
    async send(access, { path, ...ask }) {
        const url = registryUrl(access.registry, path, this.#plainHttp(access.registry));
        const send = (authorization) => this.#transport.send({ ...ask, url, authorization: authorization.header });
        const pending = this.#tokens.authorization(access);
        const first = await pending;
        const answer = await send(first);
        const demand = demandOf(answer, url);
        if (demand === undefined)
            return { answer, authorization: first, url };
        const authorization = await this.#tokens.renewed(access, pending, demand);
        // The same login again would be refused again, and count twice where failures lock an account.
        if (authorization.header === first.header)
            return { answer, authorization, url };
        return { answer: await send(authorization), authorization, url };
    }
    /**
     * Sends to an address that the registry gave in its answer, such as that of an upload. Who we are is told to the
     * registry only, not to a storage elsewhere.
     */
    async follow({ url, authorization }, request) {
        const isRegistry = request.url.origin === url.origin;
        const answer = await this.#transport.send({
            ...request,
            authorization: isRegistry ? authorization.header : undefined,
        });
        return { answer, authorization, url: request.url };
    }
    /** The error for an answer that is none of those hoped for, in the registry's words. */
    refusal({ registry, repository }, { answer, authorization }) {
        const { anonymous } = authorization;
        return registryError({
            ...answer,
            registry,
            repository,
            body: this.#tokens.words(answer),
            anonymous,
            lacksScope: lacksScope(answer.headers["www-authenticate"]),
        });
    }
}

// EXTERNAL MODULE: external "node:perf_hooks"
var external_node_perf_hooks_ = __webpack_require__(643);
// EXTERNAL MODULE: ./src/domain/cache/entry-path.ts
var entry_path = __webpack_require__(2717);
;// CONCATENATED MODULE: ./src/edges/cache/entry-source.ts



/** How long an entry may take: so long in any case, and longer the larger it is. Slower than this, it is run sooner. */
const LEAST_LIMIT_MS = 30_000;
const entry_source_SLOWEST_BYTES_PER_MS = 2_000;
/** The blobs that are in the Actions cache. An entry is fetched when the first of its blobs is asked for. */
class EntrySource {
    #parts;
    #fetches = new Map();
    #failures = new Map();
    #known = new Map();
    #files = new Map();
    #entries = 0;
    #bytes = 0;
    #underWay = 0;
    #since = 0;
    #durationMs = 0;
    constructor(parts) {
        this.#parts = parts;
    }
    /** Tells what is stored, and which blobs are in files already; both by their digests. Before that there is nothing. */
    fill(known, files) {
        this.#known = known;
        this.#files = files;
    }
    has(digest) {
        const here = this.#files.get(digest);
        const stored = this.#known.get(digest);
        // BuildKit pushes nothing that it is told is there: what went with its entry must not be promised on.
        const isLost = stored !== undefined && this.#failures.has(stored.entry);
        return here ?? (isLost ? undefined : stored);
    }
    async fetch(digest) {
        const here = this.#files.get(digest);
        if (here)
            return here.file;
        const stored = this.#known.get(digest);
        if (stored === undefined)
            return undefined;
        const fetch = this.#fetches.get(stored.entry) ?? this.#fetch(digest, stored);
        this.#fetches.set(stored.entry, fetch);
        return (await fetch) ? (0,external_node_path_.join)(this.#parts.root, (0,entry_path/* blobPath */.nD)(digest, stored)) : undefined;
    }
    get fetched() {
        return {
            entries: this.#entries,
            bytes: this.#bytes,
            durationMs: Math.round(this.#durationMs),
            failures: this.#failures,
        };
    }
    async #fetch(digest, stored) {
        if (this.#underWay === 0)
            this.#since = external_node_perf_hooks_.performance.now();
        this.#underWay += 1;
        const outcome = await this.#restore((0,entry_path/* entryPath */.s3)(digest, stored), stored.entry);
        this.#underWay -= 1;
        if (this.#underWay === 0)
            this.#durationMs += external_node_perf_hooks_.performance.now() - this.#since;
        if (outcome.kind === "hit")
            this.#count(stored.entry);
        else
            this.#failures.set(stored.entry, "reason" in outcome ? outcome.reason : "it is gone");
        return outcome.kind === "hit";
    }
    #count(key) {
        this.#entries += 1;
        this.#bytes += this.#sizeOf(key);
    }
    /** The bytes of all blobs in an entry. */
    #sizeOf(key) {
        const members = [...this.#known.values()].filter(({ entry }) => entry === key);
        return members.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    }
    /** A build waits for it and would have to start over, so what failed is tried once more. */
    async #restore(path, entry) {
        const limitMs = LEAST_LIMIT_MS + Math.ceil(this.#sizeOf(entry) / entry_source_SLOWEST_BYTES_PER_MS);
        const restore = () => this.#parts.store.restoreWithin(limitMs, entry, path);
        const first = await restore();
        return first.kind === "failed" ? restore() : first;
    }
}

// EXTERNAL MODULE: ./src/edges/engine-socket.ts
var engine_socket = __webpack_require__(7762);
;// CONCATENATED MODULE: ./src/edges/cache/reach.ts


/**
 * Tells whether the engine reaches the registry: it is asked about an image there, and what counts is that it came to
 * ask. An engine in another network, as for a job in a container, or on another machine does not come.
 * @see https://docs.docker.com/reference/api/engine/version/v1.47/#tag/Distribution
 */
async function engineReaches(shim, env = process.env) {
    const before = shim.counts().total.requests;
    await (0,engine_socket/* askSocket */.z)(await (0,edges_engine/* engineHost */.nd)(env), `/distribution/${shim.reference("probe", "probe")}/json`);
    return shim.counts().total.requests > before;
}

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
;// CONCATENATED MODULE: ./src/edges/cache/blob-store.ts




/** Blobs in files: those that were pushed, and those that a source delivers when they are asked for. */
class BlobStore {
    #folder;
    #source;
    #counter;
    #blobs = new Map();
    #fetches = new Map();
    /** Those that turned out to be missing or damaged; to push one makes it whole. */
    #lost = new Set();
    constructor({ folder, source, counter }) {
        this.#folder = (0,external_node_path_.join)(folder, "blobs");
        this.#source = source;
        this.#counter = counter;
    }
    static async open(parts) {
        const store = new BlobStore(parts);
        await (0,promises_.mkdir)(store.#folder, { recursive: true });
        return store;
    }
    /** The size of a blob that is here or with the source; fetches nothing. */
    sizeOf(digest) {
        const here = this.#blobs.get(digest)?.sizeBytes;
        if (here !== undefined || this.#lost.has(digest))
            return here;
        return this.#source?.has(digest)?.sizeBytes;
    }
    /** A blob that is in a file already. */
    stored(digest) {
        return this.#blobs.get(digest);
    }
    /** A blob, fetched if need be; undefined when there is none, or what the source delivered is not it. */
    async find(digest) {
        const here = this.#blobs.get(digest);
        if (here || this.sizeOf(digest) === undefined)
            return here;
        const fetch = this.#fetches.get(digest) ?? this.#fetch(digest);
        this.#fetches.set(digest, fetch);
        return fetch;
    }
    /** Moves a file into place whose bytes are those of the digest. */
    async adopt(digest, { file, sizeBytes }) {
        const place = (0,external_node_path_.join)(this.#folder, digest.replace(":", "-"));
        await (0,promises_.rename)(file, place);
        this.#blobs.set(digest, { file: place, sizeBytes });
        this.#counter.add(digest, { uploadedBytes: sizeBytes });
    }
    /** Takes a blob for missing from now on, because its file is gone or damaged. */
    lose(digest) {
        this.#blobs.delete(digest);
        this.#lost.add(digest);
        this.#counter.add(digest, { failures: 1 });
    }
    async #fetch(digest) {
        const fetched = await this.#fetched(digest).catch(() => undefined);
        // It may have been pushed in the meantime.
        const here = this.#blobs.get(digest);
        if (here)
            return here;
        if (!fetched)
            this.lose(digest);
        else {
            this.#blobs.set(digest, fetched);
            this.#counter.add(digest, { fetchedBytes: fetched.sizeBytes });
        }
        return fetched;
    }
    async #fetched(digest) {
        const file = await this.#source?.fetch(digest);
        if (file === undefined)
            return undefined;
        const hash = (0,external_node_crypto_.createHash)("sha256");
        let sizeBytes = 0;
        for await (const chunk of (0,external_node_fs_.createReadStream)(file, { highWaterMark: 1 << 18 })) {
            hash.update(chunk);
            sizeBytes += chunk.byteLength;
        }
        return `sha256:${hash.digest("hex")}` === digest ? { file, sizeBytes } : undefined;
    }
}

;// CONCATENATED MODULE: ./src/edges/cache/shim-exchange.ts
/** Thrown to answer a request with an error of the distribution spec. */
class Refusal extends Error {
    status;
    /** Such as `BLOB_UNKNOWN`. */
    code;
    headers;
    constructor(status, code, details) {
        super(details.message);
        this.status = status;
        this.code = code;
        this.headers = details.headers ?? {};
    }
}
/** Answers without a body. A HEAD may still tell the length of what a GET would get. */
function answer(response, status, headers = {}) {
    response.statusCode = status;
    for (const [name, value] of Object.entries(headers))
        if (value !== undefined)
            response.setHeader(name, value);
    response.end();
}
/**
 * Answers with what went wrong. When a body is under way already the connection ends instead: the client must not
 * take what it has got for everything.
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#error-codes
 */
function answerError(response, error) {
    if (response.headersSent) {
        response.destroy();
        return;
    }
    const { status, code, headers, message } = error instanceof Refusal ? error : new Refusal(500, "UNKNOWN", { message: String(error) });
    const body = JSON.stringify({ errors: [{ code, message }] });
    const length = Buffer.byteLength(body);
    response.writeHead(status, { ...headers, "content-type": "application/json", "content-length": length });
    response.end(body);
}
/** The path of something below a repository, for a Location header. */
function locationOf({ token, name }, rest) {
    return `/v2/${token}/${name}/${rest}`;
}
/** Resolves when nobody waits for the answer any more. */
function shim_exchange_closed(response) {
    return new Promise((resolve) => response.once("close", () => {
        resolve(undefined);
    }));
}

;// CONCATENATED MODULE: ./src/edges/cache/shim-route.ts

const PATH = /^\/v2\/([^/]+)\/(.+)\/(manifests|blobs|blobs\/uploads)\/([^/]*)$/;
const shim_route_NAME = /^[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
/** Reads the target of a request; undefined when the registry has nothing of this form. */
function readRoute(target) {
    if (!target.startsWith("/v2") || !URL.canParse(target, "http://shim"))
        return undefined;
    const { pathname, searchParams: query } = new URL(target, "http://shim");
    if (/^\/v2\/?$/.test(pathname))
        return { kind: "base", token: "", name: "", reference: "", query };
    const match = PATH.exec(pathname)?.slice(1);
    if (!match)
        return undefined;
    const [token, name, collection, reference] = match;
    const kind = kindOf(collection, reference);
    return kind !== undefined && shim_route_NAME.test(name) ? { kind, token, name, reference, query } : undefined;
}
function kindOf(collection, reference) {
    if (collection === "manifests")
        return TAG.test(reference) || (0,domain_reference/* isDigest */.Bc)(reference) ? "manifest" : undefined;
    if (collection === "blobs")
        return (0,domain_reference/* isDigest */.Bc)(reference) ? "blob" : undefined;
    return reference === "" ? "uploads" : "upload";
}
/**
 * Reads a Range header for something of a size. Undefined asks for everything: there is no header, or one that may be
 * ignored, such as several ranges.
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-range
 */
function readRange(header, sizeBytes) {
    const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(header ?? "") ?? [];
    const final = sizeBytes - 1;
    if (first === "")
        return last === "" ? undefined : within(sizeBytes - Number(last), final);
    if (last === "")
        return within(Number(first), final);
    return Number(last) < Number(first) ? undefined : within(Number(first), Math.min(Number(last), final));
}
function within(start, end) {
    return start > end ? "unsatisfiable" : { start: Math.max(start, 0), end };
}

;// CONCATENATED MODULE: ./src/edges/cache/shim-blobs.ts





const shim_blobs_CHUNK_BYTES = 1 << 18;
class DamagedError extends Error {
}
/** Answers requests for blobs out of a store. */
class ShimBlobs {
    #store;
    #counter;
    constructor(store, counter) {
        this.#store = store;
        this.#counter = counter;
    }
    /** Tells size and existence of a blob; fetches nothing. */
    head({ response, route: { reference: digest } }) {
        const sizeBytes = this.#store.sizeOf(digest);
        if (sizeBytes === undefined)
            throw unknownBlob(digest);
        answer(response, 200, { ...blobHeaders(digest), "content-length": sizeBytes });
    }
    /** Sends a blob or a range of it. A whole one is compared with its digest before its last bytes leave. */
    async get({ request, response, route: { reference: digest } }) {
        const blob = await Promise.race([this.#store.find(digest), shim_exchange_closed(response)]);
        if (!blob)
            throw unknownBlob(digest);
        const file = await this.#open(digest, blob);
        try {
            const asked = readRange(request.headers.range, blob.sizeBytes);
            const range = startAnswer(response, digest, { asked, sizeBytes: blob.sizeBytes });
            const isWhole = range.end - range.start + 1 === blob.sizeBytes;
            await this.#send(response, { file, digest, range, isWhole });
        }
        finally {
            await file.close();
        }
    }
    async #open(digest, { file, sizeBytes }) {
        const handle = await (0,promises_.open)(file).catch(() => undefined);
        if (handle && (await handle.stat()).size === sizeBytes)
            return handle;
        await handle?.close();
        this.#store.lose(digest);
        throw unknownBlob(digest);
    }
    async #send(response, { file, digest, range, isWhole }) {
        const { start } = range;
        // Of an empty blob there is no last byte, but streams want one.
        const end = Math.max(range.end, 0);
        const chunks = file.createReadStream({ start, end, autoClose: false, highWaterMark: shim_blobs_CHUNK_BYTES });
        try {
            await (0,external_node_stream_promises_.pipeline)(chunks, (bytes) => this.#counted(isWhole ? verified(bytes, digest) : bytes, digest), response);
        }
        catch (error) {
            if (error instanceof DamagedError)
                this.#store.lose(digest);
            throw error;
        }
    }
    async *#counted(chunks, digest) {
        for await (const chunk of chunks) {
            this.#counter.add(digest, { servedBytes: chunk.byteLength });
            yield chunk;
        }
    }
}
/** Passes chunks on, one behind, so that the last one is only passed when all of them are the digest's. */
async function* verified(chunks, digest) {
    const hash = (0,external_node_crypto_.createHash)("sha256");
    let held;
    for await (const chunk of chunks) {
        hash.update(chunk);
        if (held)
            yield held;
        held = chunk;
    }
    if (`sha256:${hash.digest("hex")}` !== digest)
        throw new DamagedError(`${digest} is damaged`);
    if (held)
        yield held;
}
/** Sends the head of an answer and tells which bytes have to follow. */
function startAnswer(response, digest, { asked, sizeBytes }) {
    if (asked === "unsatisfiable") {
        const headers = { "content-range": `bytes */${sizeBytes}` };
        throw new Refusal(416, "RANGE_INVALID", { message: `${digest} has ${sizeBytes} bytes`, headers });
    }
    const { start, end } = asked ?? { start: 0, end: sizeBytes - 1 };
    const extra = asked ? { "content-range": `bytes ${start}-${end}/${sizeBytes}` } : {};
    const headers = { ...blobHeaders(digest), ...extra, "content-length": end - start + 1 };
    response.writeHead(asked ? 206 : 200, headers);
    return { start, end };
}
function blobHeaders(digest) {
    return {
        "content-type": "application/octet-stream",
        "docker-content-digest": digest,
        "accept-ranges": "bytes",
    };
}
function unknownBlob(digest) {
    return new Refusal(404, "BLOB_UNKNOWN", { message: `there is no blob ${digest}` });
}

;// CONCATENATED MODULE: ./src/edges/cache/shim-counts.ts
const shim_counts_NOTHING = { requests: 0, servedBytes: 0, fetchedBytes: 0, failures: 0, uploadedBytes: 0 };
/** Counts what a registry does, for each digest and in total. */
class ShimCounter {
    #total = shim_counts_NOTHING;
    #byDigest = new Map();
    /** Adds to the total and, if there is one, to a digest. */
    add(digest, more) {
        this.#total = sum(this.#total, more);
        if (digest !== undefined)
            this.#byDigest.set(digest, sum(this.#byDigest.get(digest) ?? shim_counts_NOTHING, more));
    }
    /** The counts as they are now; they do not change any more. */
    counts() {
        return { total: this.#total, byDigest: new Map(this.#byDigest) };
    }
}
function sum(before, more) {
    return {
        requests: before.requests + (more.requests ?? 0),
        servedBytes: before.servedBytes + (more.servedBytes ?? 0),
        fetchedBytes: before.fetchedBytes + (more.fetchedBytes ?? 0),
        failures: before.failures + (more.failures ?? 0),
        uploadedBytes: before.uploadedBytes + (more.uploadedBytes ?? 0),
    };
}

;// CONCATENATED MODULE: ./src/edges/cache/shim-desk.ts



const NOT_FOUND = new Refusal(404, "NAME_UNKNOWN", { message: "there is nothing here" });
const READS = ["GET", "HEAD"];
/** Decides who may ask what, and hands each request to the part of the registry that answers it. */
class ShimDesk {
    /** Whether anything can be pushed. */
    mayWrite = false;
    #token;
    #counter;
    #handlers;
    constructor(token, services) {
        this.#token = Buffer.from(token);
        this.#counter = services.counter;
        this.#handlers = routes(services);
    }
    /**
     * Answers a request.
     * @throws Refusal with the answer when it is not granted; other errors when a client or a disk fails.
     */
    async answer(request, response) {
        const route = readRoute(request.url ?? "");
        const isOurs = route !== undefined && this.#admits(route);
        this.#counter.add(isOurs && route.kind === "blob" ? route.reference : undefined, { requests: 1 });
        if (!isOurs)
            throw NOT_FOUND;
        const { method = "" } = request;
        const handler = this.#handlers[route.kind][method];
        if (!handler)
            throw unsupported(method, this.#handlers[route.kind]);
        if (!this.mayWrite && !READS.includes(method))
            throw new Refusal(403, "DENIED", { message: "nothing can be pushed now" });
        await handler({ request, response, route });
    }
    #admits({ kind, token }) {
        if (kind === "base")
            return true;
        const given = Buffer.from(token);
        return given.byteLength === this.#token.byteLength && (0,external_node_crypto_.timingSafeEqual)(given, this.#token);
    }
}
function routes({ blobs, uploads, manifests }) {
    const base = ({ response }) => {
        answer(response, 200, { "docker-distribution-api-version": "registry/2.0" });
    };
    const readManifest = manifests.get.bind(manifests);
    return {
        base: { GET: base, HEAD: base },
        manifest: { GET: readManifest, HEAD: readManifest, PUT: manifests.receive.bind(manifests) },
        blob: { GET: blobs.get.bind(blobs), HEAD: blobs.head.bind(blobs) },
        uploads: { POST: uploads.start.bind(uploads) },
        upload: {
            GET: uploads.status.bind(uploads),
            PATCH: uploads.append.bind(uploads),
            PUT: uploads.finish.bind(uploads),
            DELETE: uploads.cancel.bind(uploads),
        },
    };
}
function unsupported(method, handlers) {
    const headers = { allow: Object.keys(handlers).join(", ") };
    return new Refusal(405, "UNSUPPORTED", { message: `${method} is not possible here`, headers });
}

;// CONCATENATED MODULE: ./src/edges/cache/shim-manifests.ts



const LIMIT_BYTES = 4 * 1024 * 1024;
const MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
const INDEX_TYPE = "application/vnd.oci.image.index.v1+json";
/**
 * Manifests in memory, each under its digest and the tags that it was given.
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pushing-manifests
 */
class ShimManifests {
    #manifests = new Map();
    #held = new Map();
    /** Keeps those waiting who ask for a manifest of a repository, until then; however that ends. */
    hold(name, until) {
        this.#held.set(name, until.catch(() => undefined));
    }
    /** The manifest that a tag or digest of a repository leads to. */
    find(name, reference) {
        return this.#manifests.get(`${name}@${reference}`);
    }
    /**
     * Keeps a manifest under its digest and a tag, or only under its digest, and tells that.
     * @throws Refusal when the bytes are no manifest, are too many or not those of the digest.
     */
    put(name, reference, { bytes, mediaType }) {
        if (bytes.byteLength > LIMIT_BYTES)
            throw tooLarge();
        const digest = (0,edges_digest/* digestOf */.o)(bytes);
        if ((0,domain_reference/* isDigest */.Bc)(reference) && reference !== digest)
            throw new Refusal(400, "DIGEST_INVALID", { message: `the bytes are ${digest}, not ${reference}` });
        const manifest = { digest, mediaType: mediaType || mediaTypeOf(bytes), bytes };
        for (const key of [digest, reference])
            this.#manifests.set(`${name}@${key}`, manifest);
        return digest;
    }
    /** Answers GET and HEAD. */
    async get({ request, response, route: { name, reference } }) {
        await Promise.race([this.#held.get(name), shim_exchange_closed(response)]);
        const manifest = this.find(name, reference);
        if (!manifest)
            throw new Refusal(404, "MANIFEST_UNKNOWN", { message: `there is no manifest ${reference}` });
        const { digest, mediaType, bytes } = manifest;
        const headers = { "content-type": mediaType, "content-length": bytes.byteLength };
        response.writeHead(200, { ...headers, "docker-content-digest": digest });
        response.end(request.method === "HEAD" ? undefined : bytes);
    }
    /** Answers PUT. */
    async receive({ request, response, route }) {
        const bytes = await readBody(request);
        mediaTypeOf(bytes);
        const mediaType = request.headers["content-type"] ?? "";
        const digest = this.put(route.name, route.reference, { bytes, mediaType });
        const location = locationOf(route, `manifests/${digest}`);
        answer(response, 201, { location, "docker-content-digest": digest });
    }
}
/** The rest of what is too large is read and forgotten: otherwise the client would miss the answer. */
async function readBody(request) {
    if (Number(request.headers["content-length"] ?? 0) > LIMIT_BYTES)
        throw tooLarge();
    const chunks = [];
    let sizeBytes = 0;
    for await (const chunk of request) {
        sizeBytes += chunk.byteLength;
        if (sizeBytes <= LIMIT_BYTES)
            chunks.push(chunk);
    }
    if (sizeBytes > LIMIT_BYTES)
        throw tooLarge();
    return Buffer.concat(chunks);
}
function tooLarge() {
    return new Refusal(413, "MANIFEST_INVALID", { message: `a manifest has at most ${LIMIT_BYTES} bytes` });
}
function mediaTypeOf(bytes) {
    const { mediaType, manifests } = (parsed(bytes) ?? {});
    if (typeof mediaType === "string")
        return mediaType;
    return manifests === undefined ? MANIFEST_TYPE : INDEX_TYPE;
}
function parsed(bytes) {
    try {
        return JSON.parse(bytes.toString());
    }
    catch {
        throw new Refusal(400, "MANIFEST_INVALID", { message: "a manifest is JSON" });
    }
}

;// CONCATENATED MODULE: ./src/edges/cache/upload-file.ts


/** A blob that is being pushed, in one request or several, with the hash of what has arrived. */
class UploadFile {
    file;
    #hash = (0,external_node_crypto_.createHash)("sha256");
    #sizeBytes = 0;
    #isBusy = false;
    constructor(file) {
        this.file = file;
    }
    /** How much has arrived. */
    get sizeBytes() {
        return this.#sizeBytes;
    }
    /** Whether a request writes to it now. */
    get isBusy() {
        return this.#isBusy;
    }
    /**
     * Appends the body of a request.
     * @throws what the client or the disk failed with; the file is of no use then.
     */
    async append(body) {
        this.#isBusy = true;
        try {
            const file = await (0,promises_.open)(this.file, "a");
            await file.writeFile(this.#noted(body)).finally(() => file.close());
        }
        finally {
            this.#isBusy = false;
        }
    }
    /** The digest of everything; nothing can be appended afterwards. */
    digest() {
        return `sha256:${this.#hash.digest("hex")}`;
    }
    async remove() {
        await (0,promises_.rm)(this.file, { force: true });
    }
    async *#noted(body) {
        // When the disk fails, the connection has to stay for the answer.
        const chunks = body.iterator({ destroyOnReturn: false });
        for await (const chunk of chunks) {
            this.#hash.update(chunk);
            this.#sizeBytes += chunk.byteLength;
            yield chunk;
        }
    }
}

;// CONCATENATED MODULE: ./src/edges/cache/shim-uploads.ts






/**
 * Takes blobs in. Bytes go to a file of their own, and that becomes the blob when its digest is the promised one. An
 * upload whose client leaves in the middle is dropped.
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pushing-blobs
 */
class ShimUploads {
    #folder;
    #store;
    #uploads = new Map();
    /** What uploads failed with, by their ids: a client that goes on with one would never learn it. */
    #failures = new Map();
    constructor(folder, store) {
        this.#folder = (0,external_node_path_.join)(folder, "uploads");
        this.#store = store;
    }
    static async open(folder, store) {
        const uploads = new ShimUploads(folder, store);
        await (0,promises_.mkdir)(uploads.#folder, { recursive: true });
        return uploads;
    }
    /** POST: opens an upload, unless the blob is known or comes along. */
    async start(exchange) {
        const { response, route } = exchange;
        const mount = route.query.get("mount");
        if (mount !== null && this.#store.sizeOf(mount) !== undefined) {
            answerCreated(exchange, mount);
            return;
        }
        const digest = route.query.get("digest");
        if (digest !== null)
            shim_uploads_expectDigest(digest);
        const upload = this.#add();
        if (digest === null)
            answer(response, 202, progress(exchange, upload));
        else
            await this.#finish(exchange, upload, digest);
    }
    /** GET: tells how much has arrived. */
    status(exchange) {
        answer(exchange.response, 204, progress(exchange, this.#upload(exchange)));
    }
    /** PATCH: takes a chunk. */
    async append(exchange) {
        const { request, response } = exchange;
        const upload = this.#upload(exchange);
        expectNext(request, upload);
        await this.#receive(request, upload);
        answer(response, 202, progress(exchange, upload));
    }
    /** PUT: takes the last chunk, which may be the only one or empty, and makes a blob of it all. */
    async finish(exchange) {
        const digest = shim_uploads_expectDigest(exchange.route.query.get("digest") ?? "");
        const upload = this.#upload(exchange);
        expectNext(exchange.request, upload);
        await this.#finish(exchange, upload, digest);
    }
    /** DELETE: drops an upload. */
    async cancel(exchange) {
        await this.#drop(this.#upload(exchange));
        answer(exchange.response, 204);
    }
    /** Drops all uploads, once no request is under way. */
    async clear() {
        this.#uploads.clear();
        await (0,promises_.rm)(this.#folder, { recursive: true, force: true });
    }
    #add() {
        const id = (0,external_node_crypto_.randomBytes)(16).toString("hex");
        const content = new UploadFile((0,external_node_path_.join)(this.#folder, id));
        this.#uploads.set(id, content);
        return { id, content };
    }
    #upload({ route: { reference: id } }) {
        const content = this.#uploads.get(id);
        if (!content) {
            const message = this.#failures.get(id) ?? "there is no such upload";
            throw new Refusal(404, "BLOB_UPLOAD_UNKNOWN", { message });
        }
        if (!content.isBusy)
            return { id, content };
        throw new Refusal(409, "BLOB_UPLOAD_INVALID", { message: "another request writes to this upload" });
    }
    async #receive(body, upload) {
        try {
            await upload.content.append(body);
        }
        catch (error) {
            this.#failures.set(upload.id, String(error));
            await this.#drop(upload);
            throw error;
        }
    }
    async #finish(exchange, upload, digest) {
        await this.#receive(exchange.request, upload);
        this.#uploads.delete(upload.id);
        try {
            const actual = upload.content.digest();
            if (actual !== digest)
                throw new Refusal(400, "DIGEST_INVALID", { message: `the bytes are ${actual}, not ${digest}` });
            await this.#store.adopt(digest, upload.content);
        }
        finally {
            await this.#drop(upload);
        }
        answerCreated(exchange, digest);
    }
    async #drop({ id, content }) {
        this.#uploads.delete(id);
        await content.remove();
    }
}
function shim_uploads_expectDigest(text) {
    if ((0,domain_reference/* isDigest */.Bc)(text))
        return text;
    throw new Refusal(400, "DIGEST_INVALID", { message: "a sha256 digest is needed" });
}
/** Chunks may tell where they belong; only the next one can be taken. */
function expectNext({ headers }, { content: { sizeBytes } }) {
    const [, start] = /^(?:bytes )?(\d+)-/.exec(headers["content-range"] ?? "") ?? [];
    if (start === undefined || Number(start) === sizeBytes)
        return;
    const range = { range: rangeOf(sizeBytes) };
    throw new Refusal(416, "BLOB_UPLOAD_INVALID", { message: `byte ${sizeBytes} is next`, headers: range });
}
function progress({ route }, { id, content: { sizeBytes } }) {
    const location = locationOf(route, `blobs/uploads/${id}`);
    return { location, range: rangeOf(sizeBytes), "docker-upload-uuid": id };
}
function rangeOf(sizeBytes) {
    return `0-${Math.max(sizeBytes - 1, 0)}`;
}
function answerCreated({ response, route }, digest) {
    answer(response, 201, { location: locationOf(route, `blobs/${digest}`), "docker-content-digest": digest });
}

;// CONCATENATED MODULE: ./src/edges/cache/shim.ts











/**
 * A registry on the loopback interface for one run: BuildKit reads its layer cache from it, and pushes cache and
 * images to it. All is below a random path that only those know who are told, since steps of a build may reach it.
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md
 */
class RegistryShim {
    #token = (0,external_node_crypto_.randomBytes)(16).toString("hex");
    #server;
    #counter;
    #store;
    #uploads;
    #manifests = new ShimManifests();
    #desk;
    /** The requests under way. */
    #running = new Set();
    #end;
    constructor({ counter, store, uploads }) {
        this.#counter = counter;
        this.#store = store;
        this.#uploads = uploads;
        const blobs = new ShimBlobs(store, counter);
        this.#desk = new ShimDesk(this.#token, { blobs, uploads, manifests: this.#manifests, counter });
        // A client may take its time: a layer is compressed while it is sent, and connections are kept for later.
        this.#server = (0,external_node_http_.createServer)({ requestTimeout: 0, keepAliveTimeout: 0 }, (request, response) => {
            this.#receive(request, response);
        });
    }
    /**
     * Starts a registry that takes no writes yet.
     * @throws ActionError `cache` when the folder or the port cannot be used.
     */
    static async start({ folder, source, port = 0 }) {
        try {
            const counter = new ShimCounter();
            const store = await BlobStore.open({ folder, source, counter });
            const uploads = await ShimUploads.open(folder, store);
            const shim = new RegistryShim({ counter, store, uploads });
            await (0,external_node_events_.once)(shim.#server.listen(port, "127.0.0.1"), "listening");
            return shim;
        }
        catch (cause) {
            const reason = cause instanceof Error ? cause.message : String(cause);
            throw new domain_failure/* ActionError */.l("cache", `the registry for the layer cache did not start: ${reason}`, { cause });
        }
    }
    /** `127.0.0.1:port`. */
    get host() {
        return `127.0.0.1:${this.#server.address().port}`;
    }
    /** What names in this registry start with, `127.0.0.1:port/token`. A secret, to be masked in logs. */
    get path() {
        return `${this.host}/${this.#token}`;
    }
    /** What to call an image or cache in this registry: `127.0.0.1:port/token/name:tag`. */
    reference(name, tag) {
        return `${this.path}/${name}:${tag}`;
    }
    /** Switches whether anything can be pushed. Requests that have begun go on. */
    acceptWrites(mayWrite) {
        this.#desk.mayWrite = mayWrite;
    }
    /**
     * Publishes a manifest, whether or not writes are accepted, and tells its digest.
     * @throws an error when it is no JSON or larger than 4 MiB.
     */
    putManifest(name, tag, bytes) {
        return this.#manifests.put(name, tag, { bytes, mediaType: "" });
    }
    /** Keeps those waiting who ask for manifests under a name, until then. */
    holdManifests(name, until) {
        this.#manifests.hold(name, until);
    }
    /** What a tag or digest leads to; undefined when nothing has been published there. */
    manifest(name, reference) {
        return this.#manifests.find(name, reference);
    }
    /** The file of a blob that was pushed or fetched; undefined for others. */
    blob(digest) {
        return this.#store.stored(digest);
    }
    /** A blob's file, fetched if need be; undefined when there is no such blob, or it cannot be had. */
    async fetchBlob(digest) {
        return this.#store.find(digest);
    }
    /** What has been asked for, sent and taken so far. */
    counts() {
        return this.#counter.counts();
    }
    /** Ends all connections and drops what was not pushed in full. */
    close() {
        this.#end ??= this.#close();
        return this.#end;
    }
    async [Symbol.asyncDispose]() {
        await this.close();
    }
    async #close() {
        const closed = (0,external_node_events_.once)(this.#server, "close");
        this.#server.close();
        this.#server.closeAllConnections();
        await closed;
        await Promise.allSettled(this.#running);
        await this.#uploads.clear();
    }
    #receive(request, response) {
        const running = this.#desk
            .answer(request, response)
            .catch((error) => {
            answerError(response, error);
            // A client that still sends would not read the answer otherwise.
            request.resume();
        })
            .finally(() => this.#running.delete(running));
        this.#running.add(running);
    }
}

// EXTERNAL MODULE: ./src/edges/cache-store/store.ts + 1 modules
var store = __webpack_require__(1112);
// EXTERNAL MODULE: ./src/domain/cache/cache-manifest.ts
var cache_manifest = __webpack_require__(9973);
// EXTERNAL MODULE: ./src/domain/cache/exported-cache.ts
var exported_cache = __webpack_require__(29);
// EXTERNAL MODULE: ./src/domain/cache/cache-config.ts
var cache_config = __webpack_require__(6686);
// EXTERNAL MODULE: ./src/domain/cache/dependency-order.ts
var dependency_order = __webpack_require__(8829);
;// CONCATENATED MODULE: ./src/domain/cache/pruning.ts


/**
 * Takes out of a cache what cannot be had any more: the missing blobs, every layer that stands on one, and the results
 * made of those. BuildKit fails a build for a blob that a manifest promises and nobody has. Records stay, so that later
 * steps whose layers are there are still found. The same cache is returned when nothing of it is missing; the config's
 * descriptor is right again after {@link printCache}.
 */
function prune(cache, missing) {
    const { config, manifest } = cache;
    const positions = keptPositions(config, missing);
    if (positions.size === config.layers.length && !manifest.layers.some(({ digest }) => missing.has(digest)))
        return cache;
    const layers = config.layers.flatMap(({ blob, parent }, at) => positions.has(at) ? [{ blob, parent: positions.get(parent) ?? -1 }] : []);
    const blobs = new Set(layers.map(({ blob }) => blob));
    return {
        config: { layers, records: config.records.map((record) => pruneRecord(record, positions)) },
        manifest: { ...manifest, layers: manifest.layers.filter(({ digest }) => blobs.has(digest)) },
    };
}
/** The layers that stay, by their position, and where they stand afterwards. */
function keptPositions(config, missing) {
    const gone = new Set();
    for (const [at, { blob, parent }] of (0,dependency_order/* inDependencyOrder */.V)(config.layers, cache_config/* layerParents */.RR)) {
        if (missing.has(blob) || gone.has(parent))
            gone.add(at);
    }
    const kept = [...config.layers.keys()].filter((at) => !gone.has(at));
    return new Map(kept.map((at, position) => [at, position]));
}
function pruneRecord(record, positions) {
    return {
        ...record,
        results: record.results.flatMap((result) => {
            const layer = positions.get(result.layer);
            return layer === undefined ? [] : [{ ...result, layer }];
        }),
        chains: record.chains.flatMap((chain) => {
            const layers = chain.layers.flatMap((layer) => positions.get(layer) ?? []);
            return layers.length < chain.layers.length ? [] : [{ ...chain, layers }];
        }),
    };
}

;// CONCATENATED MODULE: ./src/domain/cache/found-cache.ts



/** The entries that hold what the found caches need, by their keys, each with one of its blobs. */
function neededEntries(found) {
    const blobs = found.flatMap(({ index: { entry, cache } }) => cache.manifest.layers.flatMap(({ digest }) => {
        const stored = entry.blobs.get(digest);
        return stored === undefined ? [] : [[digest, stored]];
    }));
    return new Map(blobs.map(([digest, stored]) => [stored.entry, [digest, stored]]));
}
/** What is stored for certain: each blob of the found caches whose entry is there. The first cache that says so wins. */
function knownBlobs(found, isThere) {
    const blobs = found
        .flatMap(({ index }) => [...index.entry.blobs])
        .filter(([, { entry }]) => isThere(entry));
    return new Map(blobs.toReversed());
}
/** What can be served of the found caches, the newest first; those of which nothing is left are not. */
function servedCaches(found, known, sha256) {
    const newestFirst = found.toSorted(({ index: one }, { index: other }) => Date.parse(other.entry.createdAt) - Date.parse(one.entry.createdAt));
    return newestFirst.flatMap(({ label, isOwn, index: { entry, cache } }) => {
        const gone = cache.manifest.layers.map(({ digest }) => digest).filter((digest) => !known.has(digest));
        const pruned = prune(cache, new Set(gone));
        const isWhole = pruned === cache;
        const lostLayers = cache.config.layers.length - pruned.config.layers.length;
        if (lostLayers > 0 && pruned.config.layers.length === 0)
            return [];
        const texts = isWhole ? entry.texts : (0,exported_cache/* printCache */.K)(pruned, sha256);
        return [{ label, texts, lostLayers, whole: isWhole && isOwn ? cache : undefined }];
    });
}
/**
 * The cache that helps most to build for a label: the newer of its own and of what a solve for several platforms left,
 * else the newest of other platforms, for stages that are built for the machine itself. Only one: with two, BuildKit
 * begins to load layers out of one while it finds the step in the other.
 * @param served the newest first
 */
function cacheFor(label, served) {
    const own = served.find((cache) => cache.label === label || cache.label === keys/* JOINT */.zY);
    return own ?? (label === keys/* JOINT */.zY ? undefined : served[0]);
}

// EXTERNAL MODULE: ./src/domain/cache/save-plan.ts + 2 modules
var save_plan = __webpack_require__(8751);
// EXTERNAL MODULE: ./src/edges/cache-store/message.ts
var message = __webpack_require__(4960);
// EXTERNAL MODULE: ./src/domain/cache/index-entry.ts
var index_entry = __webpack_require__(9540);
;// CONCATENATED MODULE: ./src/phases/restore-cache.ts









/** What there is before anything was restored, or where nothing is read. */
const NOTHING_RESTORED = {
    found: [],
    served: [],
    known: new Map(),
    problems: [],
    damaged: [],
    durationMs: 0,
};
/**
 * Looks for what earlier runs left, asks for every entry of it, and publishes what can be had of it in the registry.
 * What cannot be found or had is left out; nothing is thrown for it.
 */
async function restoreCaches(lookups, means) {
    const startedAt = external_node_perf_hooks_.performance.now();
    const troubles = { problems: [], damaged: [] };
    const found = await findCaches(lookups, means, troubles);
    const known = await lookUp(found, means, troubles);
    const served = servedCaches(found, known, edges_digest/* sha256 */.s);
    try {
        await restore_cache_publish(served, lookups, { ...means, known });
    }
    catch (error) {
        troubles.problems.push(`what was restored cannot be served: ${String(error)}`);
    }
    return { found, served, known, ...troubles, durationMs: external_node_perf_hooks_.performance.now() - startedAt };
}
/** Looks for all indexes side by side. */
async function findCaches(lookups, means, troubles) {
    // Without the folder no index can be put there, and each is told of then.
    await (0,promises_.mkdir)((0,external_node_path_.join)(means.root, "index"), { recursive: true }).catch(() => undefined);
    const found = await Promise.all(lookups.map(async (lookup) => {
        const own = { problems: [], damaged: [] };
        return { own, cache: await findCache(lookup, means, own) };
    }));
    // In the order of the lookups, whichever ended first.
    troubles.problems.push(...found.flatMap(({ own }) => own.problems));
    troubles.damaged.push(...found.flatMap(({ own }) => own.damaged));
    return found.flatMap(({ cache = [] }) => cache);
}
async function findCache({ label, prefixes }, { store, root }, { problems, damaged }) {
    const path = (0,entry_path/* indexPath */.AV)(label);
    const outcome = await store.restoreNewest(prefixes, path);
    if (outcome.kind === "miss")
        return undefined;
    if (outcome.kind !== "hit") {
        problems.push(`the index for ${label} could not be read: ${restore_cache_reasonOf(outcome)}`);
        damaged.push(prefixes[0]);
        return undefined;
    }
    const index = (0,index_entry/* parseIndexEntry */.C)(await (0,promises_.readFile)((0,external_node_path_.join)(root, path), "utf8").catch(() => ""), edges_digest/* sha256 */.s);
    if (index.ok)
        return { label, isOwn: outcome.key.startsWith(prefixes[0]), index: index.value };
    problems.push(`the index for ${label} is of no use: ${index.reason}`);
    damaged.push(prefixes[0]);
    return undefined;
}
/** Asks for every entry that the caches need, so that BuildKit is promised no layer that is gone. */
async function lookUp(found, { store }, { problems }) {
    const needed = [...neededEntries(found)];
    const outcomes = await Promise.all(needed.map(async ([key, [digest, stored]]) => {
        return [key, await store.lookup(key, [(0,entry_path/* entryPath */.s3)(digest, stored)])];
    }));
    const there = new Set(outcomes.flatMap(([key, { kind }]) => (kind === "hit" ? [key] : [])));
    const gone = outcomes.filter(([, { kind }]) => kind === "miss");
    if (gone.length > 0)
        problems.push(`${gone.length} of ${needed.length} entries with layers are gone`);
    const failure = outcomes.find(([key, { kind }]) => !there.has(key) && kind !== "miss")?.[1];
    if (failure !== undefined)
        problems.push(`entries could not be looked up: ${restore_cache_reasonOf(failure)}`);
    return knownBlobs(found, (entry) => there.has(entry));
}
/** Publishes for each label the cache that helps it most; their configs become blobs in files of their own. */
async function restore_cache_publish(served, lookups, { shim, source, root, known }) {
    const configs = await Promise.all(served.map(async ({ label, texts: { config } }) => {
        const file = (0,external_node_path_.join)(root, `config-${(0,keys/* labelSlug */.wI)(label)}.json`);
        await (0,promises_.writeFile)(file, config);
        const blob = { file, sizeBytes: Buffer.byteLength(config) };
        return [`sha256:${(0,edges_digest/* sha256 */.s)(config)}`, blob];
    }));
    source.fill(known, new Map(configs));
    for (const { label } of lookups) {
        const cache = cacheFor(label, served);
        if (cache)
            shim.putManifest(CACHE_NAMES.imported, (0,keys/* labelSlug */.wI)(label), Buffer.from(cache.texts.manifest));
    }
}
function restore_cache_reasonOf(outcome) {
    return "reason" in outcome ? outcome.reason : outcome.kind;
}

// EXTERNAL MODULE: ./src/phases/save-cache.ts + 1 modules
var save_cache = __webpack_require__(2836);
;// CONCATENATED MODULE: ./src/phases/layer-cache.ts












/** How long saving may take in all, in milliseconds. */
const SAVE_MS = 15 * 60_000;
/** A layer cache that is open: BuildKit reads it, and writes this run's, through a registry on the loopback interface. */
class LayerCache {
    #parts;
    shim;
    /** What is known by now of what earlier runs left. */
    #restored = NOTHING_RESTORED;
    #saving;
    /** The number of the process that saves. */
    #pid;
    #problems = [];
    constructor(parts) {
        this.#parts = parts;
        this.shim = parts.shim;
        this.shim.acceptWrites(true);
        void parts.restored.then((restored) => {
            this.#restored = restored;
        });
    }
    /** The registry as a builder is told of it. */
    get server() {
        const { plan, shim } = this.#parts;
        return { path: shim.path, isRead: plan.read, mode: plan.write ? plan.mode : undefined };
    }
    /** Something went wrong, as a part of a sentence. */
    addProblem(problem) {
        this.#problems.push(problem);
    }
    /**
     * Tells whether all that a solve is made of is stored, under its own name, so that there is nothing of it to export.
     * That is seen by the layers of its image: its steps may also have come from the builder's own cache, of a build that
     * saved nothing. An image that is not in the registry here proves nothing.
     */
    hasAll(label, steps) {
        const { served, known } = this.#restored;
        const cache = cacheFor(label, served);
        const isWhole = cache?.label === label && cache.whole !== undefined && this.#lost.size === 0;
        if (!isWhole || !steps.every(({ state }) => state === "cached"))
            return false;
        const layers = stagedLayerDigests({ name: CACHE_NAMES.image, tag: (0,keys/* labelSlug */.wI)(label) }, this.shim);
        return layers.length > 0 && layers.every((digest) => known.has(digest));
    }
    /**
     * Starts to save what solves exported, in a process that outlives this step; one that was started before is ended.
     * Whatever keeps it from that is told in the metrics.
     * @param exported those of the labels that were exported; of the others what was found is all there is
     */
    async save(labels, exported) {
        if (!this.#parts.plan.write)
            return;
        try {
            await Promise.all([this.#parts.restored, this.#stopSave()]);
            this.#saving = await this.#planSave(labels, exported);
            if (this.#saving.kind === "save")
                await this.#startSave(this.#saving);
        }
        catch (error) {
            this.#saving = { kind: "nothing", reason: error instanceof Error ? error.message : String(error) };
        }
    }
    /** What it did so far. */
    get metrics() {
        const { source, plan } = this.#parts;
        const { found, served, problems, durationMs: openMs } = this.#restored;
        const { entries, bytes, durationMs, failures } = source.fetched;
        const indexBytes = found.map(({ index: { entry } }) => entry.texts.config.length + entry.texts.manifest.length);
        const lost = served.filter(({ lostLayers }) => lostLayers > 0);
        return {
            backend: "actions",
            ...(plan.read && {
                restored: {
                    bytes: layer_cache_sum(indexBytes) + bytes,
                    entries: found.length + entries,
                    ms: Math.round(openMs + durationMs),
                },
            }),
            served: { bytes: this.shim.counts().total.servedBytes },
            ...savingMetrics(this.#saving, plan),
            liveBytes: this.#saving?.kind === "save" ? this.#saving.figures.liveBytes : foundBytes(found),
            problems: [
                ...problems,
                ...this.#problems,
                ...lost.map(({ label, lostLayers }) => `the cache of ${label} lost ${lostLayers} layers`),
                ...[...failures].map(([entry, reason]) => `the entry ${entry} could not be fetched: ${reason}`),
            ],
        };
    }
    /** Gives it up: nothing is served or saved any more, and what may fill the disk is removed. */
    async abandon() {
        await this.#stopSave();
        await this.close();
        this.#saving = { kind: "nothing", reason: "the cache got in the way of the build" };
        await (0,workspace/* emptyRunFolder */.Pi)(this.#parts.root, message/* TRANSFERS */.V).catch(() => undefined);
    }
    /** Ends the registry; a save goes on. */
    async close() {
        await this.shim.close();
    }
    async #planSave(labels, exported) {
        const exports = await Promise.all(labels.map((label) => this.#readCache(label, exported.has(label))));
        const lost = this.#lost;
        return (0,save_plan/* planSave */.X)({
            exports: exports.filter((found) => found !== undefined),
            known: new Map([...this.#restored.known].filter(([, { entry }]) => !lost.has(entry))),
            damaged: [...this.#restored.damaged, ...lost],
            stamp: { ...this.#parts.stamp, createdAt: new Date().toISOString() },
        }, edges_digest/* sha256 */.s);
    }
    /** What turned out to be gone or damaged; it is saved anew. */
    get #lost() {
        const counts = [...this.shim.counts().byDigest];
        const digests = counts.flatMap(([digest, { failures }]) => (failures > 0 ? [digest] : []));
        return new Set(digests.flatMap((digest) => this.#restored.known.get(digest)?.entry ?? []));
    }
    async #startSave(plan) {
        const { root, handOverSave } = this.#parts;
        // What is not here is of a pack that is written anew, which that process restores.
        const files = plan.uploads
            .flatMap(({ digests }) => digests)
            .flatMap((digest) => {
            const file = this.shim.blob(digest)?.file;
            return file === undefined ? [] : [[digest, file]];
        });
        const job = { plan, files: new Map(files), root, folder: root, deadlineMs: SAVE_MS };
        this.#pid = await (0,save_cache/* startSave */.k2)(job);
        if (this.#pid !== undefined)
            handOverSave(this.#pid);
    }
    /** A build that is done again saves what is whole; nobody would wait for two, and both use the same folder. */
    async #stopSave() {
        if (this.#pid !== undefined)
            await (0,save_cache/* stopSave */.wl)({ folder: this.#parts.root, pid: this.#pid });
    }
    async #readCache(label, isExported) {
        const prefix = this.#parts.plan.lookups.find((lookup) => lookup.label === label)?.prefixes[0];
        const { whole, texts: restored } = this.#restored.served.find((cache) => cache.label === label) ?? {};
        const texts = isExported ? await this.#exportedTexts(label) : restored;
        return prefix === undefined || texts === undefined
            ? undefined
            : { label, prefix, texts, restored: whole };
    }
    async #exportedTexts(label) {
        const manifest = this.shim.manifest(CACHE_NAMES.exported, (0,keys/* labelSlug */.wI)(label))?.bytes.toString();
        const read = manifest === undefined ? undefined : (0,cache_manifest/* parseManifest */.Ng)(manifest);
        if (manifest === undefined || !read?.ok)
            return undefined;
        const config = await this.shim.fetchBlob(read.value.config.digest);
        return config && { manifest, config: await (0,promises_.readFile)(config.file, "utf8") };
    }
}
function savingMetrics(saving, plan) {
    if (saving === undefined)
        return plan.write ? {} : { skippedReason: plan.reason };
    if (saving.kind === "nothing")
        return { skippedReason: saving.reason };
    const { newEntries, newBytes } = saving.figures;
    return { saved: { entries: newEntries + saving.indexes.length, bytes: newBytes } };
}
/** The bytes of all layers that what was found is made of. */
function foundBytes(found) {
    const layers = found.flatMap(({ index }) => index.cache.manifest.layers);
    return layer_cache_sum([...new Map(layers.map(({ digest, sizeBytes }) => [digest, sizeBytes])).values()]);
}
function layer_cache_sum(numbers) {
    return numbers.reduce((total, number) => total + number, 0);
}

;// CONCATENATED MODULE: ./src/phases/open-cache.ts









/** Starts the client of the Actions cache where the run may use that; it loads while the run goes on. */
async function startCacheStore({ cache, cacheFrom, cacheTo, history }, options) {
    const { read, write } = (0,cache_token/* cacheRights */.Q)((0,github/* readCacheService */.YV)());
    const isForLayers = cache === "actions" && cacheFrom.length + cacheTo.length === 0;
    if (!(isForLayers || history > 0) || !(read || write))
        return undefined;
    const { root, signal } = options;
    return { store: await store/* CacheStore */.E.start(options), root, signal };
}
/**
 * Opens the layer cache: starts the registry that BuildKit will read it from and write this run's to, and looks for what
 * earlier runs left. That goes on while builds begin; the registry keeps them waiting when they ask for it.
 * @returns `undefined` where the engine does not reach the registry.
 * @throws ActionError `cache` when the registry cannot be started.
 */
async function openCache(plan, means) {
    const { timeline } = means;
    const source = new EntrySource(means);
    const shim = await startShim(means, source);
    const isReached = engineReaches(shim);
    const restored = plan.read
        ? timeline.phase("cache.restore", () => restoreCaches(plan.lookups, { ...means, shim, source }))
        : Promise.resolve(NOTHING_RESTORED);
    shim.holdManifests(CACHE_NAMES.imported, restored);
    if (await isReached)
        return new LayerCache({ ...means, plan, shim, source, restored });
    await shim.close();
    return undefined;
}
async function startShim({ root, signal }, source) {
    const shim = await RegistryShim.start({ folder: root, source });
    signal.addEventListener("abort", () => void shim.close(), { once: true });
    if (signal.aborted)
        await shim.close();
    // What BuildKit prints has it, and steps of the build may reach the registry.
    (0,github/* maskValues */.Z$)([shim.path.slice(shim.host.length + 1)]);
    return shim;
}

;// CONCATENATED MODULE: ./src/phases/published-image.ts





/**
 * Reads the images of all platforms that an index, or a manifest by itself, consists of.
 * @throws ActionError `verify` where a config says another platform than the index; those of the registry client.
 */
async function readImages(name, { digest, content }, registry) {
    const published = parsePublished(content);
    if (published.kind === "manifest")
        return [await readImage(name, { digest }, registry)];
    return Promise.all(published.entries.map((entry) => readImage(name, entry, registry)));
}
/**
 * Reads what the first tag that is there leads to, before this run changes it. Nothing where that cannot be had:
 * whatever hinders it has a better place to be told.
 */
async function readPrevious(references, registry) {
    for (const reference of references) {
        try {
            if ((await registry.digestOf(reference, reference.tag)) === undefined)
                continue;
            return await readImages(reference, await registry.manifest(reference, reference.tag), registry);
        }
        catch (error) {
            (0,log.debug)(`It is not known what ${(0,domain_reference/* printName */.To)(reference)} was before: ${String(error)}`);
            return [];
        }
    }
    return [];
}
async function readImage(name, { digest, platform: claimed }, registry) {
    const { configDigest, layers } = parseImageManifest((await registry.manifest(name, digest)).content);
    const { platform, createdBy } = parseConfig(await registry.blob(name, configDigest));
    if (claimed === undefined || (0,domain_platform/* samePlatform */.my)(platform, claimed))
        return { platform, digest, layers: withOrigins(layers, createdBy) };
    throw new domain_failure/* ActionError */.l("verify", `${(0,domain_reference/* printName */.To)(name)}: the index says ${(0,domain_platform/* printPlatform */.Lg)(claimed)} of ${digest}, whose config says ${(0,domain_platform/* printPlatform */.Lg)(platform)}`, {
        hint: "A base image pinned by the digest of one platform does this: pin the digest of its index instead.",
    });
}

;// CONCATENATED MODULE: ./src/phases/prepare.ts


















/**
 * Puts in place what the plan needs, and nothing else: emulators, builder, logins, secrets and cache side by side. What
 * is there already and only has to be proven goes on when this ends.
 * @throws ActionError for what cannot be had, before anything is built.
 */
async function prepare(plan, facts, means) {
    const { folder, timeline, signal } = means;
    const config = (0,external_node_path_.join)(folder, "docker");
    await createDockerConfig({ folder: config, userFolder: (0,user_config/* userConfigFolder */.C)(), logins: plan.logins });
    const docker = means.docker.withConfig(config);
    const session = new RegistrySession({
        credentials: credentialsFrom(config),
        plainHttp: (host) => isPlainHttp(host, facts.engine),
        signal,
    });
    const registry = new RegistryClient(session);
    const emulation = prepareEmulation(plan, facts, { ...means, docker });
    const proof = Promise.all([
        emulation,
        timeline.phase("prepare.registry", () => checkRegistries(plan, registry)),
    ]);
    // It is waited for beside the build.
    proof.catch(() => undefined);
    const previous = plan.publish.push ? readPrevious(plan.references, registry) : Promise.resolve([]);
    const isToInstall = plan.platforms.some(({ by }) => by === "install");
    const [secretFiles, cache] = await Promise.all([
        (0,workspace/* writeSecrets */.Pl)(folder, plan.inputs),
        prepareCache(plan, facts, means),
        prepareBuilder(plan, { ...means, docker }),
        isToInstall ? emulation : undefined,
    ]);
    const publisher = new RegistryPublisher(session);
    return {
        docker,
        registry,
        publisher,
        folder,
        secretFiles,
        signal,
        timeline,
        checks: new BuildChecks(),
        proof,
        previous,
        ...cache,
    };
}
/** A cache that cannot be opened is told of and does without; BuildKit's own client may still work then. */
async function prepareCache({ cache: plan }, { event: { ref, sha, runId } }, { store, timeline, handOver }) {
    if (plan.backend !== "actions" || store === undefined)
        return { cache: undefined, cacheProblem: undefined };
    const problem = (reason) => {
        (0,log.say)(`The layer cache is ${plan.instead.backend} instead, since ${reason}: ${plan.instead.reason}`);
        return { cache: undefined, cacheProblem: reason };
    };
    try {
        const handOverSave = (saving) => {
            handOver({ saving });
        };
        const cache = await openCache(plan, { ...store, stamp: { ref, sha, runId }, timeline, handOverSave });
        return cache
            ? { cache, cacheProblem: undefined }
            : problem("the engine does not reach this machine's loopback interface");
    }
    catch (error) {
        return problem(error instanceof Error ? error.message : String(error));
    }
}
async function prepareEmulation(plan, { engine }, { docker, folder, timeline }) {
    const { platforms, inputs } = plan;
    if (!platforms.some(({ how }) => how === "emulated"))
        return;
    if (platforms.some(({ by }) => by === "install"))
        (0,log.say)(`Installing emulators from ${inputs.qemuImage}`);
    const means = {
        image: inputs.qemuImage,
        docker: (args) => docker.run(args),
        policy: inputs.qemu,
        sharesKernel: (0,edges_engine/* sharesKernel */.aY)(engine),
        folder,
    };
    await timeline.phase("prepare.emulation", () => (0,edges_emulation/* ensureEmulation */.V8)(platforms, means));
}
async function prepareBuilder({ builder, inputs }, { docker, folder, timeline }) {
    if (builder.kind !== "created")
        return;
    (0,log.say)(`Creating the builder ${builder.name} from ${builder.image}`);
    const config = inputs.buildkitdConfig;
    const configFile = config === undefined ? undefined : await (0,workspace/* writeBuildkitdConfig */.QU)(folder, config);
    try {
        const args = createBuilderArgs(builder, inputs, configFile);
        await timeline.phase("prepare.builder", () => docker.run(args, { onLine: log.say }));
    }
    catch (cause) {
        if (!(cause instanceof edges_docker/* DockerError */.B))
            throw cause;
        throw new domain_failure/* ActionError */.l("builder", `The builder could not be created: ${cause.message}`, {
            hint: "If the image cannot be pulled from here, set buildkit-image to a copy of it in a registry that can be reached; check driver-opts and buildkitd-config-inline otherwise.",
            cause,
        });
    }
}
/** Finds out before a long build what the push would end with. */
async function checkRegistries({ logins, publish, repositories }, registry) {
    const pushes = publish.push ? repositories : [];
    // Where we push, the right to push says more than the login alone.
    const others = logins.filter((login) => !pushes.some((name) => name.registry === login.registry));
    await Promise.all([
        ...others.map((login) => registry.checkLogin(login.registry)),
        ...pushes.map((name) => registry.checkPush(name)),
    ]);
}
function isPlainHttp(host, engine) {
    return (0,domain_reference/* isLoopback */.U9)(host) || engine.insecureRegistries.includes(host);
}

// EXTERNAL MODULE: ./src/phases/report.ts + 24 modules
var report = __webpack_require__(3197);
;// CONCATENATED MODULE: ./src/domain/history/quantile.ts
/**
 * The value that a share of values is below, between two of them where it falls there; 0 where there are none.
 * @param share from 0 to 1: 0.5 for the median
 */
function quantile(values, share) {
    const sorted = values.toSorted((one, other) => one - other);
    const place = (sorted.length - 1) * share;
    const [below = 0, above = below] = sorted.slice(Math.max(0, Math.floor(place)));
    return below + (above - below) * (place - Math.floor(place));
}
/** The value in the middle; 0 where there are none. */
function median(values) {
    return quantile(values, 0.5);
}
/** How far values typically are from their median, which a few that are far out do not change; 0 where there are none. */
function medianDeviation(values) {
    const middle = median(values);
    return median(values.map((value) => Math.abs(value - middle)));
}

;// CONCATENATED MODULE: ./src/domain/history/record.ts

/** What a record is at most, so that a history stays small. Lengths are in characters. */
const RECORD_LIMITS = { steps: 20, platforms: 50, command: 120, name: 100 };
/** What is kept of a run that succeeded. */
function recordSuccess({ metrics, kind }) {
    const { startedAt, durationMs, retries, steps, platforms, slowestSteps, prediction } = metrics;
    const error = prediction?.error;
    return {
        outcome: "success",
        startedAt,
        durationMs: wholeOf(durationMs),
        retries,
        kind,
        cachedShare: (0,step_count/* hitRatio */.r3)(steps),
        platforms: platforms.slice(0, RECORD_LIMITS.platforms).map(recordPlatform),
        slowestSteps: slowestSteps.slice(0, RECORD_LIMITS.steps).map(recordStep),
        ...(error !== undefined && Number.isFinite(error) && { predictionError: error }),
    };
}
/** A step as it is recorded. */
function recordStep({ platforms, stage, index, command, durationMs }) {
    return {
        platforms: platforms
            .slice(0, RECORD_LIMITS.platforms)
            .map((platform) => cut(platform, RECORD_LIMITS.name))
            .toSorted(),
        stage: cut(stage, RECORD_LIMITS.name),
        index,
        command: cut(command, RECORD_LIMITS.command),
        durationMs: wholeOf(durationMs),
    };
}
/** Those that succeeded, in the order in which they began. */
function succeeded(records) {
    return records.filter((record) => record.outcome === "success").toSorted(record_byStart);
}
function recordPlatform({ platform, sizeBytes, durationMs }) {
    return {
        platform: cut(platform, RECORD_LIMITS.name),
        ...(sizeBytes !== undefined && { sizeBytes }),
        ...(durationMs !== undefined && { durationMs: wholeOf(durationMs) }),
    };
}
/** On one line, and not cut inside a character. */
function cut(text, length) {
    return text
        .replace(/[\n\r\u2028\u2029]+/g, " ")
        .slice(0, length)
        .replace(/[\ud800-\udbff]$/, "");
}
/** Clocks may go backwards. */
function wholeOf(durationMs) {
    return Math.max(0, Math.round(durationMs));
}
/** By all there is where the time is the same, so that no order depends on that of the list. */
function record_byStart(one, other) {
    const difference = Date.parse(one.startedAt) - Date.parse(other.startedAt);
    if (difference !== 0)
        return difference;
    return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}

;// CONCATENATED MODULE: ./src/domain/history/alerts.ts


/** Of fewer runs nobody knows what is usual. */
const LEAST_RUNS = 5;
/** So many runs tell what is usual: what has changed for good is the usual after half as many. */
const USUAL_RUNS = 10;
/**
 * By how much more than usual is clear. A share, since a tenth more or less is how runners differ; an amount, since
 * nobody minds half a second more; and a multiple of how far runs are from the median anyway, so that runs which differ
 * a lot do not make an alert every other time: 4.5 of that are 3 standard deviations where values are spread normally.
 */
const MARGINS = {
    slower: { share: 0.25, amount: 10_000 },
    bigger: { share: 0.1, amount: 1_000_000 },
};
const DEVIATIONS = 4.5;
/** What is clearly not as usual about a run. Its duration is seen among runs for the same kind of change. */
function findAlerts(records, run) {
    return [...findSlower(records, run), ...findBigger(records, run)];
}
/** Compressed bytes of all platforms together; undefined where they are not known of each. */
function totalBytes(platforms) {
    const images = sizedImages(platforms);
    return images && sumOf(images);
}
function findSlower(records, { metrics, kind }) {
    const compared = records.filter((record) => record.kind === kind).slice(-USUAL_RUNS);
    const alert = exceeding("slower", compared.map(({ durationMs }) => durationMs), metrics.durationMs);
    if (alert === undefined)
        return [];
    const step = slowestRise(compared, metrics.slowestSteps, (alert.actual - alert.usual) / 2);
    return [{ ...alert, ...(step && { step }) }];
}
function findBigger(records, { metrics }) {
    const images = sizedImages(metrics.platforms);
    if (images === undefined)
        return [];
    const known = records.map(({ platforms }) => sizedImages(platforms)).filter((one) => one !== undefined);
    const compared = known.slice(-USUAL_RUNS);
    const alert = exceeding("bigger", compared.map(sumOf), sumOf(images));
    if (alert === undefined)
        return [];
    const growths = images.map(({ platform, sizeBytes }) => {
        const usual = compared.flat().filter((image) => image.platform === platform);
        return { platform, bytes: sizeBytes - median(usual.map((image) => image.sizeBytes)) };
    });
    const { platform } = growths.reduce((most, one) => (one.bytes > most.bytes ? one : most));
    return [{ ...alert, platform }];
}
function exceeding(kind, values, actual) {
    const usual = median(values);
    const { share, amount } = MARGINS[kind];
    const margin = Math.max(share * usual, amount, DEVIATIONS * medianDeviation(values));
    return values.length < LEAST_RUNS || actual <= usual + margin
        ? undefined
        : { kind, usual: Math.round(usual), actual };
}
/** The step that took the most longer than it usually does, where that is at least so much. */
function slowestRise(records, steps, leastMs) {
    const known = records.flatMap(({ slowestSteps }) => (slowestSteps ? [durationsOf(slowestSteps)] : []));
    if (known.length < LEAST_RUNS)
        return undefined;
    const rises = steps.map((step) => {
        const key = alerts_keyOf(recordStep(step));
        // A step that is not recorded came from the cache, or took no time worth recording.
        const usualMs = median(known.map((durations) => durations.get(key) ?? 0));
        return { step, riseMs: step.durationMs - usualMs };
    });
    const [first] = rises.toSorted((one, other) => other.riseMs - one.riseMs);
    return first !== undefined && first.riseMs >= leastMs ? first.step : undefined;
}
/** How long each step of a run took, the longest of those that look the same. */
function durationsOf(steps) {
    const shortestFirst = steps.toSorted((one, other) => one.durationMs - other.durationMs);
    return new Map(shortestFirst.map((step) => [alerts_keyOf(step), step.durationMs]));
}
/** Tells a step from others by more than its number, which changes with the lines above it. */
function alerts_keyOf({ platforms, stage, command }) {
    return JSON.stringify([platforms, stage, command]);
}
function sizedImages(platforms) {
    const images = platforms.flatMap(({ platform, sizeBytes }) => sizeBytes === undefined ? [] : [{ platform, sizeBytes }]);
    return images.length > 0 && images.length === platforms.length ? images : undefined;
}
function sumOf(images) {
    return images.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

;// CONCATENATED MODULE: ./src/domain/history/describe-trend.ts



const DAY_MS = 86_400_000;
/** Tells how a run stands among earlier ones, in whatever order; undefined where none of those succeeded. */
function computeTrend(records, run) {
    const earlier = succeeded(records);
    if (earlier.length === 0)
        return undefined;
    const durationsMs = earlier.map(({ durationMs }) => durationMs);
    const sizes = earlier.flatMap(({ platforms }) => totalBytes(platforms) ?? []);
    const buildsPerDay = rateOf(records, run.metrics);
    return {
        runs: records.length,
        medianMs: Math.round(median(durationsMs)),
        p90Ms: Math.round(quantile(durationsMs, 0.9)),
        cachedShare: meanShare(earlier),
        ...(sizes.length > 0 && { medianBytes: Math.round(median(sizes)) }),
        failureRate: (records.length - earlier.length) / records.length,
        retryRate: earlier.filter(({ retries }) => retries > 0).length / records.length,
        ...(buildsPerDay !== undefined && { buildsPerDay }),
        durationsMs: [...durationsMs, run.metrics.durationMs],
        alerts: findAlerts(earlier, run),
    };
}
function meanShare(records) {
    return records.reduce((sum, { cachedShare }) => sum + cachedShare, 0) / records.length;
}
/** So many runs began in a day, from the first known one to this one. */
function rateOf(records, { startedAt }) {
    const times = [startedAt, ...records.map((record) => record.startedAt)].map((time) => Date.parse(time));
    const spanMs = Math.max(...times) - Math.min(...times);
    return spanMs < DAY_MS ? undefined : (records.length * DAY_MS) / spanMs;
}

;// CONCATENATED MODULE: ./src/domain/history/record-reader.ts


const KINDS = ["nothing", "sources", "dependencies", "base"];
const SHARES = { least: 0, most: 1 };
const ERRORS = { least: -1, most: Number.MAX_VALUE };
const record_reader_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;
/**
 * Reads a record out of a JSON value. Unknown fields are passed over, and more steps and platforms than are recorded.
 * @throws ShapeError for what is no record.
 */
function readRecord(value) {
    const { outcome, ...fields } = (0,json_shape/* asObject */.eB)(value, "a run");
    const common = { startedAt: record_reader_readTime(fields["startedAt"]), durationMs: readDuration(fields["durationMs"]) };
    if (outcome === "failure")
        return { outcome, ...common };
    if (outcome !== "success")
        throw new json_shape/* ShapeError */.ym("how a run ended is not known");
    const { retries, kind, cachedShare, platforms, slowestSteps, predictionError } = fields;
    return {
        outcome,
        ...common,
        retries: (0,json_shape/* asWhole */.UX)(retries, "a run's retries"),
        kind: readKind(kind),
        cachedShare: asNumber(cachedShare, "a run's cached share", SHARES),
        platforms: (0,json_shape/* asList */.DD)(platforms, "a run's platforms").slice(0, RECORD_LIMITS.platforms).map(readPlatform),
        ...(slowestSteps !== undefined && { slowestSteps: readSteps(slowestSteps) }),
        ...(predictionError !== undefined && {
            predictionError: asNumber(predictionError, "a prediction's error", ERRORS),
        }),
    };
}
function readPlatform(value) {
    const { platform, sizeBytes, durationMs } = (0,json_shape/* asObject */.eB)(value, "a run's platform");
    return {
        platform: readName(platform),
        ...(sizeBytes !== undefined && { sizeBytes: (0,json_shape/* asWhole */.UX)(sizeBytes, "an image's size") }),
        ...(durationMs !== undefined && { durationMs: readDuration(durationMs) }),
    };
}
function readSteps(value) {
    return (0,json_shape/* asList */.DD)(value, "a run's steps").slice(0, RECORD_LIMITS.steps).map(readStep);
}
function readStep(value) {
    const { platforms, stage, index, command, durationMs } = (0,json_shape/* asObject */.eB)(value, "a run's step");
    return {
        platforms: (0,json_shape/* asList */.DD)(platforms, "a step's platforms")
            .slice(0, RECORD_LIMITS.platforms)
            .map(readName)
            .toSorted(),
        stage: readName(stage),
        index: (0,json_shape/* asWhole */.UX)(index, "a step's number", 1),
        command: (0,json_shape/* asText */.e1)(command, "a step's command", new RegExp(`^.{0,${RECORD_LIMITS.command}}$`)),
        durationMs: readDuration(durationMs),
    };
}
function readKind(value) {
    const kind = KINDS.find((known) => known === value);
    if (kind === undefined)
        throw new json_shape/* ShapeError */.ym("a run's kind of change is not known");
    return kind;
}
function record_reader_readTime(value) {
    const time = (0,json_shape/* asText */.e1)(value, "a run's time", record_reader_TIME);
    // There are texts of that form that are no time, such as the 99th hour.
    if (Number.isNaN(Date.parse(time)))
        throw new json_shape/* ShapeError */.ym("a run's time is not valid");
    return time;
}
function readDuration(value) {
    return (0,json_shape/* asWhole */.UX)(value, "a duration");
}
function readName(value) {
    return (0,json_shape/* asText */.e1)(value, "a name", new RegExp(`^.{0,${RECORD_LIMITS.name}}$`));
}
function asNumber(value, what, { least, most }) {
    if (typeof value !== "number" || !(value >= least && value <= most))
        throw new json_shape/* ShapeError */.ym(`${what} is not valid`);
    return value;
}

;// CONCATENATED MODULE: ./src/domain/history/history-file.ts


/** A history before its first run. */
const NO_HISTORY = { records: [], memory: { steps: [], bases: [] } };
/** A file that is larger is none of ours, and not worth reading. */
const MAX_HISTORY_BYTES = 2 ** 20;
const history_file_VERSION = 1;
/** Some 50 runs of 20 steps each. */
const RECORDS_BYTES = 180_000;
/** A Dockerfile of a thousand steps for each of two platforms. */
const MEMORY_BYTES = 500_000;
const history_file_ANY_TEXT = /^/;
/** Reads a history and checks all of it. Unknown fields are passed over. */
function parseHistory(text) {
    if (bytesOf(text) > MAX_HISTORY_BYTES)
        return { ok: false, reason: "it is too large" };
    return (0,json_shape/* readJson */.Vh)(text, (value) => {
        const { schema, records, memory } = (0,json_shape/* asObject */.eB)(value, "the history");
        if (schema !== history_file_VERSION)
            throw new json_shape/* ShapeError */.ym("it is of another version");
        return { records: (0,json_shape/* asList */.DD)(records, "its runs").map(readRecord), memory: readMemory(memory) };
    });
}
/**
 * Prints a history such that it stays small, however much is in it: old runs lose their steps, and very many the oldest
 * runs. Of a memory that is too large nothing is kept, since figures from half of it would be wrong.
 */
function printHistory({ records, memory }) {
    return JSON.stringify({
        schema: history_file_VERSION,
        records: fitRecords(records),
        memory: sizeOf(memory) <= MEMORY_BYTES ? memory : NO_HISTORY.memory,
    });
}
/**
 * Adds a run.
 * @param limit how many runs are kept, the newest
 * @param memory what the run leaves to the next; without it what was left before stays
 */
function addRecord({ records, memory }, record, left) {
    const all = [...records, record];
    return {
        records: all.slice(Math.max(0, all.length - left.limit)),
        memory: left.memory ?? memory,
    };
}
/** The newest that fit, and the steps of the newest of those. */
function fitRecords(records) {
    const newestFirst = records.toReversed().map((record) => {
        const bare = withoutSteps(record);
        const bareBytes = sizeOf(bare);
        return { record, bare, bareBytes, stepBytes: sizeOf(record) - bareBytes };
    });
    const bareSizes = newestFirst.map(({ bareBytes }) => bareBytes);
    const kept = newestFirst.slice(0, countThatFit(bareSizes, RECORDS_BYTES));
    const freeBytes = kept.reduce((free, { bareBytes }) => free - bareBytes, RECORDS_BYTES);
    const stepSizes = kept.map(({ stepBytes }) => stepBytes);
    const whole = countThatFit(stepSizes, freeBytes);
    return kept.map(({ record, bare }, at) => (at < whole ? record : bare)).toReversed();
}
/** How many of them, from the first on, fit together. */
function countThatFit(sizes, limitBytes) {
    let leftBytes = limitBytes;
    const misfit = sizes.findIndex((size) => {
        leftBytes -= size;
        return leftBytes < 0;
    });
    return misfit === -1 ? sizes.length : misfit;
}
function withoutSteps(record) {
    return record.outcome === "success" ? { ...record, slowestSteps: undefined } : record;
}
function readMemory(value) {
    const { steps, bases } = (0,json_shape/* asObject */.eB)(value, "its memory");
    return {
        steps: (0,json_shape/* asList */.DD)(steps, "its steps").map(history_file_readStep),
        bases: (0,json_shape/* asList */.DD)(bases, "its base images").map(readBase),
    };
}
function history_file_readStep(value) {
    const { platform, stage, index, command, id, executedMs } = (0,json_shape/* asObject */.eB)(value, "a step");
    return {
        platform: (0,json_shape/* asText */.e1)(platform, "a step's platform"),
        stage: (0,json_shape/* asText */.e1)(stage, "a step's stage", history_file_ANY_TEXT),
        index: (0,json_shape/* asWhole */.UX)(index, "a step's number", 1),
        command: (0,json_shape/* asText */.e1)(command, "a step's command", /^.{0,200}$/),
        id: (0,json_shape/* asText */.e1)(id, "a step's id"),
        ...(executedMs !== undefined && { executedMs: (0,json_shape/* asWhole */.UX)(executedMs, "a step's duration") }),
    };
}
function readBase(value) {
    const { platform, stage, image } = (0,json_shape/* asObject */.eB)(value, "a base image");
    return {
        platform: (0,json_shape/* asText */.e1)(platform, "a base image's platform"),
        stage: (0,json_shape/* asText */.e1)(stage, "a base image's stage", history_file_ANY_TEXT),
        image: (0,json_shape/* asText */.e1)(image, "a base image's name"),
    };
}
function sizeOf(value) {
    return bytesOf(JSON.stringify(value)) + 1;
}
function bytesOf(text) {
    return new TextEncoder().encode(text).length;
}

;// CONCATENATED MODULE: ./src/domain/history/dependency-install.ts

/** Longer commands are told by their beginning. */
const MAX_CHARACTERS = 4_000;
/** What package managers are called, and what they are told to do when they install what a project depends on. */
const INSTALLS = [
    ["npm", "ci|clean-install|install|i"],
    ["pnpm|bun", "fetch|install|i"],
    ["yarn", "install"],
    ["pip|pip3|pipx|pipenv|poetry|pdm", "install|sync"],
    ["uv", "sync"],
    ["conda|mamba|micromamba", "install|create|env create|env update"],
    ["go", "mod download|mod vendor|get"],
    ["cargo", "fetch|chef cook"],
    ["bundle|bundler|gem|composer|pecl|cpanm|luarocks|conan", "install"],
    ["mvn|mvnw", "dependency:\\S+"],
    ["gradle|gradlew", "dependencies"],
    ["dotnet|nuget", "restore"],
    ["mix", "deps\\.get"],
    ["dart|flutter", "pub get"],
    ["swift", "package resolve"],
    ["apt-get|apt|aptitude|dnf|yum|microdnf|zypper", "install"],
    ["apk", "add"],
    ["pacman", "-S\\w*"],
];
// Options may stand before what a program is told, and an option may have a value: `npm --prefix app ci`.
const OPTIONS = "(?:\\s+-\\S+(?:\\s+[^\\s-]\\S*)??)*?";
const INSTALL = new RegExp(INSTALLS.map(([programs, actions]) => `(?<![^\\s/&;|(])(?:${programs})${OPTIONS}\\s+(?:${actions})(?![^\\s&;|)])`).join("|"));
// Yarn installs when it is told nothing.
const BARE_YARN = /(?<![^\s/&;|(])yarn(?:\s+-\S+)*\s*(?:$|[&;|)])/;
/** Tells whether a step of a Dockerfile installs what others wrote: packages of the system or of a language. */
function installsDependencies(command) {
    if (!isRun({ command }))
        return false;
    // Quotes and brackets are around words of the exec form, and around what a shell is told.
    const words = command.slice(0, MAX_CHARACTERS).replace(/[[\]"',]+/g, " ");
    return INSTALL.test(words) || BARE_YARN.test(words);
}

;// CONCATENATED MODULE: ./src/domain/history/change-kind.ts

/**
 * Tells which kind of change a run was for, by what had to be executed: nothing; something on another base image than
 * the last run's; an installation of dependencies, because they changed or something before them; or anything else.
 * @param memory what the last run left, if there was one
 */
function changeKind(solves, memory) {
    const executed = solves
        .flatMap(({ steps }) => steps)
        .filter(({ state }) => state === "executed" || state === "failed");
    if (executed.length === 0)
        return "nothing";
    if (memory !== undefined && hasNewBase(solves, memory))
        return "base";
    return executed.some(({ command }) => installsDependencies(command)) ? "dependencies" : "sources";
}
/** A stage that is new, or that has another number than before, has no new base image. */
function hasNewBase(solves, { bases }) {
    const knownImages = new Set(bases.map(({ image }) => image));
    const knownStages = new Set(bases.map(({ stage }) => stage));
    return solves
        .flatMap(({ baseImages }) => baseImages)
        .some(({ stage = "", image }) => knownStages.has(stage) && !knownImages.has(image));
}

;// CONCATENATED MODULE: ./src/domain/history/prediction.ts



/** Fewer runs are no ground for an expectation. */
const prediction_LEAST_RUNS = 3;
/** The newest so many runs are what is expected to go on. */
const RECENT_RUNS = 10;
const CONDITIONS = {
    nothing: "if nothing changed",
    sources: "for a change of sources",
    dependencies: "for a change of dependencies",
    base: "for a change of a base image",
};
/**
 * What a run for such a change is expected to take, in milliseconds: the median of the last ones for the same kind, or
 * of all where there are too few of those. Undefined where there are too few at all.
 */
function predict(records, kind) {
    const all = succeeded(records);
    if (all.length < prediction_LEAST_RUNS)
        return undefined;
    const same = all.filter((record) => record.kind === kind);
    return usualMs(same.length < prediction_LEAST_RUNS ? all : same);
}
/** Says what a run is expected to take before it is known what changed, the likeliest kind of change first. */
function expectation(records) {
    const all = succeeded(records);
    if (all.length < prediction_LEAST_RUNS)
        return undefined;
    const known = recentKinds(all)
        .map((kind) => ({ kind, runs: all.filter((record) => record.kind === kind) }))
        .filter(({ runs }) => runs.length >= prediction_LEAST_RUNS)
        .map(({ kind, runs }) => `${(0,figures/* printDuration */.c)(usualMs(runs))} ${CONDITIONS[kind]}`);
    const expected = known.length > 0 ? known.join(", ") : (0,figures/* printDuration */.c)(usualMs(all));
    return `Expected: ${expected} (from ${all.length} earlier runs)`;
}
/**
 * Compares a run with what was expected before it was known what changed, which is what the likeliest kind of change
 * takes. Undefined where nothing was expected.
 */
function judgePrediction(records, actualKind, durationMs) {
    const [kind = actualKind] = recentKinds(succeeded(records));
    const expectedMs = predict(records, kind);
    if (expectedMs === undefined)
        return undefined;
    return { expectedMs, kind, actualKind, error: (durationMs - expectedMs) / expectedMs };
}
/** The kinds of the last runs, the most frequent first, and of those that are equally frequent the newer. */
function recentKinds(records) {
    const counts = new Map();
    for (const { kind } of records.slice(-RECENT_RUNS).toReversed()) {
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    return [...counts].toSorted(([, one], [, other]) => other - one).map(([kind]) => kind);
}
/** Never 0, so that it can be compared with. */
function usualMs(records) {
    const durationsMs = records.slice(-RECENT_RUNS).map(({ durationMs }) => durationMs);
    return Math.max(1, Math.round(median(durationsMs)));
}

;// CONCATENATED MODULE: ./src/domain/history/judge-run.ts


/** Judges a run that succeeded by the runs before. */
function judgeRun({ records, memory: left }, solves, durationMs) {
    const memory = left.steps.length === 0 ? undefined : left;
    const kind = changeKind(solves, memory);
    return { kind, memory, prediction: judgePrediction(records, kind, durationMs) };
}

;// CONCATENATED MODULE: ./src/domain/metrics/remember.ts




/** Each is some 200 bytes, and what takes no time is not worth them. */
const remember_MAX_STEPS = 500;
/**
 * What a run that succeeded leaves to the next: its steps, for each platform whose image they are part of, and its base
 * images. Of very many steps those that took longest are kept.
 * @param memory what the run itself was left: what the steps took that were in the cache this time
 */
function rememberRun(solves, memory) {
    const steps = runSteps(solves);
    const past = pastOf(memory ?? { steps: [], bases: [] });
    return {
        steps: steps
            .flatMap((step) => step.platforms.flatMap((platform) => rememberStep(step, platform, past)))
            .toSorted(({ executedMs: one = -1 }, { executedMs: other = -1 }) => other - one)
            .slice(0, remember_MAX_STEPS),
        bases: rememberBases(steps),
    };
}
function rememberStep(step, platform, past) {
    const { id, index, state } = step;
    if (state !== "executed" && state !== "cached")
        return [];
    const executedMs = state === "executed" ? step.durationMs : executedMsAt(step, platform, past);
    return [
        {
            platform,
            stage: stageName(step),
            index,
            command: shortCommand(step.command),
            id,
            // A clock that went backwards tells nothing.
            ...(executedMs !== undefined && executedMs >= 0 && { executedMs }),
        },
    ];
}
function rememberBases(steps) {
    const bases = new Map();
    for (const step of steps) {
        if (step.base === undefined)
            continue;
        const { image } = step.base;
        const stage = stageName(step);
        for (const platform of step.platforms) {
            bases.set(JSON.stringify([platform, stage]), { platform, stage, image });
        }
    }
    return [...bases.values()];
}

;// CONCATENATED MODULE: ./src/phases/history.ts






const LIMIT_MS = 5_000;
/** Looks for the history of what is built, while the run goes on. Whatever fails is told to those who debug only. */
async function readHistory(plan, means) {
    const end = new AbortController();
    try {
        // The store is not told of the limit: it ends a client that is late, which layers still need.
        return await Promise.race([findHistory(plan, means), giveUp(means.limitMs ?? LIMIT_MS, end.signal)]);
    }
    catch (error) {
        return withoutHistory(`it could not be read: ${String(error)}`);
    }
    finally {
        end.abort();
    }
}
/**
 * Leaves a history to later runs. Where the last one could not be read it would be forgotten, so nothing is left then.
 * Whatever fails is told to those who debug only.
 */
async function writeHistory(plan, { history, isCertain }, { root, runId, save }) {
    if (!plan.write || !isCertain)
        return;
    try {
        const file = (0,external_node_path_.join)(root, HISTORY_PATH);
        // Of what was restored nothing stays: it may be a link to elsewhere.
        await (0,promises_.rm)((0,external_node_path_.dirname)(file), { recursive: true, force: true });
        await (0,promises_.mkdir)((0,external_node_path_.dirname)(file), { recursive: true });
        await (0,promises_.writeFile)(file, printHistory(history), { flag: "wx" });
        await save(historyKey(plan, { endedAt: new Date(), runId }), HISTORY_PATH);
    }
    catch (error) {
        (0,log.debug)(`The history could not be saved: ${String(error)}`);
    }
}
async function findHistory({ prefixes }, { store, root }) {
    const outcome = await store.restoreNewest(prefixes, HISTORY_PATH);
    if (outcome.kind === "miss")
        return { history: NO_HISTORY, isCertain: true };
    if (outcome.kind === "hit") {
        const read = parseHistory(await readText((0,external_node_path_.join)(root, HISTORY_PATH)));
        return read.ok ? { history: read.value, isCertain: true } : startAnew(read.reason);
    }
    const reason = "reason" in outcome ? outcome.reason : `the cache answered ${outcome.kind}`;
    // An entry that cannot be unpacked now never can, and would keep all later runs from having a history.
    return reason.startsWith("tar failed") ? startAnew(reason) : withoutHistory(reason);
}
/** The text of a file of a size and kind that a history may have; empty for another. */
async function readText(file) {
    const found = await (0,promises_.lstat)(file).catch(() => undefined);
    return found?.isFile() && found.size <= MAX_HISTORY_BYTES ? (0,promises_.readFile)(file, "utf8") : "";
}
async function giveUp(limitMs, signal) {
    await (0,pause/* pause */.v)(limitMs, signal);
    return withoutHistory(`there was no answer within ${limitMs} ms`);
}
function startAnew(reason) {
    (0,log.debug)(`The history that is stored is of no use: ${reason}`);
    return { history: NO_HISTORY, isCertain: true };
}
function withoutHistory(reason) {
    (0,log.debug)(`There is no history for this run: ${reason}`);
    return { history: NO_HISTORY, isCertain: false };
}

;// CONCATENATED MODULE: ./src/phases/run-history.ts








/** The history of what a run builds: read while it builds, and added to at its end. Nothing of it fails a run. */
class RunHistory {
    #parts;
    #found;
    /** Begins to read, and says what the run is expected to take when that is known. */
    constructor(parts) {
        this.#parts = parts;
        this.#found = readHistory(parts.plan, parts);
        void this.#found.then(({ history }) => {
            const expected = expectation(history.records);
            if (expected !== undefined)
                (0,log.say)(expected);
        });
    }
    /** Judges a run that succeeded by those before. */
    async judge(solves, durationMs) {
        return judgeRun(await this.#history(), solves, durationMs);
    }
    /** How a run stands among those before. */
    async trend(run) {
        return computeTrend((await this.#history()).records, run);
    }
    /** Leaves a run that succeeded to later ones, without waiting for it to be saved. */
    async addSuccess(run, solves) {
        const { memory } = await this.#history();
        await this.#add(recordSuccess(run), rememberRun(solves, memory));
    }
    /** Leaves to later runs that this one failed. */
    async addFailure(record) {
        await this.#add({ outcome: "failure", ...record });
    }
    async #history() {
        return (await this.#found).history;
    }
    async #add(record, memory) {
        const { plan, store, handOver } = this.#parts;
        const { history, isCertain } = await this.#found;
        const longer = addRecord(history, record, { limit: plan.limit, memory });
        const save = async (key, path) => {
            handOver({ remembering: await store.leaveSaving(key, [path]) });
        };
        await writeHistory(plan, { history: longer, isCertain }, { ...this.#parts, save });
    }
}

;// CONCATENATED MODULE: ./src/phases/verify.ts





/**
 * Verifies what a run published; `undefined` when it publishes nothing.
 * @throws as {@link verify}, and ActionError `size` where it is larger than it may be.
 */
async function verifyPublished(plan, built, { registry, previous }) {
    if (!plan.publish.push)
        return undefined;
    if (built.digest === undefined)
        throw new domain_failure/* ActionError */.l("verify", "The build was pushed but buildx reported no digest");
    const { platforms, sizeLimits: limits } = plan.inputs;
    const verified = await verify({ ...plan, digest: built.digest, platforms }, registry);
    await passSizeGate(verified.images, { limits, previous }, true);
    return verified;
}
/**
 * Reads back what was published, in every repository: exactly the planned platforms, once each; every child is there
 * and its own config says the platform the index says; every tag leads to the digest.
 * @throws ActionError `verify` naming what differs; those of the registry client.
 */
async function verify(expected, registry) {
    const [[images = []]] = await Promise.all([
        Promise.all(expected.repositories.map((name) => verifyRepository(name, expected, registry))),
        Promise.all(expected.references.map((reference) => verifyTag(reference, expected.digest, registry))),
    ]);
    return { digest: expected.digest, images };
}
async function verifyRepository(name, { digest, platforms }, registry) {
    const images = await readImages(name, await registry.pushedManifest(name, digest), registry);
    const differences = platformDifferences(platforms, images.map(({ platform }) => platform));
    if (differences.length === 0)
        return images;
    throw new domain_failure/* ActionError */.l("verify", `${(0,domain_reference/* printName */.To)(name)}@${digest} is not what was planned: ${differences.join("; ")}`, {
        hint: "Its tags point to it already. Build again; if it happens again, please report it with the log.",
    });
}
async function verifyTag(reference, digest, registry) {
    const found = (await registry.digestOf(reference, reference.tag)) ??
        (await registry.pushedManifest(reference, reference.tag)).digest;
    if (found === digest)
        return;
    throw new domain_failure/* ActionError */.l("verify", `${(0,domain_reference/* printTagged */.q6)(reference)} leads to ${found} instead of ${digest}`, {
        hint: "Does another job push the same tag at the same time? concurrency: in the workflow prevents that.",
    });
}

// EXTERNAL MODULE: ./src/state.ts
var state = __webpack_require__(2462);
;// CONCATENATED MODULE: ./src/timeline.ts

/** Measures the phases of a run against one start. */
class Timeline {
    startedAt = new Date();
    #start = external_node_perf_hooks_.performance.now();
    #phases = [];
    /** Runs `work` as a phase, which is recorded even when it throws. */
    async phase(name, work) {
        const startMs = this.elapsedMs();
        try {
            return await work();
        }
        finally {
            this.#phases.push({ name, startMs, durationMs: this.elapsedMs() - startMs });
        }
    }
    /** Whole milliseconds since the start. */
    elapsedMs() {
        return Math.round(external_node_perf_hooks_.performance.now() - this.#start);
    }
    /** The phases so far, by their start. */
    get phases() {
        return this.#phases.toSorted((one, other) => one.startMs - other.startMs);
    }
}

;// CONCATENATED MODULE: ./src/run.ts

























/**
 * A run: facts, plan, prepared, built, verified, report. Aborting `run` ends every child. A run that fails removes what
 * it made at once instead of leaving it to the post phase.
 * @throws ActionError, or the defect that made it fail.
 */
async function runAction(inputs, run, started) {
    const { docker, client } = started;
    const timeline = new Timeline();
    if (inputs.timeoutMs !== undefined)
        (0,cancellation/* cancelAfter */.Z)(run, inputs.timeoutMs);
    let handover = { schema: 1, folder: (0,workspace/* makeRunFolder */.GU)() };
    const handOver = (more) => {
        handover = { ...handover, ...more };
        (0,state/* saveHandover */.FZ)(handover);
    };
    handOver({});
    let history;
    try {
        // Not awaited yet: the machine can be looked at meanwhile.
        const store = startCacheStore(inputs, { root: (0,domain_handover/* cacheFolder */.n)(handover), signal: run.signal, child: client });
        const facts = await timeline.phase("inspect", () => inspect(inputs, started));
        const plan = planRun(inputs, facts, edges_digest/* sha256 */.s);
        await announce(plan, facts);
        run.signal.throwIfAborted();
        if (plan.builder.kind === "created")
            handOver({ builder: plan.builder.name });
        const { folder } = handover;
        const means = { docker, timeline, folder, signal: run.signal, store: await store, handOver };
        history = openHistory(plan, facts, means);
        const finished = await run_publish(plan, facts, { ...means, history });
        (0,github/* writeOutputs */.Kn)(describeOutputs(plan, finished));
        await run_report(plan, finished, history);
        await means.store?.store.close();
    }
    catch (error) {
        if (!run.signal.aborted) {
            const { startedAt } = timeline;
            await history?.addFailure({ startedAt: startedAt.toISOString(), durationMs: timeline.elapsedMs() });
        }
        // Of what was done side by side one part failed: the others have no purpose any more.
        run.abort(error);
        await docker.ended();
        if (handover.saving !== undefined && isCancelled(run.signal.reason)) {
            await (0,save_cache/* stopSave */.wl)({ folder: (0,domain_handover/* cacheFolder */.n)(handover), pid: handover.saving });
            handOver({ saving: undefined });
        }
        await (0,clean_up/* cleanUp */.n)(handover);
        throw error;
    }
}
async function run_publish(plan, facts, means) {
    const { timeline, history } = means;
    const prepared = await prepare(plan, facts, means);
    const adviser = plan.inputs.summary === "off" ? undefined : loadAdviser(plan.inputs);
    const built = await buildProven(plan, prepared);
    await prepared.cache?.close();
    const verified = await timeline.phase("verify", () => verifyPublished(plan, built, prepared));
    if (verified)
        (0,log.say)(`Verified ${verified.digest}: every planned platform is there, once, and every tag leads to it.`);
    const { metrics, kind } = await measure(plan, { facts, prepared, built, verified, history });
    for (const line of (0,cache_report/* describeCache */.e)(metrics.steps, metrics.cache))
        (0,log.say)(line);
    (0,log.say)(`Done in ${(0,figures/* printDuration */.c)(metrics.durationMs)}.`);
    const { digest, metadata, solves } = built;
    return { digest, metadata, verified, metrics, kind, solves, adviser };
}
/** Tells people of a run, and later runs. */
async function run_report(plan, finished, history) {
    const adviser = await finished.adviser;
    const [advice = [], trend] = await Promise.all([adviser?.advise(finished), history?.trend(finished)]);
    await (0,report/* reportSummary */.hm)(plan, { ...finished, advice, trend });
    await history?.addSuccess(finished, finished.solves);
}
/** Without advice a run is as good. */
async function loadAdviser(inputs) {
    try {
        const { Adviser } = await Promise.all(/* import() */[__webpack_require__.e(839), __webpack_require__.e(321)]).then(__webpack_require__.bind(__webpack_require__, 3321));
        return new Adviser(inputs);
    }
    catch (error) {
        (0,log.debug)(`There is no advice: ${String(error)}`);
        return undefined;
    }
}
/** Why a proof fails says more than what a build that had begun fails with then. */
async function buildProven(plan, prepared) {
    const built = build(plan, prepared).catch(async (error) => {
        await prepared.proof;
        throw error;
    });
    const [result] = await Promise.all([built, prepared.proof]);
    return result;
}
function openHistory(plan, { event, cacheRights }, means) {
    const { store, handOver } = means;
    const historyPlan = planHistory({ ...plan, event, rights: cacheRights }, edges_digest/* sha256 */.s);
    if (historyPlan === undefined || store === undefined)
        return undefined;
    return new RunHistory({ ...store, plan: historyPlan, runId: event.runId, handOver });
}
async function announce(plan, facts) {
    (0,github/* maskValues */.Z$)(secretValues(plan));
    await (0,report/* reportEnvironment */.gz)(facts);
    for (const line of describePlan(plan))
        (0,log.say)(line);
    for (const text of plan.notices)
        (0,log.notice)(text);
}
function isCancelled(error) {
    return error instanceof domain_failure/* ActionError */.l && error.code === "cancelled";
}
/** Values of ours that the runner may not know as secrets, so that it hides them in what the build prints. */
function secretValues({ inputs, logins }) {
    const secrets = inputs.secrets.flatMap((secret) => (secret.from === "value" ? [secret.value] : []));
    return [...secrets, ...logins.map(({ password }) => password)];
}


/***/ })

};
