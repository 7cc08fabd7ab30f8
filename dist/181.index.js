export const id = 181;
export const ids = [181];
export const modules = {

/***/ 4606:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ attestationArgs),
/* harmony export */   s: () => (/* binding */ parseAttestation)
/* harmony export */ });
/* harmony import */ var _builder_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1843);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5410);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8410);



/**
 * The attestation flags. Without a word from the user, provenance is complete for public repositories and minimal for
 * private ones, as docker's own action does it: a build's arguments and sources are part of the complete one.
 * @see https://docs.docker.com/build/metadata/attestations/
 */
function attestationArgs(inputs, event, target) {
    const provenance = inputs.provenance ?? defaultProvenance(event, inputs, target);
    return [`--provenance=${provenance}`, ...(inputs.sbom === undefined ? [] : [`--sbom=${inputs.sbom}`])];
}
/**
 * Reads `true`, `false` or attributes such as `mode=max`; `undefined` for an empty text, which leaves the choice to us.
 * @throws ActionError `input` for anything else.
 */
function parseAttestation(text) {
    if (text === "")
        return undefined;
    if (/^(?:true|false)$/i.test(text))
        return text.toLowerCase();
    if (!text.includes("=")) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l("input", `"${text}" is neither true, false nor attributes`, {
            hint: "Attributes are written as in mode=max,inline-only=true.",
        });
    }
    (0,_list_js__WEBPACK_IMPORTED_MODULE_2__/* .parseAttributes */ .vB)(text);
    return text;
}
/** The exports, besides a push, that have a place for attestations. */
const ATTESTED_OUTPUTS = ["image", "oci"];
function defaultProvenance(event, inputs, target) {
    const { builder, engine, push } = target;
    const intoClassicStore = engine.imageStore === "classic" && (inputs.load || (0,_builder_js__WEBPACK_IMPORTED_MODULE_0__/* .isEngineBuildKit */ .hl)(builder));
    const hasPlace = push || inputs.outputs.some(({ type }) => ATTESTED_OUTPUTS.includes(type));
    if (intoClassicStore || !hasPlace)
        return "false";
    return event.isPrivate === false ? "mode=max" : "mode=min,inline-only=true";
}


/***/ }),

/***/ 1745:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ printBuildArg),
/* harmony export */   N: () => (/* binding */ parseBuildArgs)
/* harmony export */ });
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8410);

/**
 * Reads build arguments, a `KEY=VALUE` or bare `KEY` a line.
 * @throws ActionError `input` for a line without a key.
 */
function parseBuildArgs(text) {
    return (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .parseLines */ .Li)(text).map((line) => {
        const [key, ...rest] = line.split("=");
        const value = rest.length === 0 ? undefined : rest.join("=");
        return key.trim() === "" ? (0,_list_js__WEBPACK_IMPORTED_MODULE_0__/* .parsePair */ .Ar)(line) : { key: key.trim(), value };
    });
}
/** Prints a build argument for `--build-arg`. */
function printBuildArg({ key, value }) {
    return value === undefined ? key : `${key}=${value}`;
}


/***/ }),

/***/ 1843:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Zw: () => (/* binding */ planBuilder),
/* harmony export */   hl: () => (/* binding */ isEngineBuildKit)
/* harmony export */ });
/* unused harmony export DEFAULT_BUILDKIT_IMAGE */
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5410);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3013);


/** BuildKit 0.32.2, by digest, so that a build does not change because a tag moved. */
const DEFAULT_BUILDKIT_IMAGE = "docker.io/moby/buildkit:v0.32.2@sha256:28a898719c18a33f4e8000685287fa36fd0dd9560c6440227d3a732d79bb41d8";
/**
 * Chooses the builder. `auto` takes the engine's own when it stores images of several platforms and nothing asked
 * for needs another, since that one is ready at once.
 * @throws ActionError `input` or `image-store` for a builder that cannot do what is asked of it.
 */
function planBuilder(choice) {
    const { inputs, engine, existing } = choice;
    const plan = existing ? planExisting(inputs, existing) : planByDriver(choice);
    // The classic image store holds one platform of an image.
    if (engine.imageStore === "classic" && inputs.platforms.length > 1)
        checkClassicStore(choice, plan);
    return plan;
}
/** Tells whether a builder is BuildKit inside the Docker engine, whose exports go to the engine's image store. */
function isEngineBuildKit({ driver }) {
    return driver === "docker";
}
function planExisting(inputs, { name, driver, isOnHost }) {
    const unused = [
        ...(inputs.driver !== "auto" && inputs.driver !== driver ? [`driver: ${inputs.driver}`] : []),
        ...containerSettings(inputs),
    ];
    if (unused.length === 0)
        return { kind: "existing", name, driver, isOnHost, reason: `builder is set to ${name}` };
    const message = `builder: "${name}" exists already (driver ${driver}), so ${unused.join(", ")} cannot apply`;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l("input", message, {
        hint: "Leave builder out to have one created with these settings, or leave the settings out.",
    });
}
function planByDriver({ inputs, engine, ...names }) {
    const settings = containerSettings(inputs);
    const own = (reason) => ({
        kind: "engine",
        name: names.engineBuilder,
        driver: "docker",
        isOnHost: true,
        reason,
    });
    const created = (reason) => ({
        kind: "created",
        name: names.ownBuilder,
        driver: "docker-container",
        image: inputs.buildkitImage ?? option(inputs, "image") ?? DEFAULT_BUILDKIT_IMAGE,
        isOnHost: (option(inputs, "network") ?? "host") === "host",
        reason,
    });
    if (inputs.driver === "docker-container")
        return created("driver is set to docker-container");
    if (inputs.driver === "docker") {
        if (settings.length === 0)
            return own("driver is set to docker");
        const message = `driver: docker is the engine's own BuildKit, so ${settings.join(", ")} cannot apply`;
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l("input", message, { hint: "Set driver: docker-container, or leave driver out." });
    }
    if (settings.length > 0)
        return created(`${settings.join(", ")} needs a builder of its own`);
    if (engine.imageStore === "classic")
        return created("the engine's classic image store holds one platform of an image");
    return own("the engine has the containerd image store and needs no boot");
}
/** An option of the driver, such as the image, as docker/setup-buildx-action takes them. */
function option({ driverOpts }, name) {
    return driverOpts.find(({ key }) => key === name)?.value;
}
function checkClassicStore({ inputs, engine }, plan) {
    const count = `${inputs.platforms.length} platforms`;
    const turnOn = 'turn the containerd image store on ("features": {"containerd-snapshotter": true} in the engine\'s daemon.json)';
    if (isEngineBuildKit(plan)) {
        const message = `The builder ${plan.name} (driver docker) cannot build ${count} on this engine: its image store is the classic one`;
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l("image-store", message, {
            hint: `Leave builder and driver out to have a BuildKit container created, or ${turnOn}.`,
        });
    }
    if (!inputs.load)
        return;
    const message = `load: the engine's classic image store cannot hold ${count} of one image, whatever builds them`;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l("image-store", message, {
        hint: `Load one platform (platforms: ${(0,_platform_js__WEBPACK_IMPORTED_MODULE_1__/* .printPlatform */ .Lg)(engine.platform)}), leave load out and push, or ${turnOn}.`,
    });
}
/** The inputs that only a BuildKit container of our own can honour. */
function containerSettings(inputs) {
    return [
        ...(inputs.driverOpts.length > 0 ? ["driver-opts"] : []),
        ...(inputs.buildkitdConfig === undefined ? [] : ["buildkitd-config-inline"]),
        ...(inputs.buildkitImage === undefined ? [] : ["buildkit-image"]),
    ];
}


/***/ }),

/***/ 2984:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G9: () => (/* binding */ planEmulation),
/* harmony export */   vr: () => (/* binding */ DEFAULT_QEMU_IMAGE),
/* harmony export */   wG: () => (/* binding */ emulationCrash)
/* harmony export */ });
/* harmony import */ var _binfmt_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9930);
/* harmony import */ var _emulator_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(441);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5410);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3013);




/** The image whose QEMU is installed unless the `qemu-image` input names another. */
const DEFAULT_QEMU_IMAGE = "docker.io/tonistiigi/binfmt:qemu-v10.2.3-68@sha256:400a4873b838d1b89194d982c45e5fb3cda4593fbfd7e08a02e76b03b21166f0";
/**
 * Decides for each platform how its programs are run. What is already there is preferred to installing, except with
 * the policy `always`.
 * @throws ActionError `emulation` when a platform would need an emulator that may not be installed, or that does not
 * exist; it names all of them.
 */
function planEmulation(platforms, facts) {
    const runs = platforms.map((platform) => planPlatform(platform, facts));
    const installed = runs.filter(({ by }) => by === "install").map(({ platform }) => platform);
    const unknown = installed.filter((platform) => (0,_emulator_js__WEBPACK_IMPORTED_MODULE_1__/* .emulatorArchitecture */ .DZ)(platform) === undefined);
    if (unknown.length > 0) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l("emulation", `There is no emulator for ${(0,_emulator_js__WEBPACK_IMPORTED_MODULE_1__/* .listPlatforms */ .Rd)(unknown)}`, {
            hint: "Take it out of platforms, or name a builder that runs it in builder.",
        });
    }
    if (facts.policy === "never" && installed.length > 0)
        throw forbidden(installed);
    return runs;
}
function planPlatform(platform, facts) {
    if ((0,_platform_js__WEBPACK_IMPORTED_MODULE_3__/* .runsNatively */ .PU)(platform, facts.host)) {
        return { platform, how: "native", reason: `runs natively on ${(0,_platform_js__WEBPACK_IMPORTED_MODULE_3__/* .printPlatform */ .Lg)(facts.host)}` };
    }
    if (platform.os !== "linux") {
        return {
            platform,
            how: "none",
            reason: "is put together here but not run: a RUN step for it would fail",
        };
    }
    return (facts.policy === "always" ? undefined : present(platform, facts)) ?? toInstall(platform, facts);
}
/** The way to run a platform that needs nothing installed, if there is one. */
function present(platform, facts) {
    const handler = (0,_binfmt_js__WEBPACK_IMPORTED_MODULE_0__/* .handlerFor */ .ci)(platform, facts.handlers ?? []);
    if (handler !== undefined && (0,_binfmt_js__WEBPACK_IMPORTED_MODULE_0__/* .worksInContainers */ .oA)(handler)) {
        const reason = `is emulated by ${handler.name} (already registered, ${handler.interpreter})`;
        return { platform, how: "emulated", by: "kernel", reason };
    }
    if (facts.builderPlatforms?.some((one) => (0,_platform_js__WEBPACK_IMPORTED_MODULE_3__/* .runsNatively */ .PU)(platform, one)) === true) {
        return {
            platform,
            how: "emulated",
            by: "builder",
            reason: "is run by the builder, which lists it as supported",
        };
    }
    if (facts.bundled && (0,_emulator_js__WEBPACK_IMPORTED_MODULE_1__/* .isBundled */ .Nt)(platform)) {
        const reason = `is emulated by BuildKit's own ${(0,_emulator_js__WEBPACK_IMPORTED_MODULE_1__/* .emulatorName */ .ff)(platform)}`;
        return { platform, how: "emulated", by: "buildkit", reason };
    }
    return undefined;
}
function toInstall(platform, facts) {
    const reason = `is emulated by ${(0,_emulator_js__WEBPACK_IMPORTED_MODULE_1__/* .emulatorName */ .ff)(platform)}, to be installed: ${whyInstall(platform, facts)}`;
    return { platform, how: "emulated", by: "install", reason };
}
function whyInstall(platform, { handlers, policy }) {
    if (policy === "always")
        return "qemu is set to always";
    if (handlers === undefined)
        return "what the engine's kernel has registered cannot be seen from here";
    const unusable = (0,_binfmt_js__WEBPACK_IMPORTED_MODULE_0__/* .handlerFor */ .ci)(platform, handlers);
    if (unusable === undefined)
        return "nothing is registered for it";
    return `${unusable.name} is registered without flag F, which containers need`;
}
function forbidden(platforms) {
    const message = `${(0,_emulator_js__WEBPACK_IMPORTED_MODULE_1__/* .listPlatforms */ .Rd)(platforms)} cannot be run here without an emulator, and qemu is set to never`;
    return new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l("emulation", message, {
        hint: `Set qemu: auto to have QEMU installed, take it out of platforms, or ${(0,_emulator_js__WEBPACK_IMPORTED_MODULE_1__/* .withoutEmulation */ .nT)(platforms)}.`,
    });
}
// QEMU prints the first for any program that a signal ends, and the second when it fails itself.
const CRASH = /(?<=qemu: uncaught target signal \d+ \()[^)]+|(?<=QEMU internal )SIG[A-Z]+/;
// What shells and BuildKit say of a process that such a signal ended. A program that does this natively is simply
// broken; under emulation the emulator is the first suspect.
const SUSPECT = /\b(?:Illegal instruction|Segmentation fault|SIGILL|SIGSEGV|exit code: 13[29])\b/;
const NOT_STARTED = /exec format error/i;
// The line of the log that a failed step ends with: "[linux/arm64 build 2/3] failed after 1.2 s (exit code: 1)".
const FAILED_STEP = /^\[([a-z]+\/[a-z0-9/]+) [^\]]*\] failed after /m;
/**
 * Recognises, in the output of a failed build, that not a step's command failed but the running of its platform's
 * programs. `undefined` when there is no sign of that; "qemu: Unsupported syscall" is none, since programs cope.
 */
function emulationCrash(output, runs) {
    const failed = failedRuns(output, runs);
    if (failed.length === 0)
        return undefined;
    const certain = CRASH.exec(output);
    if (certain !== null)
        return crash(certain[0], failed);
    const suspect = failed.every(({ how }) => how === "emulated") ? SUSPECT.exec(output) : null;
    if (suspect !== null)
        return crash(suspect[0], failed);
    return NOT_STARTED.test(output) ? notStarted(failed) : undefined;
}
/** The platform of the step that failed; those that it may have been where BuildKit does not say. */
function failedRuns(output, runs) {
    const name = FAILED_STEP.exec(output)?.[1];
    // A platform that is not built for is that of the machine, in a stage FROM --platform=$BUILDPLATFORM.
    if (name !== undefined)
        return runs.filter(({ platform }) => (0,_platform_js__WEBPACK_IMPORTED_MODULE_3__/* .printPlatform */ .Lg)(platform) === name);
    return runs;
}
function crash(signal, runs) {
    const platforms = suspects(runs);
    return {
        code: "emulation-crash",
        message: `a program for ${oneOf(platforms)} crashed under emulation (${signal})`,
        hint: "The program itself may be sound: QEMU does not run everything as a processor does. " +
            `To be sure, ${(0,_emulator_js__WEBPACK_IMPORTED_MODULE_1__/* .withoutEmulation */ .nT)(platforms)}, or try another QEMU with qemu: always and qemu-image.`,
    };
}
function notStarted(runs) {
    if (runs.every(({ how }) => how === "native")) {
        return {
            code: "build",
            message: "a program in the image is for another architecture (exec format error)",
            hint: "Choose what the Dockerfile downloads or copies by $TARGETARCH, and give FROM --platform only to stages " +
                "whose files do not end up in the image. A script without a #! line ends like this too.",
        };
    }
    const platforms = suspects(runs);
    const impossible = runs.every(({ how }) => how === "none");
    return {
        code: "emulation",
        message: `a program for ${oneOf(platforms)} could not be started here (exec format error)`,
        hint: impossible
            ? "Do what its RUN steps do in a stage that starts with FROM --platform=$BUILDPLATFORM, and COPY the result."
            : "If no program of that platform starts, set qemu: always to have QEMU registered anew, or " +
                `${(0,_emulator_js__WEBPACK_IMPORTED_MODULE_1__/* .withoutEmulation */ .nT)(platforms)}. If others start, this file is for another architecture.`,
    };
}
function suspects(runs) {
    const emulated = runs.filter(({ how }) => how !== "native");
    return (emulated.length > 0 ? emulated : runs).map(({ platform }) => platform);
}
function oneOf(platforms) {
    return platforms.length === 1 ? (0,_emulator_js__WEBPACK_IMPORTED_MODULE_1__/* .listPlatforms */ .Rd)(platforms) : `one of ${(0,_emulator_js__WEBPACK_IMPORTED_MODULE_1__/* .listPlatforms */ .Rd)(platforms)}`;
}


/***/ }),

/***/ 5465:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ totalBytes)
/* harmony export */ });
/** Compressed bytes of layers. */
function totalBytes(layers) {
    return layers.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}


/***/ }),

/***/ 8410:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $v: () => (/* binding */ printAttributes),
/* harmony export */   Ar: () => (/* binding */ parsePair),
/* harmony export */   E1: () => (/* binding */ parseList),
/* harmony export */   Li: () => (/* binding */ parseLines),
/* harmony export */   pQ: () => (/* binding */ parseRawLines),
/* harmony export */   vB: () => (/* binding */ parseAttributes)
/* harmony export */ });
/* unused harmony export CSV_DIALECT */
/* harmony import */ var csv_parse_sync__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5175);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5410);


/** The CSV of docker's actions, as csv-parse is told of it. */
const CSV_DIALECT = {
    columns: false,
    trim: true,
    record_delimiter: ["\r\n", "\n"],
    comment: "#",
    comment_no_infix: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
};
/** A character that no input holds, so that a line stays one field and only quotes at its start count. */
const NO_DELIMITER = "\u0000";
/**
 * Reads a list as docker's actions do: an item a line or several with commas between, CSV quotes around an item that
 * contains either, `#` starts a comment line, blank items are dropped.
 * @throws ActionError `input` for quotes that do not close.
 */
function parseList(text) {
    return records(text)
        .flat()
        .map((item) => item.trim())
        .filter((item) => item !== "");
}
/**
 * Reads a list with an item a line, so that commas are part of the item; CSV quotes around a whole item let it span
 * lines, and keep blanks and line ends at its edges. For what contains commas by nature: labels, arguments, secrets.
 * @throws ActionError `input` for quotes that do not close.
 */
function parseLines(text) {
    return records(text, NO_DELIMITER)
        .flat()
        .filter((item) => item !== "");
}
/** Reads a list with an item a line in which quotes are part of the item, as in docker's own options. */
function parseRawLines(text) {
    return text
        .split(/\r?\n/)
        .map((item) => item.trim())
        .filter((item) => item !== "" && !item.startsWith("#"));
}
/**
 * Splits `key=value` at the first `=`. The value may be empty.
 * @throws ActionError `input` for an item without `=` or without a key.
 */
function parsePair(item) {
    const at = item.indexOf("=");
    const key = item.slice(0, Math.max(at, 0)).trim();
    if (key === "") {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l("input", `"${firstLine(item)}" is not KEY=VALUE`, {
            hint: "Write one KEY=VALUE a line.",
        });
    }
    return { key, value: item.slice(at + 1) };
}
/**
 * Reads the comma-separated attributes of one docker option, `type=local,dest=out`.
 * @throws ActionError `input` for a part that is not `key=value`.
 */
function parseAttributes(item) {
    return new Map(records(item)
        .flat()
        .map((part) => parsePair(part))
        .map(({ key, value }) => [key.toLowerCase(), value]));
}
/** Writes attributes as one docker option value, with CSV quotes around what needs them. */
function printAttributes(attributes) {
    return attributes
        .map(([key, value]) => `${key}=${value}`)
        .map((part) => (/[",\r\n]|\s$/.test(part) ? `"${part.replaceAll('"', '""')}"` : part))
        .join(",");
}
function records(text, delimiter = ",") {
    if (text.trim() === "")
        return [];
    try {
        return (0,csv_parse_sync__WEBPACK_IMPORTED_MODULE_0__/* .parse */ .qg)(text, { ...CSV_DIALECT, delimiter });
    }
    catch (cause) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .l("input", "a quoted item does not end", {
            hint: 'Close the quotes, and write a quote inside quotes as "".',
            cause,
        });
    }
}
function firstLine(text) {
    return text.replace(/\n[^]*/, "");
}


/***/ }),

/***/ 105:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $n: () => (/* binding */ parseLogin),
/* harmony export */   Yq: () => (/* binding */ registryOfKey),
/* harmony export */   bf: () => (/* binding */ parseRegistryAuth),
/* harmony export */   l5: () => (/* binding */ parseRegistry),
/* harmony export */   ur: () => (/* binding */ configKey)
/* harmony export */ });
/* harmony import */ var fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1916);
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8815);
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5410);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8913);




const KEYS = ["registry", "username", "password"];
/** Keys of docker/login-action that we do not take, and what to do instead. */
const UNSUPPORTED = new Map([
    ["scope", "Leave it out: a login is used for every repository of its registry."],
    ["ecr", "Run aws-actions/amazon-ecr-login in a step before, and leave the entry out."],
]);
const SYNTAX = "Write a list of - registry: ghcr.io, username: …, password: … entries.";
/**
 * Reads the inputs of a single login. Undefined when neither username nor password is given; the registry is docker.io
 * when not given, and only the host of what is given counts.
 * @throws ActionError `input` for a password without username, never quoting either.
 */
function parseLogin({ registry, username, password }) {
    if (username === "" && password === "")
        return undefined;
    return checkedLogin({ registry: parseRegistry(registry), username, password }, "the login");
}
/**
 * Reads a YAML list of logins, as docker/login-action's `registry-auth`: entries of registry (docker.io when left out),
 * username and password. An empty text is no login. Values are texts: `password: 0123` keeps its zero.
 * @throws ActionError `input`, naming the entry and never quoting a value but the registry.
 */
function parseRegistryAuth(text) {
    const logins = parseYamlList(text).map((entry, index) => parseEntry(entry, index + 1));
    logins.forEach(({ registry }, index) => {
        const earlier = logins.findIndex((login) => login.registry === registry);
        if (earlier === index)
            return;
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l("input", `entries ${earlier + 1} and ${index + 1} are both for ${registry}`, {
            hint: "Give one login for each registry.",
        });
    });
    return logins;
}
/**
 * Reads a registry as people write it (`https://ghcr.io/`, `ghcr.io/acme`, `index.docker.io`) into its host. Empty is
 * docker.io.
 * @throws ActionError `input` for what is no host.
 */
function parseRegistry(text) {
    const host = hostOf(text);
    if (host === "")
        return _reference_js__WEBPACK_IMPORTED_MODULE_3__/* .DOCKER_HUB */ .Xb;
    try {
        const name = (0,_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .parseImageName */ ["if"])(`${host}/some/image`);
        if (name.repository === "some/image")
            return name.registry;
    }
    catch {
        // said below, in words that fit a registry
    }
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l("input", `"${text.trim()}" is not a registry`, {
        hint: "Write its host, such as ghcr.io, registry.example.com or 127.0.0.1:5000.",
    });
}
/** The key of a registry in docker's config.json. */
function configKey(registry) {
    return registry === _reference_js__WEBPACK_IMPORTED_MODULE_3__/* .DOCKER_HUB */ .Xb ? "https://index.docker.io/v1/" : registry;
}
/** The registry that a key of docker's config.json stands for: `https://ghcr.io/v2/` is ghcr.io. */
function registryOfKey(key) {
    const host = hostOf(key);
    return host === "index.docker.io" || host === "registry-1.docker.io" ? _reference_js__WEBPACK_IMPORTED_MODULE_3__/* .DOCKER_HUB */ .Xb : host;
}
function hostOf(text) {
    return text
        .trim()
        .replace(/^https?:\/\//i, "")
        .replace(/\/.*/s, "");
}
/** YAML's own errors quote the text around them, which holds passwords: only the line number is passed on. */
function parseYamlList(text) {
    const lineCounter = new yaml__WEBPACK_IMPORTED_MODULE_1__/* .LineCounter */ .HN();
    // With this schema every scalar is a text; a tag would change that, and is only a warning.
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_1__/* .parseDocument */ .Tp)(text, { schema: "failsafe", lineCounter, logLevel: "silent" });
    const [trouble] = [...document.errors, ...document.warnings];
    if (trouble !== undefined)
        throw invalidYaml(` at line ${lineCounter.linePos(trouble.pos[0]).line}`);
    if (document.contents === null)
        return [];
    const value = plainValue(document);
    if (!Array.isArray(value))
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l("input", "the logins are not a list", { hint: SYNTAX });
    return value;
}
function plainValue(document) {
    try {
        return document.toJS({ mapAsMap: true, maxAliasCount: 0 });
    }
    catch {
        throw invalidYaml(", or uses an alias"); // which is what a password that starts with * looks like
    }
}
function invalidYaml(detail) {
    return new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l("input", `the text is not valid YAML${detail}`, {
        hint: `${SYNTAX} Put quotes around a value that starts with a special character such as * & ! % @.`,
    });
}
function parseEntry(entry, number) {
    if (!(entry instanceof Map))
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l("input", `entry ${number} has no keys`, { hint: SYNTAX });
    const fields = entry;
    const field = (key) => {
        const value = fields.get(key) ?? "";
        if (typeof value === "string")
            return value;
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l("input", `${key} of entry ${number} is not a text`, { hint: SYNTAX });
    };
    const registry = parseRegistry(field("registry"));
    const place = `entry ${number} (${registry})`;
    for (const key of fields.keys())
        if (!isKey(key))
            throw unknownKey(key, place);
    // A block text ends with a line break that nobody means.
    const password = field("password").replace(/[\r\n]+$/, "");
    return checkedLogin({ registry, username: field("username"), password }, place);
}
function checkedLogin(login, place) {
    if (login.username === "") {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l("input", `${place} has no username`, {
            hint: "Username and password go together.",
        });
    }
    if (!login.username.includes(":"))
        return login;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l("input", `the username of ${place} has a colon`, {
        hint: "Registries are sent username:password, so a username cannot hold a colon.",
    });
}
function isKey(key) {
    return KEYS.some((known) => known === key);
}
function unknownKey(key, place) {
    if (typeof key !== "string")
        return new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l("input", `${place} has a key that is not a text`, { hint: SYNTAX });
    const hint = UNSUPPORTED.get(key);
    if (hint !== undefined)
        return new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l("input", `${place} has ${key}, which is not supported`, { hint });
    const nearest = (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .closest */ .kp)(key, KEYS);
    // What is not like a key may be a password that lost its own.
    const shown = (0,fastest_levenshtein__WEBPACK_IMPORTED_MODULE_0__/* .distance */ .Io)(key, nearest) <= 3 ? `"${key}", which is not known` : "a key that is not known";
    return new _failure_js__WEBPACK_IMPORTED_MODULE_2__/* .ActionError */ .l("input", `${place} has ${shown}`, {
        hint: `Did you mean ${nearest}? Allowed are ${KEYS.join(", ")}.`,
    });
}


/***/ }),

/***/ 3356:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lb: () => (/* binding */ findExcess),
/* harmony export */   hI: () => (/* binding */ parseMaxGrowth),
/* harmony export */   yR: () => (/* binding */ hasLimit),
/* harmony export */   zW: () => (/* binding */ parseMaxSize)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5410);
/* harmony import */ var _figures_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(7209);
/* harmony import */ var _image_layer_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5465);
/* harmony import */ var _list_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8410);
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3013);





const UNITS = {
    b: 1,
    kb: 1e3,
    mb: 1e6,
    gb: 1e9,
    kib: 2 ** 10,
    mib: 2 ** 20,
    gib: 2 ** 30,
};
/**
 * Reads `50MB`, or a line such as `linux/arm64=60MB` for each platform.
 * @throws ActionError `input` for what is no such size, or a platform that is there twice.
 */
function parseMaxSize(text) {
    const limits = new Map();
    for (const line of (0,_list_js__WEBPACK_IMPORTED_MODULE_1__/* .parseLines */ .Li)(text)) {
        const { key, value } = line.includes("=") ? (0,_list_js__WEBPACK_IMPORTED_MODULE_1__/* .parsePair */ .Ar)(line) : { key: "", value: line };
        const platform = key === "" ? "" : (0,_platform_js__WEBPACK_IMPORTED_MODULE_2__/* .printPlatform */ .Lg)((0,_platform_js__WEBPACK_IMPORTED_MODULE_2__/* .parsePlatform */ .FL)(key));
        if (limits.has(platform))
            throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l("input", `"${line}" limits again what is limited already`);
        limits.set(platform, parseBytes(value));
    }
    return limits;
}
/**
 * Reads a percentage: `10%`.
 * @returns a share: 0.1.
 * @throws ActionError `input` for anything else.
 */
function parseMaxGrowth(text) {
    const percent = /^(\d+(?:\.\d+)?) ?%$/.exec(text)?.[1];
    if (percent === undefined) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l("input", `"${text}" is no percentage`, { hint: "Write it as in 10%." });
    }
    return Number(percent) / 100;
}
/** Whether any size is limited. */
function hasLimit({ maxBytes, maxGrowth }) {
    return maxBytes !== undefined || maxGrowth !== undefined;
}
/**
 * What is larger than it may be, as sentences; none if nothing is.
 * @param previous what the first tag led to before; a platform that was not there has no growth
 */
function findExcess(images, { maxBytes, maxGrowth }, previous) {
    return images.flatMap((image) => {
        const name = (0,_platform_js__WEBPACK_IMPORTED_MODULE_2__/* .printPlatform */ .Lg)(image.platform);
        const before = previous.find(({ platform }) => (0,_platform_js__WEBPACK_IMPORTED_MODULE_2__/* .printPlatform */ .Lg)(platform) === name);
        return [
            ...describeSize(name, image.layers, maxBytes?.get(name) ?? maxBytes?.get("")),
            ...describeGrowth(name, { layers: image.layers, before: before?.layers ?? [] }, maxGrowth),
        ];
    });
}
function describeSize(name, layers, mostBytes = Infinity) {
    const bytes = (0,_image_layer_js__WEBPACK_IMPORTED_MODULE_3__/* .totalBytes */ .o)(layers);
    if (bytes <= mostBytes)
        return [];
    const [largest] = layers.toSorted((one, other) => other.sizeBytes - one.sizeBytes);
    const layer = largest && ` Its largest layer has ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_4__/* .printBytes */ .p)(largest.sizeBytes)}${originOf(largest)}.`;
    return [
        `The image for ${name} has ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_4__/* .printBytes */ .p)(bytes)}, and max-size is ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_4__/* .printBytes */ .p)(mostBytes)}.${layer ?? ""}`,
    ];
}
function describeGrowth(name, versions, most = Infinity) {
    const { layers, before } = versions;
    const [bytes, bytesBefore] = [(0,_image_layer_js__WEBPACK_IMPORTED_MODULE_3__/* .totalBytes */ .o)(layers), (0,_image_layer_js__WEBPACK_IMPORTED_MODULE_3__/* .totalBytes */ .o)(before)];
    if (bytesBefore === 0 || bytes <= bytesBefore * (1 + most))
        return [];
    const growth = `${(((bytes - bytesBefore) / bytesBefore) * 100).toFixed(1)} %`;
    const grown = layers
        .map((layer) => ({ layer, byBytes: grownBytes(layer, versions) }))
        .reduce((one, other) => (other.byBytes > one.byBytes ? other : one));
    const layer = ` Most of it is a layer with ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_4__/* .printBytes */ .p)(grown.byBytes)} more${originOf(grown.layer)}.`;
    return [
        `The image for ${name} grew by ${growth} from ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_4__/* .printBytes */ .p)(bytesBefore)} to ${(0,_figures_js__WEBPACK_IMPORTED_MODULE_4__/* .printBytes */ .p)(bytes)}, and max-growth is ${Number((most * 100).toFixed(4))} %.${layer}`,
    ];
}
/** Compared with the layer that the same instruction made before; a layer that was there before has not grown. */
function grownBytes(layer, { layers, before }) {
    if (before.some(({ digest }) => digest === layer.digest))
        return 0;
    const gone = before.filter((old) => !layers.some(({ digest }) => digest === old.digest));
    const same = gone.find(({ createdBy }) => createdBy !== undefined && createdBy === layer.createdBy);
    return layer.sizeBytes - (same?.sizeBytes ?? 0);
}
function originOf({ createdBy }) {
    const command = createdBy?.replace(/^RUN \/bin\/sh -c /, "RUN ").replace(/ # buildkit$/, "");
    return command ? `: ${command}` : "";
}
function parseBytes(text) {
    const [, number, unit = ""] = /^(\d+(?:\.\d+)?) ?([kmg]?i?b)$/i.exec(text) ?? [];
    const factor = UNITS[unit.toLowerCase()];
    if (number === undefined || factor === undefined) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l("input", `"${text}" is no size`, {
            hint: "Write it as in 50MB; the units are B, kB, MB, GB, KiB, MiB and GiB.",
        });
    }
    return Math.round(Number(number) * factor);
}


/***/ }),

/***/ 5431:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bs: () => (/* binding */ checkTag),
/* harmony export */   Ej: () => (/* binding */ planReferences),
/* harmony export */   Rl: () => (/* binding */ nameNotices)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5410);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8913);


/**
 * The references to publish: every bare tag for every image, and the full references as they are, each once.
 * Without tags, the git ref names them: a branch its name, a git tag its name and `latest`, a pull request `pr-N`.
 * @throws ActionError `input` for what is neither a tag nor a reference.
 */
function planReferences(images, tags, event) {
    const wanted = tags.length > 0 ? tags : defaultTags(event);
    const references = wanted.flatMap((tag) => (0,_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .isReference */ .A_)(tag) ? [(0,_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .parseTaggedImage */ .XH)(tag)] : images.map((image) => ({ ...image, tag: (0,_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .parseTag */ .ED)(tag) })));
    return [...new Map(references.map((reference) => [(0,_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .printTagged */ .q6)(reference), reference])).values()];
}
/**
 * Checks tags as they are read, so that a mistake is reported with the other inputs' mistakes.
 * @throws ActionError `input` for what is neither a tag nor a reference.
 */
function checkTag(text) {
    if (/^(type|preset)=|\{\{/.test(text)) {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l("input", `"${text}" is a tag rule, and rules are not supported yet`, {
            hint: "Give literal tags, or compute them in a step before this one.",
        });
    }
    return (0,_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .isReference */ .A_)(text) ? (0,_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .printTagged */ .q6)((0,_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .parseTaggedImage */ .XH)(text)) : (0,_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .parseTag */ .ED)(text);
}
/** What the user should know of how names and tags are taken, as sentences; both as they were written. */
function nameNotices(images, tags) {
    const lowered = [...new Set([...images, ...tags.filter(_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .isReference */ .A_)])].filter(_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .isLowered */ .tD);
    const isUnused = images.length > 0 && tags.length > 0 && tags.every(_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .isReference */ .A_);
    return [
        ...lowered.map((name) => `"${name}" is used in lower case, since registries take no upper case in names.`),
        ...(isUnused ? ["images is not used, since every one of tags is a full reference."] : []),
    ];
}
function defaultTags({ ref, sha, pullRequest }) {
    if (pullRequest !== undefined)
        return [`pr-${pullRequest}`];
    const [, kind, name = ""] = /^refs\/(heads|tags)\/([^]+)$/.exec(ref) ?? [];
    if (kind === undefined)
        return ["latest"];
    const tag = sanitise(name) || `sha-${sha.slice(0, 7)}`;
    return kind === "tags" ? [tag, "latest"] : [tag];
}
/** A ref name may hold what a tag may not, and nothing else: then nothing is left of it. */
function sanitise(refName) {
    return refName
        .replace(/[^\w.-]+/g, "-")
        .replace(/^[.-]+/, "")
        .slice(0, 128);
}


/***/ }),

/***/ 9181:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: ./src/edges/log.ts + 1 modules
var log = __webpack_require__(4696);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 7 modules
var core = __webpack_require__(3838);
// EXTERNAL MODULE: ./src/domain/attestation.ts
var attestation = __webpack_require__(4606);
// EXTERNAL MODULE: ./src/domain/build-arg.ts
var build_arg = __webpack_require__(1745);
// EXTERNAL MODULE: ./src/domain/emulation.ts
var emulation = __webpack_require__(2984);
// EXTERNAL MODULE: ./src/domain/list.ts
var list = __webpack_require__(8410);
// EXTERNAL MODULE: ./src/domain/login.ts
var domain_login = __webpack_require__(105);
// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __webpack_require__(1916);
// EXTERNAL MODULE: ./src/domain/failure.ts
var failure = __webpack_require__(5410);
;// CONCATENATED MODULE: ./src/domain/output.ts



const TYPES = ["local", "tar", "oci", "docker", "image", "cacheonly"];
/**
 * Reads one item of `outputs`: `type=oci,dest=image.tar`, or a bare folder or file as docker takes it.
 * @throws ActionError `input` for an unknown type, a malformed attribute, and for an export that publishes: what is
 * published is planned, verified and reported, so only `push` does that.
 */
function parseOutput(text) {
    if (!text.includes("="))
        return { type: text === "-" ? "tar" : "local", text };
    const attributes = (0,list/* parseAttributes */.vB)(text);
    const type = attributes.get("type");
    if (type === "registry" || !/^(?:false|f|0)$/i.test(attributes.get("push")?.trim() ?? "false")) {
        throw new failure/* ActionError */.l("input", `"${text}" publishes the image`, {
            hint: "Leave it out and set push: true, with images and tags.",
        });
    }
    if (type === undefined)
        throw unknownType(`"${text}" has no type`, "local");
    if (!TYPES.includes(type))
        throw unknownType(`"${type}" is not a type of output`, (0,mod/* closest */.kp)(type, TYPES));
    return { type, text };
}
function unknownType(message, suggestion) {
    return new failure/* ActionError */.l("input", message, {
        hint: `Start with type=, one of ${TYPES.join(", ")}, as in type=${suggestion},dest=out.`,
    });
}

// EXTERNAL MODULE: ./src/domain/platform.ts
var platform = __webpack_require__(3013);
// EXTERNAL MODULE: ./src/domain/reference.ts
var reference = __webpack_require__(8913);
;// CONCATENATED MODULE: ./src/domain/secret.ts


/**
 * Reads `id=value` a line. An empty value is no secret: it is what an undefined one of the workflow's secrets reads as,
 * as in a pull request from a fork.
 * @throws ActionError `input` naming the item's number, never its text: that may be the secret.
 */
function parseSecretValues(text) {
    return (0,list/* parseLines */.Li)(text).map((item, at) => {
        const [, id, value] = SECRET.exec(item) ?? [];
        if (id === undefined || value === undefined)
            throw malformed(at);
        return { from: "value", id, value };
    });
}
/**
 * Reads `id=VARIABLE`, separated by commas or lines.
 * @throws ActionError `input` naming the item's number.
 */
function parseSecretVariables(text) {
    return (0,list/* parseList */.E1)(text).map((item, at) => ({ from: "env", ...named(item, at, "variable") }));
}
/**
 * Reads `id=path` a line.
 * @throws ActionError `input` naming the item's number.
 */
function parseSecretFiles(text) {
    return (0,list/* parseLines */.Li)(text).map((item, at) => ({ from: "file", ...named(item, at, "path") }));
}
/**
 * Passes secrets that each have an id of their own.
 * @throws ActionError `input` naming an id that is given twice.
 */
function distinctSecrets(secrets) {
    const ids = secrets.map(({ id }) => id);
    const double = ids.find((id, at) => ids.indexOf(id) !== at);
    if (double === undefined)
        return secrets;
    throw new failure/* ActionError */.l("input", `the secret "${double}" is given twice`, {
        hint: "Give each id one source.",
    });
}
/** Tells whether a secret has nothing to give to the build. */
function isEmpty(secret) {
    return secret.from === "value" && secret.value === "";
}
const SECRET = /^([\w.-]+)=([^]*)$/;
function named(item, at, key) {
    const [, id, rest] = SECRET.exec(item) ?? [];
    if (id === undefined || !rest)
        throw malformed(at);
    return { id, [key]: rest };
}
function malformed(at) {
    return new failure/* ActionError */.l("input", `item ${at + 1} is not id=…, or has nothing after the =`, {
        hint: "Write one id=… a line; the id may have letters, digits, dots, dashes and underscores. A value of several lines goes into quotes.",
    });
}

// EXTERNAL MODULE: ./src/domain/size-limits.ts
var size_limits = __webpack_require__(3356);
// EXTERNAL MODULE: ./src/domain/tags.ts
var domain_tags = __webpack_require__(5431);
;// CONCATENATED MODULE: ./src/input-reader.ts

/** Reads inputs one by one and remembers what is wrong with each, instead of stopping at the first. */
class CheckedReader {
    read;
    #problems = [];
    constructor(read) {
        this.read = read;
    }
    /** The text, or `undefined` when the input was not given. */
    text(name) {
        const text = this.read(name);
        return text === "" ? undefined : text;
    }
    /** The parsed text, or `undefined` after noting why it cannot be parsed. */
    parse(name, fallback, parser) {
        return this.check(name, () => parser(this.text(name) ?? fallback));
    }
    /** As {@link parse}, and `undefined` when the input was not given. */
    maybe(name, parser) {
        return this.text(name) === undefined ? undefined : this.parse(name, "", parser);
    }
    /** What `work` makes of an input, or `undefined` after noting why it cannot. */
    check(name, work) {
        try {
            return work();
        }
        catch (error) {
            if (!(error instanceof failure/* ActionError */.l))
                throw error;
            this.#note(name, error.message, error.hint);
            return undefined;
        }
    }
    /** Takes the spellings of YAML 1.2's core schema, as the runner's own `getBooleanInput` does. */
    boolean(name, fallback) {
        return this.#boolean(name, "true or false") ?? fallback;
    }
    /** As {@link boolean}, or the word that stands for a choice of ours, which is also the default. */
    booleanOr(name, word) {
        if (this.read(name) === word)
            return word;
        return this.#boolean(name, `${word}, true or false`) ?? word;
    }
    /** One of some words, of which the first is the default. */
    oneOf(name, words) {
        const text = this.text(name) ?? words[0];
        if (words.includes(text))
            return text;
        this.#note(name, `"${text}" is not known`, `Allowed are ${words.join(", ")}.`);
        return words[0];
    }
    /** One of some words, or `undefined` when the input was not given. */
    maybeOneOf(name, words) {
        return this.text(name) === undefined ? undefined : this.oneOf(name, words);
    }
    /** A whole number from 0 to a greatest one. */
    number(name, fallback, greatest) {
        const text = this.text(name) ?? String(fallback);
        if (/^\d+$/.test(text) && Number(text) <= greatest)
            return Number(text);
        this.#note(name, `"${text}" is not such a number`, `Allowed are whole numbers from 0 to ${greatest}.`);
        return fallback;
    }
    /** @throws ActionError `input` with all that was noted, if anything was. */
    throwProblems() {
        if (this.#problems.length === 0)
            return;
        throw new failure/* ActionError */.l("input", this.#problems.join("\n"));
    }
    #boolean(name, allowed) {
        const text = this.text(name);
        if (text === undefined)
            return undefined;
        if (/^(true|True|TRUE)$/.test(text))
            return true;
        if (/^(false|False|FALSE)$/.test(text))
            return false;
        this.#note(name, `"${text}" is neither true nor false`, `Allowed are ${allowed}.`);
        return undefined;
    }
    #note(name, message, hint) {
        this.#problems.push(`${name}: ${message}.${hint === undefined ? "" : ` ${hint}`}`);
    }
}

;// CONCATENATED MODULE: ./src/inputs.ts













/**
 * Reads and checks every input. The defaults here are those that action.yml declares, so that the action behaves the
 * same where no runner fills them in.
 * @throws ActionError `input` that lists every value that cannot be used, so that one run shows all mistakes.
 */
function readInputs(read = (name) => core/* getInput */.V4(name)) {
    const inputs = new CheckedReader(read);
    const [build, names] = [readBuild(inputs), readNames(inputs)];
    const rest = { ...readPublish(inputs), ...readBuilder(inputs), ...readRun(inputs) };
    inputs.throwProblems();
    return { ...build, ...names, ...rest, notices: [...names.notices, ...build.notices] };
}
function readBuild(inputs) {
    const secrets = readSecrets(inputs);
    return {
        context: inputs.text("context") ?? ".",
        file: inputs.text("file"),
        target: inputs.text("target"),
        platforms: inputs.parse("platforms", "linux/amd64,linux/arm64", (text) => (0,platform/* parsePlatforms */.qA)((0,list/* parseList */.E1)(text))) ?? [],
        buildArgs: inputs.parse("build-args", "", build_arg/* parseBuildArgs */.N) ?? [],
        secrets: secrets.filter((secret) => !isEmpty(secret)),
        ssh: inputs.parse("ssh", "", list/* parseList */.E1) ?? [],
        noCache: inputs.boolean("no-cache", false),
        pull: inputs.boolean("pull", false),
        notices: secrets
            .filter(isEmpty)
            .map(({ id }) => `The secret "${id}" is empty and left out: a pull request from a fork has no secrets.`),
    };
}
function readSecrets(inputs) {
    const all = [
        ...(inputs.parse("secrets", "", parseSecretValues) ?? []),
        ...(inputs.parse("secret-envs", "", parseSecretVariables) ?? []),
        ...(inputs.parse("secret-files", "", parseSecretFiles) ?? []),
    ];
    return inputs.check("secrets", () => distinctSecrets(all)) ?? [];
}
function readNames(inputs) {
    const images = inputs.parse("images", "", list/* parseList */.E1) ?? [];
    const tags = inputs.parse("tags", "", list/* parseList */.E1) ?? [];
    return {
        images: inputs.check("images", () => images.map(reference/* parseImageName */["if"])) ?? [],
        tags: inputs.check("tags", () => tags.map(domain_tags/* checkTag */.Bs)) ?? [],
        labels: inputs.parse("labels", "", (text) => (0,list/* parseLines */.Li)(text).map(list/* parsePair */.Ar)) ?? [],
        notices: (0,domain_tags/* nameNotices */.Rl)(images, tags),
    };
}
function readPublish(inputs) {
    const registry = inputs.parse("registry", "", domain_login/* parseRegistry */.l5) ?? "";
    const login = inputs.parse("username", "", (username) => (0,domain_login/* parseLogin */.$n)({ registry, username, password: inputs.read("password") }));
    return {
        push: inputs.booleanOr("push", "auto"),
        load: inputs.boolean("load", false),
        outputs: inputs.parse("outputs", "", (text) => (0,list/* parseRawLines */.pQ)(text).map(parseOutput)) ?? [],
        provenance: inputs.parse("provenance", "", attestation/* parseAttestation */.s),
        sbom: inputs.parse("sbom", "", attestation/* parseAttestation */.s),
        compression: inputs.maybeOneOf("compression", ["gzip", "zstd", "estargz"]),
        logins: [...(login ? [login] : []), ...(inputs.parse("registry-auth", "", domain_login/* parseRegistryAuth */.bf) ?? [])],
        githubToken: inputs.text("github-token"),
    };
}
function readBuilder(inputs) {
    return {
        driver: inputs.oneOf("driver", ["auto", "docker", "docker-container"]),
        builder: inputs.text("builder"),
        driverOpts: inputs.parse("driver-opts", "", (text) => (0,list/* parseRawLines */.pQ)(text).map(list/* parsePair */.Ar)) ?? [],
        buildkitdConfig: inputs.text("buildkitd-config-inline"),
        buildkitImage: inputs.text("buildkit-image"),
        qemu: inputs.oneOf("qemu", ["auto", "always", "never"]),
        qemuImage: inputs.text("qemu-image") ?? emulation/* DEFAULT_QEMU_IMAGE */.vr,
    };
}
function readCache(inputs) {
    return {
        cache: inputs.oneOf("cache", ["actions", "gha", "registry", "off"]),
        cacheScope: inputs.text("cache-scope"),
        cacheMode: inputs.maybeOneOf("cache-mode", ["max", "min"]),
        cacheWrite: inputs.oneOf("cache-write", ["auto", "always", "never"]),
        cacheFrom: inputs.parse("cache-from", "", list/* parseRawLines */.pQ) ?? [],
        cacheTo: inputs.parse("cache-to", "", list/* parseRawLines */.pQ) ?? [],
    };
}
/** A job on a runner of one's own may take five days. */
const LONGEST_JOB_MINUTES = 5 * 24 * 60;
/** More would not fit into the history's file. */
const MOST_RUNS = 1_000;
function readGates(inputs) {
    return {
        checks: inputs.oneOf("checks", ["warn", "error", "off"]),
        sizeLimits: {
            maxBytes: inputs.maybe("max-size", size_limits/* parseMaxSize */.zW),
            maxGrowth: inputs.maybe("max-growth", size_limits/* parseMaxGrowth */.hI),
        },
    };
}
function readRun(inputs) {
    const minutes = inputs.number("timeout-minutes", 0, LONGEST_JOB_MINUTES);
    return {
        ...readCache(inputs),
        ...readGates(inputs),
        timeoutMs: minutes > 0 ? minutes * 60_000 : undefined,
        retries: inputs.number("retries", 2, 20),
        summary: inputs.oneOf("summary", ["full", "compact", "off"]),
        history: inputs.number("history", 50, MOST_RUNS),
    };
}

;// CONCATENATED MODULE: ./src/main.ts


/** The main phase: reads the inputs, then runs, and fails the step when either fails. */
async function main(run, started) {
    try {
        const inputs = readInputs();
        // Loaded only now: inputs that are refused need none of it.
        const { runAction } = await Promise.all(/* import() */[__webpack_require__.e(637), __webpack_require__.e(108), __webpack_require__.e(812)]).then(__webpack_require__.bind(__webpack_require__, 3812));
        await runAction(inputs, run, started);
        run.signal.throwIfAborted();
    }
    catch (error) {
        // What was interrupted may say so in words of its own; why it was is in the signal.
        (0,log.fail)(run.signal.aborted ? run.signal.reason : error);
    }
}


/***/ })

};
