export const id = 63;
export const ids = [63];
export const modules = {

/***/ 8913:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A_: () => (/* binding */ isReference),
/* harmony export */   Bc: () => (/* binding */ isDigest),
/* harmony export */   ED: () => (/* binding */ parseTag),
/* harmony export */   Jo: () => (/* binding */ TAG_HINT),
/* harmony export */   To: () => (/* binding */ printName),
/* harmony export */   U9: () => (/* binding */ isLoopback),
/* harmony export */   XH: () => (/* binding */ parseTaggedImage),
/* harmony export */   Xb: () => (/* binding */ DOCKER_HUB),
/* harmony export */   dz: () => (/* binding */ isTag),
/* harmony export */   "if": () => (/* binding */ parseImageName),
/* harmony export */   q6: () => (/* binding */ printTagged),
/* harmony export */   tD: () => (/* binding */ isLowered)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5410);

const DOCKER_HUB = "docker.io";
// The grammar of https://github.com/distribution/reference, with the digest form left out: nothing can be published to it.
const COMPONENT = /[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*/.source;
const REPOSITORY = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`);
const HOST = /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?|\[[0-9a-fA-F:]+\])(?::\d{1,5})?$/;
const TAG = /^\w[\w.-]{0,127}$/;
const HOST_LIKE = /[.:]|^localhost$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
/** Tells whether a text is a sha256 digest in full. */
function isDigest(text) {
    return DIGEST.test(text);
}
/**
 * Reads a repository name, without tag: `acme/agent`, `ghcr.io/Acme/agent`, `127.0.0.1:5000/hello`. The repository
 * part is lowered, since no registry takes upper case there; {@link isLowered} tells whether that changed it.
 * @throws ActionError `input`, naming the text and what is wrong with it.
 */
function parseImageName(text) {
    const [registry, path] = splitRegistry(text);
    if (/[:@]/.test(path)) {
        throw invalid(text, "has a tag or digest", "Give the name alone in images, and tags in tags.");
    }
    return checkedName(text, registry, path);
}
/**
 * Reads a full reference, `registry/repository:tag`; without a tag it is `latest`, as for docker.
 * @throws ActionError `input`, naming the text and what is wrong with it.
 */
function parseTaggedImage(text) {
    const [registry, path] = splitRegistry(text);
    if (path.includes("@"))
        throw invalid(text, "has a digest", "A digest is the result of a build: give a tag.");
    const [repository, tag = "latest", ...rest] = path.split(":");
    if (rest.length > 0)
        throw invalid(text, "has more than one tag", "Give each reference a line of its own.");
    return { ...checkedName(text, registry, repository), tag: parseTag(tag) };
}
/**
 * Checks a tag as registries do.
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests
 * @throws ActionError `input`, naming the text and what is allowed.
 */
function parseTag(text) {
    if (isTag(text))
        return text;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l("input", `"${text}" is not a tag`, { hint: TAG_HINT });
}
/** Says what a tag is. */
const TAG_HINT = "A tag has 1 to 128 letters, digits, underscores, dots and dashes, and does not start with a dot or dash.";
/** Tells whether a text can be a tag. */
function isTag(text) {
    return TAG.test(text);
}
/** Tells whether a text is a full reference (`name:tag`) rather than a bare tag. */
function isReference(text) {
    return /[/:]/.test(text);
}
/** Tells whether reading this image name lowered its repository part. */
function isLowered(text) {
    const name = splitRegistry(text)[1].replace(/:[^]*$/, "");
    return name !== name.toLowerCase();
}
/** Prints `registry/repository` as people and docker write it: without docker.io and library where that is clear. */
function printName({ registry, repository }) {
    const isClear = registry === DOCKER_HUB && !HOST_LIKE.test(repository.split("/", 1).join());
    return isClear ? repository.replace(/^library\/(?=[^/]+$)/, "") : `${registry}/${repository}`;
}
/** Prints `name:tag`. */
function printTagged(image) {
    return `${printName(image)}:${image.tag}`;
}
/** Tells whether a registry is on this machine, so that BuildKit and we speak plain http to it. */
function isLoopback(registry) {
    const host = registry.replace(/:\d+$/, "");
    return host === "localhost" || host === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(host);
}
/** The first part is a registry, whose case does not matter, only when it looks like a host: that is docker's rule. */
function splitRegistry(text) {
    const slash = text.indexOf("/");
    const first = slash === -1 ? "" : text.slice(0, slash).toLowerCase();
    if (!HOST_LIKE.test(first))
        return [DOCKER_HUB, text];
    const registry = first === "index.docker.io" || first === "registry-1.docker.io" ? DOCKER_HUB : first;
    return [registry, text.slice(slash + 1)];
}
function checkedName(text, registry, path) {
    if (!HOST.test(registry))
        throw invalid(text, `has no valid registry ("${registry}")`, "Write host[:port]/name.");
    const lowered = path.toLowerCase();
    if (!REPOSITORY.test(lowered)) {
        throw invalid(text, "is not an image name", "A name has parts of a–z and 0–9, joined inside by . _ - and separated by /, as in ghcr.io/acme/agent.");
    }
    const repository = registry === DOCKER_HUB && !lowered.includes("/") ? `library/${lowered}` : lowered;
    if (repository.length > 255)
        throw invalid(text, "is longer than 255 characters", "Shorten the name.");
    return { registry, repository };
}
function invalid(text, reason, hint) {
    return new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l("input", `"${text}" ${reason}`, { hint });
}


/***/ }),

/***/ 3983:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  serveCacheSave: () => (/* binding */ serveCacheSave)
});

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(8474);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/domain/figures.ts
var figures = __webpack_require__(7209);
// EXTERNAL MODULE: ./src/edges/cache-store/store.ts + 1 modules
var cache_store_store = __webpack_require__(1112);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: ./src/domain/cache/entry-path.ts
var entry_path = __webpack_require__(2717);
;// CONCATENATED MODULE: ./src/edges/cache-save/blob-files.ts






/**
 * The files of the blobs that are saved: those that this run has; and those of a pack that is rewritten, out of its
 * entry, as BuildKit did not ask for what it only has to keep.
 */
class BlobFiles {
    #files;
    #rewritten;
    #options;
    #restores = new Map();
    #store;
    /** @param options those of a store whose root nobody else uses, started only when it is needed */
    constructor({ files, plan }, options) {
        this.#files = files;
        this.#rewritten = new Map(plan.rewritten);
        this.#options = options;
    }
    /**
     * The file of a blob.
     * @throws an error that tells why it cannot be had.
     */
    async find(digest) {
        const here = this.#files[digest];
        if (here !== undefined)
            return here;
        const blob = this.#rewritten.get(digest);
        if (!blob)
            throw new Error(`there is no file of the blob ${digest}`);
        const restore = this.#restores.get(blob.entry) ?? this.#restore(digest, blob);
        this.#restores.set(blob.entry, restore);
        await restore;
        const file = (0,external_node_path_.join)(this.#options.root, (0,entry_path/* blobPath */.nD)(digest, blob));
        if ((await digestOfFile(file)) !== digest)
            throw new Error(`the blob ${digest} in ${blob.entry} is damaged`);
        return file;
    }
    async [Symbol.asyncDispose]() {
        // Where it did not start, whoever asked for a file was told.
        const store = await this.#store?.catch(() => undefined);
        await store?.close();
    }
    async #restore(digest, blob) {
        this.#store ??= cache_store_store/* CacheStore */.E.start(this.#options);
        const store = await this.#store;
        const outcome = await store.restore(blob.entry, [(0,entry_path/* entryPath */.s3)(digest, blob)]);
        if (outcome.kind === "hit" && outcome.key === blob.entry)
            return;
        throw new Error("reason" in outcome ? outcome.reason : `the entry ${blob.entry} is not there any more`);
    }
}
async function digestOfFile(file) {
    const hash = (0,external_node_crypto_.createHash)("sha256");
    await (0,promises_.pipeline)((0,external_node_fs_.createReadStream)(file, { highWaterMark: 1 << 18 }), hash);
    return `sha256:${hash.digest("hex")}`;
}

// EXTERNAL MODULE: ./src/edges/cache-save/job.ts
var job = __webpack_require__(3960);
// EXTERNAL MODULE: ./src/domain/cache/save-plan.ts + 2 modules
var save_plan = __webpack_require__(8751);
// EXTERNAL MODULE: ./src/edges/cache-store/slots.ts
var slots = __webpack_require__(4342);
// EXTERNAL MODULE: ./src/edges/digest.ts
var digest = __webpack_require__(2692);
// EXTERNAL MODULE: ./src/domain/cache/keys.ts
var keys = __webpack_require__(6837);
;// CONCATENATED MODULE: ./src/edges/cache-save/entry-save.ts


/** So many other keys are tried when one is taken by an upload that never ended. */
const RETRIES = 3;
/**
 * Saves an entry, under another key where its own is taken by an upload that nobody finds, or by an entry that is
 * damaged: the service lets nobody replace one.
 */
async function saveEntry(store, entry) {
    const { key, paths, find, damaged } = entry;
    const candidates = [key, ...Array.from({ length: RETRIES }, (_, at) => (0,keys/* retryKey */.yC)(key, at + 1))];
    for (const candidate of candidates.filter((one) => !damaged.has(one))) {
        const outcome = await store.save(candidate, paths);
        if (outcome.kind === "saved")
            return { kind: "sent", key: candidate };
        if (outcome.kind !== "exists")
            return failed(outcome);
        const asked = await find(candidate);
        // Who may write but not read takes it for what another job saved.
        if (asked.kind === "denied")
            return { kind: "shared", key: candidate };
        const found = foundEntry(entry, asked);
        if (found)
            return found;
    }
    return { kind: "failed", reason: `${key} and the keys in its place are taken` };
}
/**
 * What a lookup says of an entry; undefined when it is not there, or nobody may know. The service also finds what begins
 * with a key, and thus what was saved by another attempt.
 */
function foundEntry({ key, damaged }, outcome) {
    if (outcome.kind === "hit") {
        const isIt = (0,entry_path/* firstKey */.CI)(outcome.key) === key && !damaged.has(outcome.key);
        return isIt ? { kind: "shared", key: outcome.key } : undefined;
    }
    return outcome.kind === "miss" || outcome.kind === "denied" ? undefined : failed(outcome);
}
function failed(outcome) {
    return {
        kind: "failed",
        reason: "reason" in outcome ? outcome.reason : `the cache answered ${outcome.kind}`,
    };
}

// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./src/edges/cache-save/placement.ts




/**
 * Puts the blobs of an upload where they are saved from, and nothing else there.
 * @throws an error when a blob cannot be had or its file has changed its size, and the system's.
 */
async function placeUpload(upload, { files, root }) {
    const places = upload.digests.map((digest) => {
        return { digest, place: (0,external_node_path_.join)(root, (0,entry_path/* blobPath */.nD)(digest, { kind: upload.kind, entry: upload.key })) };
    });
    let sizeBytes = 0;
    for (const { digest, place } of places) {
        await placeFile(await files.find(digest), place);
        sizeBytes += (await (0,external_node_fs_promises_.stat)(place)).size;
    }
    // The key is that of the content: once saved under it, damage would stay.
    if (sizeBytes !== upload.sizeBytes)
        throw new Error(`a file of ${upload.key} has changed`);
    if (upload.kind === "pack")
        await removeOthers(places.map(({ place }) => place));
}
/** Writes an index to where it is saved from, and tells that path, relative to the root. */
async function placeIndex({ path, text }, root) {
    const file = (0,external_node_path_.join)(root, path);
    await (0,external_node_fs_promises_.mkdir)((0,external_node_path_.dirname)(file), { recursive: true });
    await (0,external_node_fs_promises_.writeFile)(file, text);
    return [path];
}
/** By a link where the file system can, so that nothing is written twice; the file may be in place already. */
async function placeFile(file, place) {
    await (0,external_node_fs_promises_.mkdir)((0,external_node_path_.dirname)(place), { recursive: true });
    const part = `${place}.part`;
    await (0,external_node_fs_promises_.rm)(part, { force: true });
    await (0,external_node_fs_promises_.link)(file, part).catch(() => (0,external_node_fs_promises_.copyFile)(file, part, external_node_fs_.constants.COPYFILE_FICLONE));
    await (0,external_node_fs_promises_.rename)(part, place);
    // Two links to the same file are not renamed into one.
    await (0,external_node_fs_promises_.rm)(part, { force: true });
}
/** Removes what lies beside the files of a pack, such as what an upload that was cut short left. */
async function removeOthers(places) {
    const names = new Set(places.map((place) => (0,external_node_path_.basename)(place)));
    for (const folder of new Set(places.map((place) => (0,external_node_path_.dirname)(place)))) {
        for (const name of await (0,external_node_fs_promises_.readdir)(folder)) {
            if (!names.has(name))
                await (0,external_node_fs_promises_.rm)((0,external_node_path_.join)(folder, name), { recursive: true, force: true });
        }
    }
}

;// CONCATENATED MODULE: ./src/edges/cache-save/saver.ts






const ENTRIES_AT_A_TIME = 4;
/**
 * Saves a cache: all its blobs, and only when each of them is stored, the indexes that name them. Whatever keeps a blob
 * from being stored keeps the others that wait from being sent; those under way go on, as an upload that is cut short
 * blocks its key.
 */
class Saver {
    #job;
    #store;
    #files;
    #slots = new slots/* Slots */.W(ENTRIES_AT_A_TIME);
    /** The keys of entries that have another than the planned one, by that. */
    #keys = new Map();
    #entries = 0;
    #bytes = 0;
    #sharedEntries = 0;
    #reason;
    constructor({ job, store, files }) {
        this.#job = job;
        this.#store = store;
        this.#files = files;
    }
    get progress() {
        return {
            entries: this.#entries,
            bytes: this.#bytes,
            sharedEntries: this.#sharedEntries,
            reason: this.#reason,
        };
    }
    /** Saves what can be saved; why that is not everything is in the progress. */
    async run() {
        const { uploads, indexes } = this.#job.plan;
        await Promise.all(uploads.map((upload) => this.#slots.run(async () => {
            if (this.#reason === undefined)
                await this.#note(this.#saveUpload(upload));
        })));
        if (this.#reason !== undefined)
            return;
        await Promise.all(indexes.map((draft) => this.#slots.run(() => this.#note(this.#saveIndex(draft)))));
    }
    async #saveUpload(upload) {
        const { key, sizeBytes } = upload;
        const paths = (0,entry_path/* uploadPaths */.Sc)(upload);
        const find = (attempt) => this.#store.lookup(attempt, paths);
        const entry = { key, paths, find, damaged: new Set(this.#job.plan.damaged) };
        const end = foundEntry(entry, await find(key)) ?? (await this.#send(upload, entry));
        if (end.kind === "sent")
            this.#bytes += sizeBytes;
        if (end.kind !== "failed")
            this.#keys.set(key, end.key);
        return end;
    }
    async #send(upload, entry) {
        await placeUpload(upload, { files: this.#files, root: this.#job.root });
        return saveEntry(this.#store, entry);
    }
    /**
     * An index is found by what its key starts with, and the newest wins. So one that is there already is only good when
     * it is the newest: a cache that became again what it once was needs a newer one.
     */
    async #saveIndex(draft) {
        const { plan, root } = this.#job;
        const index = (0,save_plan/* sealIndex */.a)(draft, { stamp: plan.stamp, keys: this.#keys }, digest/* sha256 */.s);
        const paths = await placeIndex(index, root);
        const find = () => this.#store.lookup(index.prefix, paths, [index.prefix]);
        const damaged = new Set();
        // One that could not be read would be met again by every run if it were taken for a good one.
        const unread = plan.damaged.includes(index.prefix) ? await find() : undefined;
        if (unread?.kind === "hit")
            damaged.add(unread.key);
        return saveEntry(this.#store, { key: index.key, paths, find, damaged });
    }
    async #note(saving) {
        const end = await saving.catch((error) => ({
            kind: "failed",
            reason: reasonOf(error),
        }));
        if (end.kind === "failed")
            this.#reason ??= end.reason;
        else if (end.kind === "sent")
            this.#entries += 1;
        else
            this.#sharedEntries += 1;
    }
}
/** What an error says, as a part of a sentence. */
function reasonOf(error) {
    return error instanceof Error ? error.message : String(error);
}

;// CONCATENATED MODULE: ./src/edges/cache-save/serve.ts
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});







/** Makes this process one that saves the cache which a job in a folder describes, and leaves the result there. */
async function serveCacheSave(folder) {
    const startedAt = performance.now();
    const run = new AbortController();
    process.once("SIGTERM", () => {
        run.abort("it was ended before all was saved");
    });
    const progress = await (0,job/* readJob */.cd)(folder)
        .then((job) => save(job, { folder, run }))
        .catch((error) => ({ entries: 0, bytes: 0, sharedEntries: 0, reason: reasonOf(error) }));
    await (0,job/* writeResult */.Zk)(folder, { ...progress, durationMs: Math.round(performance.now() - startedAt) });
    // A copy that is still being made would keep it alive, for nobody.
    process.exit();
}
async function save(job, { folder, run }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { root, deadlineMs } = job;
        // Not a timeout: a store that is being closed needs something else that keeps the process alive.
        setInterval(() => {
            run.abort(`it did not end within ${(0,figures/* printDuration */.c)(deadlineMs)}`);
        }, deadlineMs);
        // Only the deadline tells how long a large blob may take.
        const options = { signal: run.signal, transferMs: deadlineMs };
        const store = __addDisposableResource(env_1, await cache_store_store/* CacheStore */.E.start({ root, ...options }), true);
        const files = __addDisposableResource(env_1, new BlobFiles(job, { root: (0,external_node_path_.join)(folder, "rewritten"), ...options }), true);
        const saver = new Saver({ job, store, files });
        await Promise.race([saver.run(), aborted(run.signal)]);
        return run.signal.aborted ? { ...saver.progress, reason: String(run.signal.reason) } : saver.progress;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function aborted(signal) {
    if (!signal.aborted)
        await (0,external_node_events_.once)(signal, "abort");
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
