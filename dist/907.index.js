export const id = 907;
export const ids = [907];
export const modules = {

/***/ 7423:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BT: () => (/* binding */ checkSources),
/* harmony export */   GU: () => (/* binding */ makeRunFolder),
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
/* harmony import */ var _domain_failure_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(5410);
/* harmony import */ var _variable_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(428);






/** A context that BuildKit fetches itself: nothing of it is here to be checked. */
const REMOTE = /^(?:https?|git|ssh):\/\/|^git@|^github\.com\//;
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
    if (REMOTE.test(context))
        return;
    const found = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(context).catch(() => undefined);
    if (!found?.isDirectory()) {
        throw new _domain_failure_js__WEBPACK_IMPORTED_MODULE_4__/* .ActionError */ .l("input", `context: there is no folder "${context}" in ${process.cwd()}`, {
            hint: "Does the job check the repository out (actions/checkout) before this step?",
        });
    }
    const dockerfile = file ?? (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(context, "Dockerfile");
    if (REMOTE.test(dockerfile) || (await isFile(dockerfile)))
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



/**
 * Removes what a run made: its builder, then its folder with logins and secrets. It can be run any number of times,
 * and a part that fails is warned of and does not keep the next from being removed.
 */
async function cleanUp({ folder, builder }) {
    // The folder goes last and holds the config by which docker finds the builder: without it, all is done.
    if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(folder))
        return;
    if (builder !== undefined)
        await removeBuilder(builder, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(folder, "docker"));
    await (0,_edges_workspace_js__WEBPACK_IMPORTED_MODULE_2__/* .removeRunFolder */ .UG)(folder).catch((error) => warn(`${folder} could not be removed`, error));
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
    (await Promise.all(/* import() */[__webpack_require__.e(838), __webpack_require__.e(696)]).then(__webpack_require__.bind(__webpack_require__, 4696))).warnOf(what, error);
}


/***/ }),

/***/ 7907:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runAction: () => (/* binding */ runAction)
});

// EXTERNAL MODULE: ./src/cancellation.ts
var cancellation = __webpack_require__(4632);
// EXTERNAL MODULE: ./src/domain/figures.ts
var figures = __webpack_require__(7209);
// EXTERNAL MODULE: ./src/domain/platform.ts
var domain_platform = __webpack_require__(3013);
// EXTERNAL MODULE: ./src/domain/verified.ts
var domain_verified = __webpack_require__(4766);
;// CONCATENATED MODULE: ./src/domain/metrics.ts


/** Composes the metrics of a run. */
function describeMetrics(plan, measured) {
    const { startedAt, durationMs, phases, retries, verified } = measured;
    return {
        schema: 1,
        startedAt: startedAt.toISOString(),
        durationMs,
        phases,
        platforms: plan.platforms.map(({ platform, how }) => {
            const image = (0,domain_verified/* imageOf */.d)(verified, platform);
            return {
                platform: (0,domain_platform/* printPlatform */.Lg)(platform),
                emulated: how === "emulated",
                ...(image && { digest: image.digest, sizeBytes: image.sizeBytes, layers: image.layers }),
            };
        }),
        retries,
    };
}

// EXTERNAL MODULE: ./src/domain/reference.ts
var domain_reference = __webpack_require__(8913);
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
        "duration-ms": String(metrics.durationMs),
        metrics: JSON.stringify(metrics),
    };
}

// EXTERNAL MODULE: ./src/domain/attestation.ts
var attestation = __webpack_require__(4606);
// EXTERNAL MODULE: ./src/domain/builder.ts
var domain_builder = __webpack_require__(1843);
// EXTERNAL MODULE: ./src/domain/list.ts
var list = __webpack_require__(8410);
// EXTERNAL MODULE: ./src/domain/public-url.ts
var public_url = __webpack_require__(395);
;// CONCATENATED MODULE: ./src/domain/cache.ts





/** Plans the layer cache by what the user wants, what the job's token allows and what the builder can do. */
function planCache({ inputs, references, rights, engine, builder }) {
    if (inputs.cache === "off")
        return off("cache is off");
    if (!rights.read && !rights.write)
        return off(rights.reason);
    if ((0,domain_builder/* isEngineBuildKit */.hl)(builder) && engine.imageStore === "classic")
        return off("the engine's BuildKit has no such cache while its image store is the classic one");
    const scope = cacheScope(inputs, references);
    return {
        backend: "gha",
        from: rights.read
            ? [
                (0,list/* printAttributes */.$v)([
                    ["type", "gha"],
                    ["scope", scope],
                ]),
            ]
            : [],
        // A cache that cannot be written must not take the push down with it: BuildKit exports both in one go.
        to: rights.write
            ? [
                (0,list/* printAttributes */.$v)([
                    ["type", "gha"],
                    ["scope", scope],
                    ["mode", "max"],
                    ["ignore-error", "true"],
                ]),
            ]
            : [],
        reason: `scope ${scope}; ${rights.reason}`,
    };
}
/**
 * Names the scope after all that makes two builds different: image, Dockerfile, target and platforms. BuildKit's own
 * default is one scope for the whole repository, in which the last job overwrites the others' index.
 */
function cacheScope(inputs, references) {
    const [first] = references;
    const parts = [
        first ? (0,domain_reference/* printName */.To)(first) : (0,public_url/* publicUrl */.x)(inputs.context),
        inputs.file ?? "Dockerfile",
        inputs.target ?? "",
        ...inputs.platforms.map(domain_platform/* printPlatform */.Lg),
    ];
    return parts
        .filter((part) => part !== "")
        .join("-")
        .replace(/[^\w.-]+/g, "-");
}
function off(reason) {
    return { backend: "off", from: [], to: [], reason };
}

// EXTERNAL MODULE: ./src/domain/emulation.ts
var emulation = __webpack_require__(2984);
// EXTERNAL MODULE: ./src/domain/failure.ts
var failure = __webpack_require__(5410);
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
        throw new failure/* ActionError */.l("input", `the login to ${registryList(empty)} has a username but no password`, {
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
    throw new failure/* ActionError */.l("input", `there are two logins to ${double}`, {
        hint: "Give it in password or in registry-auth, not in both.",
    });
}
function registryList(logins) {
    return logins.map(({ registry }) => registry).join(", ");
}

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
    throw new failure/* ActionError */.l("input", "images is empty, but the image is to be published", {
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
function planRun(inputs, facts) {
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
        cache: planCache({ inputs, references, rights: facts.cacheRights, engine: facts.engine, builder }),
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
    ];
}
function describePublish({ publish, references, repositories }) {
    if (!publish.push)
        return `Nothing is published: ${publish.reason}`;
    const names = repositories.map(domain_reference/* printName */.To).join(", ");
    return `Publishes to ${names} as ${references.map(domain_reference/* printTagged */.q6).join(", ")}: ${publish.reason}`;
}

// EXTERNAL MODULE: ./src/edges/docker.ts + 2 modules
var edges_docker = __webpack_require__(661);
// EXTERNAL MODULE: ./src/edges/github.ts
var github = __webpack_require__(4843);
// EXTERNAL MODULE: ./src/edges/log.ts + 1 modules
var log = __webpack_require__(4696);
// EXTERNAL MODULE: ./src/edges/workspace.ts
var workspace = __webpack_require__(7423);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
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
 * Turns the output of a failed `docker buildx build` into the error that tells the user what to do.
 * @param output the end of what it printed to stderr, with the `ERROR:` line in it.
 */
function describeBuildFailure(output, { platforms }) {
    const error = parseSolveError(output);
    return error.isStep ? describeStep(output, error, platforms) : describeOther(error);
}
function describeStep(output, { message }, platforms) {
    const crash = (0,emulation/* emulationCrash */.wG)(output, platforms);
    if (crash)
        return new failure/* ActionError */.l(crash.code, `${message}: ${crash.message}`, { hint: crash.hint });
    const killed = "The step was killed, as the kernel does when memory runs out: see the runner's memory.";
    return new failure/* ActionError */.l("build", message, { hint: message.endsWith("exit code: 137") ? killed : undefined });
}
function describeOther({ message, words, isPush }) {
    const rule = RULES.find(({ push, pattern }) => (push ?? isPush) === isPush && pattern.test(words));
    return rule ? new failure/* ActionError */.l(rule.code, message, { hint: rule.hint }) : new failure/* ActionError */.l("build", message);
}

// EXTERNAL MODULE: ./src/domain/build-arg.ts
var build_arg = __webpack_require__(1745);
;// CONCATENATED MODULE: ./src/domain/buildx-args.ts





/**
 * The argv that builds every platform in one solve and exports it. This module alone knows how a build is laid out in
 * solves; docs/architecture.md says why it is one.
 */
function buildArgs(solve) {
    const { inputs, builder, cache } = solve;
    return [
        "buildx",
        "build",
        ...["--builder", builder.name, "--progress", "plain", "--metadata-file", solve.metadataFile],
        ...["--platform", inputs.platforms.map(domain_platform/* printPlatform */.Lg).join(",")],
        ...optional("--file", inputs.file),
        ...optional("--target", inputs.target),
        ...each("--build-arg", inputs.buildArgs.map(build_arg/* printBuildArg */.C)),
        ...each("--secret", inputs.secrets.map((secret) => secretValue(secret, solve.secretFiles))),
        ...each("--ssh", inputs.ssh),
        ...each("--tag", solve.references.map(domain_reference/* printTagged */.q6)),
        ...each("--label", inputs.labels.map(printPair)),
        ...solve.attestations,
        ...each("--output", buildx_args_exports(solve)),
        ...each("--cache-from", cache.from),
        ...each("--cache-to", cache.to),
        ...(inputs.noCache ? ["--no-cache"] : []),
        ...(inputs.pull ? ["--pull"] : []),
        "--",
        inputs.context,
    ];
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
/** The exports: the push, the load, and what `outputs` adds; with none of them the build only proves that it works. */
function buildx_args_exports({ inputs, builder, push }) {
    const isEngine = (0,domain_builder/* isEngineBuildKit */.hl)(builder);
    // The engine's BuildKit stores and unpacks what it exports unless told otherwise, which for a push is the larger
    // part of the time; when the image is wanted here too, the one export does both.
    const pushed = `type=image,push=true${isEngine && !inputs.load ? ",store=false,unpack=false" : ""}`;
    const all = [
        ...(push ? [pushed] : []),
        ...(inputs.load && !(push && isEngine) ? ["type=docker"] : []),
        ...inputs.outputs.map(({ text }) => text),
    ];
    return all.length > 0 ? all : ["type=cacheonly"];
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

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./src/edges/pause.ts


/**
 * Waits, in milliseconds.
 * @throws ActionError as {@link cancellation} when aborted.
 */
async function pause(delayMs, signal) {
    await (0,external_node_timers_promises_.setTimeout)(delayMs, undefined, signal && { signal }).catch(() => {
        throw pause_cancellation(signal);
    });
}
/** What to throw for an aborted signal: its own reason when that is an ActionError, else one of code `cancelled`. */
function pause_cancellation(signal) {
    const reason = signal?.reason;
    return reason instanceof failure/* ActionError */.l ? reason : new failure/* ActionError */.l("cancelled", "the run was cancelled");
}

;// CONCATENATED MODULE: ./src/phases/build.ts









/** Before the first repetition; doubled for each further one. */
const RETRY_DELAY_MS = 2_000;
/**
 * Builds every platform and exports the result, again where a failure may pass by itself: what was built before is
 * still in the builder then.
 * @throws ActionError that says what to do about the failure.
 */
async function build(plan, prepared) {
    const metadataFile = (0,external_node_path_.join)(prepared.folder, "metadata.json");
    const args = buildArgs({ ...plan, ...prepared, push: plan.publish.push, metadataFile });
    const retries = await solve(plan, prepared, args);
    const metadata = await readMetadata(metadataFile);
    const digest = JSON.parse(metadata)["containerimage.digest"];
    return { digest: typeof digest === "string" ? digest : undefined, metadata, retries };
}
async function solve(plan, { docker, signal }, args) {
    for (let attempt = 0;; attempt += 1) {
        try {
            await docker.run(args, { onLine: log.say });
            return attempt;
        }
        catch (error) {
            if (!(error instanceof edges_docker/* DockerError */.B))
                throw error;
            const failure = describeBuildFailure(error.output, plan);
            if (attempt >= plan.inputs.retries || !isTransient(parseSolveError(error.output)))
                throw failure;
            const delayMs = RETRY_DELAY_MS * 2 ** attempt;
            (0,log.warn)(`${failure.message}\nThis may pass: trying again in ${(0,figures/* printDuration */.c)(delayMs)} (${attempt + 1} of ${plan.inputs.retries}).`);
            await pause(delayMs, signal);
        }
    }
}
/** buildx writes no file when there is nothing to tell. */
async function readMetadata(file) {
    const text = await (0,promises_.readFile)(file, "utf8").catch(() => "{}");
    return JSON.stringify(JSON.parse(text));
}

// EXTERNAL MODULE: ./src/phases/clean-up.ts
var clean_up = __webpack_require__(5619);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./src/domain/cache-token.ts
var cache_token = __webpack_require__(2250);
// EXTERNAL MODULE: ./src/edges/emulation.ts + 2 modules
var edges_emulation = __webpack_require__(9888);
// EXTERNAL MODULE: ./src/edges/engine.ts + 3 modules
var edges_engine = __webpack_require__(9561);
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
        throw new failure/* ActionError */.l("registry-auth", `docker's config.json has an entry for ${registry} without a password`, {
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
    throw new failure/* ActionError */.l("registry-auth", `${program}, which docker's config.json names for ${registry}, ${reason}`, {
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
        throw new failure/* ActionError */.l("registry-auth", `${program} did not answer with a login for ${registry}`);
    }
    return username === "<token>" ? { identityToken: secret } : { username, password: secret };
}
function unusable(path, reason) {
    return new failure/* ActionError */.l("registry-auth", `${path} ${reason}`, {
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
async function inspect(inputs, docker) {
    const [engine, handlers, engineBuilder, existingBuilder, event, githubLogin] = await Promise.all([
        (0,edges_engine/* readEngine */.Rz)(docker),
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

;// CONCATENATED MODULE: ./src/edges/digest.ts

/** The digest of bytes as registries write it: `sha256:` and 64 hexadecimal digits. */
function digestOf(bytes) {
    return `sha256:${(0,external_node_crypto_.createHash)("sha256").update(bytes).digest("hex")}`;
}

;// CONCATENATED MODULE: ./src/edges/registry/content.ts



/**
 * Reads a manifest out of an answer for a tag or digest.
 * @throws ActionError `registry` when the bytes are not those of the digest that we or the registry named, or no JSON.
 */
function readManifest(name, reference, answer) {
    const digest = digestOf(answer.body);
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
    expectDigest(name, digest, digestOf(body));
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
    throw new failure/* ActionError */.l("registry", `${registry} (repository ${repository}) sent ${digest} instead of ${wanted}`, {
        hint: "A proxy or a broken registry changed the bytes: try again, then ask who runs it.",
    });
}
function parseJson({ registry, repository }, body) {
    try {
        return JSON.parse(body.toString());
    }
    catch (cause) {
        throw new failure/* ActionError */.l("registry", `${registry} (repository ${repository}) sent something that is not JSON`, {
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
    return new failure/* ActionError */.l(code, `${subject} ${verdict(code, refusal)}: ${words} (HTTP ${status})`, {
        hint: hint(code, refusal),
        cause: new RegistryRefusal(status, words),
    });
}
/** Tells whether an error means that the registry has no such thing, so that looking again later may help. */
function isAbsent(error) {
    return error instanceof failure/* ActionError */.l && error.cause instanceof RegistryRefusal && error.cause.status === 404;
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
        await pause(delayMs * 2 ** (attempt - 1), signal);
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
        return readManifest(name, reference, answer);
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
        throw new failure/* ActionError */.l("registry-auth", `no login is known for ${registry}`, {
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
            if (!(error instanceof failure/* ActionError */.l) || error.code !== "registry")
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
            throw new failure/* ActionError */.l("registry", `${url.host} sends more than ${BODY_LIMIT_BYTES} bytes for ${url.pathname}`);
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
            throw new failure/* ActionError */.l("registry", message);
        }
        const answer = await this.#options.transport.send(tokenRequest(access, demand, credentials));
        if (answer.status !== 200) {
            const context = { registry, repository, anonymous: credentials === undefined, token: true };
            throw registryError({ ...answer, ...context, body: this.words(answer) });
        }
        const token = parseToken(answer.body.toString());
        if (token === undefined) {
            throw new failure/* ActionError */.l("registry", `the token endpoint of ${registry} gave no token`);
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
                await pause(pauseMs, this.#options.signal);
            else if ("answer" in outcome)
                return outcome.answer;
            else
                throw outcome.error instanceof failure/* ActionError */.l ? outcome.error : unreachable(request.url, outcome.error);
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
                throw new failure/* ActionError */.l("registry", `${url.host} redirects without end`);
            if (url.protocol === "https:" && next.protocol !== "https:") {
                throw new failure/* ActionError */.l("registry", `${url.host} redirects to ${next.host} without encryption`);
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
                throw pause_cancellation(caller);
            if (!deadline.aborted)
                throw error;
            throw new failure/* ActionError */.l("registry", `${request.url.host} did not answer within ${limitMs / 1000} s`, {
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
    return new failure/* ActionError */.l("registry", `${host} cannot be reached: ${message === "" ? code : message}`, {
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

;// CONCATENATED MODULE: ./src/phases/prepare.ts














/**
 * Puts in place what the plan needs, and nothing else: emulators, builder, logins and secrets side by side.
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
    const [secretFiles] = await Promise.all([
        (0,workspace/* writeSecrets */.Pl)(folder, plan.inputs),
        prepareEmulation(plan, facts, { ...means, docker }),
        prepareBuilder(plan, { ...means, docker }),
        timeline.phase("prepare.registry", () => checkRegistries(plan, registry)),
    ]);
    return { docker, registry, folder, secretFiles, signal };
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
        throw new failure/* ActionError */.l("builder", `The builder could not be created: ${cause.message}`, {
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

// EXTERNAL MODULE: ./src/phases/report.ts + 3 modules
var report = __webpack_require__(4871);
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
    // BuildKit writes null for an image without layers.
    const sizes = (layers ?? []).map(({ size = 0 }) => size);
    return {
        configDigest: config?.digest ?? "",
        layers: sizes.length,
        sizeBytes: sizes.reduce((sum, size) => sum + size, 0),
    };
}
/** The platform that an image's own config claims. */
function parseConfigPlatform(content) {
    return platformOf(content);
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

;// CONCATENATED MODULE: ./src/phases/verify.ts




/**
 * Verifies what a run published; `undefined` when it publishes nothing.
 * @throws as {@link verify}.
 */
async function verifyPublished(plan, built, registry) {
    if (!plan.publish.push)
        return undefined;
    if (built.digest === undefined)
        throw new failure/* ActionError */.l("verify", "The build was pushed but buildx reported no digest");
    return verify({ ...plan, digest: built.digest, platforms: plan.inputs.platforms }, registry);
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
    const published = parsePublished((await registry.pushedManifest(name, digest)).content);
    const images = published.kind === "manifest"
        ? [await readImage(name, { digest }, registry)]
        : await Promise.all(published.entries.map((entry) => readImage(name, entry, registry)));
    const differences = platformDifferences(platforms, images.map(({ platform }) => platform));
    if (differences.length === 0)
        return images;
    throw new failure/* ActionError */.l("verify", `${(0,domain_reference/* printName */.To)(name)}@${digest} is not what was planned: ${differences.join("; ")}`, {
        hint: "Its tags point to it already. Build again; if it happens again, please report it with the log.",
    });
}
async function readImage(name, { digest, platform: claimed }, registry) {
    const { configDigest, sizeBytes, layers } = parseImageManifest((await registry.manifest(name, digest)).content);
    const platform = parseConfigPlatform(await registry.blob(name, configDigest));
    if (claimed === undefined || (0,domain_platform/* samePlatform */.my)(platform, claimed))
        return { platform, digest, sizeBytes, layers };
    throw new failure/* ActionError */.l("verify", `${(0,domain_reference/* printName */.To)(name)}: the index says ${(0,domain_platform/* printPlatform */.Lg)(claimed)} of ${digest}, whose config says ${(0,domain_platform/* printPlatform */.Lg)(platform)}`, {
        hint: "A base image pinned by the digest of one platform does this: pin the digest of its index instead.",
    });
}
async function verifyTag(reference, digest, registry) {
    const found = (await registry.digestOf(reference, reference.tag)) ??
        (await registry.pushedManifest(reference, reference.tag)).digest;
    if (found === digest)
        return;
    throw new failure/* ActionError */.l("verify", `${(0,domain_reference/* printTagged */.q6)(reference)} leads to ${found} instead of ${digest}`, {
        hint: "Does another job push the same tag at the same time? concurrency: in the workflow prevents that.",
    });
}

// EXTERNAL MODULE: ./src/state.ts
var state = __webpack_require__(2462);
// EXTERNAL MODULE: external "node:perf_hooks"
var external_node_perf_hooks_ = __webpack_require__(643);
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
async function runAction(inputs, run) {
    const timeline = new Timeline();
    if (inputs.timeoutMs !== undefined)
        (0,cancellation/* cancelAfter */.Z)(run, inputs.timeoutMs);
    const docker = new edges_docker.Docker(process.env, run.signal);
    const facts = await timeline.phase("inspect", () => inspect(inputs, docker));
    const plan = planRun(inputs, facts);
    await announce(plan, facts);
    run.signal.throwIfAborted();
    const handover = {
        schema: 1,
        folder: (0,workspace/* makeRunFolder */.GU)(),
        builder: plan.builder.kind === "created" ? plan.builder.name : undefined,
    };
    (0,state/* saveHandover */.FZ)(handover);
    try {
        const result = await publish(plan, facts, {
            docker,
            timeline,
            folder: handover.folder,
            signal: run.signal,
        });
        (0,github/* writeOutputs */.Kn)(describeOutputs(plan, result));
        await (0,report/* reportSummary */.hm)(plan, result);
    }
    catch (error) {
        // Of what was done side by side one part failed: the others have no purpose any more.
        run.abort(error);
        await docker.ended();
        await (0,clean_up/* cleanUp */.n)(handover);
        throw error;
    }
}
async function publish(plan, facts, means) {
    const { timeline } = means;
    const prepared = await prepare(plan, facts, means);
    const built = await timeline.phase("build", () => build(plan, prepared));
    const verified = await timeline.phase("verify", () => verifyPublished(plan, built, prepared.registry));
    const durationMs = timeline.elapsedMs();
    if (verified)
        (0,log.say)(`Verified ${verified.digest}: every planned platform is there, once, and every tag leads to it.`);
    (0,log.say)(`Done in ${(0,figures/* printDuration */.c)(durationMs)}.`);
    const { startedAt, phases } = timeline;
    const metrics = describeMetrics(plan, { startedAt, phases, durationMs, retries: built.retries, verified });
    return { digest: built.digest, metadata: built.metadata, verified, metrics };
}
async function announce(plan, facts) {
    (0,github/* maskValues */.Z$)(secretValues(plan));
    await (0,report/* reportEnvironment */.gz)(facts);
    for (const line of describePlan(plan))
        (0,log.say)(line);
    for (const text of plan.notices)
        (0,log.notice)(text);
}
/** Values of ours that the runner may not know as secrets, so that it hides them in what the build prints. */
function secretValues({ inputs, logins }) {
    const secrets = inputs.secrets.flatMap((secret) => (secret.from === "value" ? [secret.value] : []));
    return [...secrets, ...logins.map(({ password }) => password)];
}


/***/ })

};
