export const id = 661;
export const ids = [661];
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

/***/ 6661:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   post: () => (/* binding */ post)
/* harmony export */ });
/* harmony import */ var _phases_clean_up_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5619);
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2462);


/** How long the post phase waits for the history to be saved, in milliseconds: it is a few kilobytes. */
const HISTORY_MS = 5_000;
/**
 * The post phase: waits for what is being saved and removes what the main phase made, however that ended. It
 * warns, and never fails the job.
 */
async function post() {
    try {
        const handover = (0,_state_js__WEBPACK_IMPORTED_MODULE_1__/* .readHandover */ .IY)();
        if (handover === undefined)
            return;
        // First what is small: the end of the other takes the folder with it.
        if (handover.remembering !== undefined) {
            const { awaitLeftClient } = await __webpack_require__.e(/* import() */ 412).then(__webpack_require__.bind(__webpack_require__, 4412));
            await awaitLeftClient(handover.remembering, HISTORY_MS);
        }
        if (handover.saving !== undefined) {
            const { endSave } = await Promise.all(/* import() */[__webpack_require__.e(523), __webpack_require__.e(239)]).then(__webpack_require__.bind(__webpack_require__, 6523));
            await endSave(handover.folder, handover.saving);
        }
        await (0,_phases_clean_up_js__WEBPACK_IMPORTED_MODULE_0__/* .cleanUp */ .n)({ ...handover, saving: undefined, remembering: undefined });
    }
    catch (error) {
        const { warnOf } = await Promise.all(/* import() */[__webpack_require__.e(523), __webpack_require__.e(532)]).then(__webpack_require__.bind(__webpack_require__, 4696));
        warnOf("Not everything that this run made could be removed", error);
    }
}


/***/ })

};
