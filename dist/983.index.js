export const id = 983;
export const ids = [983,696,42];
export const modules = {

/***/ 9930:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ci: () => (/* binding */ handlerFor),
/* harmony export */   eQ: () => (/* binding */ parseHandler),
/* harmony export */   oA: () => (/* binding */ worksInContainers)
/* harmony export */ });
/* harmony import */ var _probe_program_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8367);

/**
 * Reads a handler as the kernel shows it in `/proc/sys/fs/binfmt_misc/<name>`. `undefined` for anything else, such as
 * a rule that goes by the file's extension.
 */
function parseHandler(name, text) {
    const [state, ...lines] = text.trimEnd().split("\n");
    const field = (label) => lines.find((line) => line.startsWith(`${label} `))?.slice(label.length + 1);
    const interpreter = field("interpreter");
    const magic = hexField(field("magic"));
    if (interpreter === undefined || magic === undefined)
        return undefined;
    return {
        name,
        enabled: state === "enabled",
        interpreter,
        flags: field("flags:") ?? "",
        offset: Number(field("offset")),
        magic,
        mask: hexField(field("mask")) ?? new Uint8Array(magic.length).fill(0xff),
    };
}
/**
 * The handler that the kernel uses for programs of a platform: the first enabled one that matches.
 * @param handlers In the kernel's order, which is the newest first.
 */
function handlerFor(platform, handlers) {
    const program = (0,_probe_program_js__WEBPACK_IMPORTED_MODULE_0__/* .probeProgram */ .XE)(platform);
    if (program === undefined)
        return undefined;
    return handlers.find((handler) => handler.enabled && matches(handler, program));
}
/**
 * Tells whether a handler also works inside containers. Without flag F the kernel looks its interpreter up in the
 * container, where it is not; with F it opened the file when the handler was registered.
 */
function worksInContainers(handler) {
    return handler.flags.includes("F");
}
function matches({ magic, mask, offset }, program) {
    // Past its end the kernel sees a short file as zeroes.
    return magic.every((byte, at) => (((program[offset + at] ?? 0) ^ byte) & (mask[at] ?? 0xff)) === 0);
}
function hexField(text) {
    return text !== undefined && /^(?:[0-9a-f]{2})+$/.test(text) ? (0,_probe_program_js__WEBPACK_IMPORTED_MODULE_0__/* .bytesOfHex */ .w8)(text) : undefined;
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

/***/ 441:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DZ: () => (/* binding */ emulatorArchitecture),
/* harmony export */   Nt: () => (/* binding */ isBundled),
/* harmony export */   Rd: () => (/* binding */ listPlatforms),
/* harmony export */   ff: () => (/* binding */ emulatorName),
/* harmony export */   nT: () => (/* binding */ withoutEmulation)
/* harmony export */ });
/* harmony import */ var _platform_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3013);

/** QEMU's own names of the architectures that the installer has an emulator for. */
const QEMU_NAMES = {
    amd64: "x86_64",
    "386": "i386",
    arm64: "aarch64",
    arm: "arm",
    riscv64: "riscv64",
    ppc64le: "ppc64le",
    s390x: "s390x",
    loong64: "loongarch64",
    mips64: "mips64",
    mips64le: "mips64el",
};
// BuildKit's image has loongarch64 and mips64el too, but BuildKit looks for them as loong64 and mips64le, in vain:
// https://github.com/moby/buildkit/blob/master/solver/llbsolver/ops/exec_binfmt.go
const BUNDLED = ["amd64", "386", "arm64", "arm", "riscv64", "ppc64le", "s390x", "mips64"];
const NATIVE_RUNNERS = {
    amd64: "ubuntu-24.04",
    "386": "ubuntu-24.04",
    arm64: "ubuntu-24.04-arm",
};
/** The name by which the installer knows the emulator of a platform; `undefined` when it has none. */
function emulatorArchitecture({ os, architecture }) {
    return os === "linux" && architecture in QEMU_NAMES ? architecture : undefined;
}
/** The name of the handler, and of the program, that the installer registers for a platform: `qemu-aarch64`. */
function emulatorName({ architecture }) {
    return `qemu-${QEMU_NAMES[architecture] ?? architecture}`;
}
/** Tells whether BuildKit runs a platform by the QEMU that its image carries. */
function isBundled({ architecture, variant }) {
    // It refuses to do so for amd64 levels above v2 (same file as above).
    return BUNDLED.includes(architecture) && !(architecture === "amd64" && /^v[34]$/.test(variant ?? ""));
}
/** Says how to do without emulation: `use a native runner for linux/arm64 (runs-on: ubuntu-24.04-arm)`. */
function withoutEmulation(platforms) {
    const native = platforms.flatMap((platform) => {
        const runner = platform.os === "linux" ? NATIVE_RUNNERS[platform.architecture] : undefined;
        return runner === undefined ? [] : [`${(0,_platform_js__WEBPACK_IMPORTED_MODULE_0__/* .printPlatform */ .Lg)(platform)} (runs-on: ${runner})`];
    });
    if (native.length === 0)
        return "compile in a stage that starts with FROM --platform=$BUILDPLATFORM";
    return `use a native runner for ${listed(native)}`;
}
/** Names platforms in a sentence: `linux/arm64, linux/arm/v7 and linux/s390x`. */
function listPlatforms(platforms) {
    return listed(platforms.map(_platform_js__WEBPACK_IMPORTED_MODULE_0__/* .printPlatform */ .Lg));
}
function listed(items) {
    return items.join(", ").replace(/, (?=[^,]*$)/, " and ");
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

/***/ 8367:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L$: () => (/* binding */ probeFailure),
/* harmony export */   XE: () => (/* binding */ probeProgram),
/* harmony export */   w8: () => (/* binding */ bytesOfHex)
/* harmony export */ });
/* unused harmony export PROBE_STATUS */
/** The exit status of every probe program: one that neither a shell nor a kernel gives by itself. */
const PROBE_STATUS = 42;
const little64 = { bits: 64, littleEndian: true };
const big64 = { bits: 64, littleEndian: false };
const little32 = { bits: 32, littleEndian: true };
const MACHINES = {
    // mov edi, 42; mov eax, 60; syscall
    amd64: { ...little64, number: 62, flags: 0, code: "bf2a000000 b83c000000 0f05" },
    // mov ebx, 42; mov eax, 1; int 0x80
    "386": { ...little32, number: 3, flags: 0, code: "bb2a000000 b801000000 cd80" },
    // mov x0, #42; mov x8, #93; svc #0
    arm64: { ...little64, number: 183, flags: 0, code: "400580d2 a80b80d2 010000d4" },
    // mov r0, #42; mov r7, #1; svc #0 – the flags say EABI version 5
    arm: { ...little32, number: 40, flags: 0x0500_0000, code: "2a00a0e3 0170a0e3 000000ef" },
    // li a0, 42; li a7, 93; ecall
    riscv64: { ...little64, number: 243, flags: 0, code: "1305a002 9308d005 73000000" },
    // li r3, 42; li r0, 1; sc – the flags say ELFv2, where the entry point is code and not a descriptor
    ppc64le: { ...little64, number: 21, flags: 2, code: "2a006038 01000038 02000044" },
    // lghi %r2, 42; svc 1
    s390x: { ...big64, number: 22, flags: 0, code: "a729002a 0a01" },
    // li.w $a0, 42; li.w $a7, 93; syscall 0 – the flags say LP64D with object file version 1
    loong64: { ...little64, number: 258, flags: 0x43, code: "04a88002 0b748102 00002b00" },
    // li a0, 42; li v0, 5058; syscall – the flags say MIPS64 release 2, position-independent
    mips64: { ...big64, number: 8, flags: 0x8000_0007, code: "2404002a 240213c2 0000000c" },
    mips64le: { ...little64, number: 8, flags: 0x8000_0007, code: "2a000424 c2130224 0c000000" },
};
/** A multiple of every page size in use (up to 64 KiB), above what kernels forbid to map. */
const LOAD_ADDRESS = 0x40_0000;
const LARGEST_PAGE_BYTES = 0x1_0000;
/**
 * The smallest program of a platform: a static ELF executable of under 200 bytes that ends at once with status
 * {@link PROBE_STATUS} and needs nothing else. It is what a kernel looks at to choose an emulator, and what running
 * proves that the emulator works. `undefined` for a platform that Linux does not run.
 * @see https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html
 */
function probeProgram({ os, architecture }) {
    const machine = os === "linux" ? MACHINES[architecture] : undefined;
    return machine === undefined ? undefined : executable(machine);
}
// The kernel refuses the file before it looks at whom it is for: a temporary folder mounted noexec, a process that is
// being started at the same moment, a machine that is short of something.
const NO_VERDICT = ["EACCES", "EPERM", "ETXTBSY", "EAGAIN", "ENOMEM", "EMFILE"];
// The C library hands a file that the kernel does not know to the shell, which fails to read it as a script.
const SHELL_STATUSES = [2, 126, 127];
/**
 * Why a probe program did not run, by how it ended: with a status, a signal or the error of starting it. `undefined`
 * when it ran, or when its end says nothing about its platform.
 */
function probeFailure(end, stderr) {
    if (end === PROBE_STATUS || NO_VERDICT.includes(String(end)))
        return undefined;
    if (typeof end === "number" && SHELL_STATUSES.includes(end)) {
        return "the kernel does not know its programs (exec format error)";
    }
    if (end === "ENOENT")
        return "the file of its emulator is missing";
    const words = /\S.*/.exec(stderr)?.[0];
    return `its test program ended with ${end} instead of ${PROBE_STATUS}${words === undefined ? "" : `: ${words}`}`;
}
/** Reads pairs of hex digits; spaces between them are for the reader. */
function bytesOfHex(text) {
    return Uint8Array.from(text.match(/[0-9a-f]{2}/gi) ?? [], (pair) => parseInt(pair, 16));
}
function executable(machine) {
    const code = bytesOfHex(machine.code);
    const [headerBytes, segmentBytes] = machine.bits === 64 ? [64, 56] : [52, 32];
    const codeAt = headerBytes + segmentBytes;
    const class_ = machine.bits === 64 ? 2 : 1;
    const order = machine.littleEndian ? 1 : 2;
    const magic = Uint8Array.of(0x7f, ...bytesOfHex("454c46"), class_, order, 1, ...new Array(9).fill(0));
    const fields = [
        ...header(machine, { entry: LOAD_ADDRESS + codeAt, headerBytes, segmentBytes }),
        ...segment(machine, codeAt + code.length),
    ];
    return Uint8Array.of(...magic, ...fields.flatMap((field) => encode(field, machine)), ...code);
}
/** The ELF header after its identification. */
function header(machine, { entry, headerBytes, segmentBytes }) {
    return [
        [2, 2], // an executable at fixed addresses
        [machine.number, 2],
        [1, 4], // version
        [entry, "word"],
        [headerBytes, "word"], // the program header follows at once
        [0, "word"], // no sections
        [machine.flags, 4],
        [headerBytes, 2],
        [segmentBytes, 2],
        [1, 2], // one segment
        [0, 2],
        [0, 2],
        [0, 2],
    ];
}
/** The one program header: the whole file, readable and executable. The two classes order its fields differently. */
function segment(machine, fileBytes) {
    const flags = [5, 4];
    const place = [
        [0, "word"],
        [LOAD_ADDRESS, "word"],
        [LOAD_ADDRESS, "word"],
        [fileBytes, "word"],
        [fileBytes, "word"],
    ];
    const align = [LARGEST_PAGE_BYTES, "word"];
    return machine.bits === 64 ? [[1, 4], flags, ...place, align] : [[1, 4], ...place, flags, align];
}
function encode([value, size], { bits, littleEndian }) {
    const bytes = Array.from({ length: size === "word" ? bits / 8 : size }, (_, at) => at < 4 ? (value >>> (8 * at)) & 0xff : 0);
    return littleEndian ? bytes : bytes.reverse();
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

/***/ 8913:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A_: () => (/* binding */ isReference),
/* harmony export */   Bc: () => (/* binding */ isDigest),
/* harmony export */   ED: () => (/* binding */ parseTag),
/* harmony export */   To: () => (/* binding */ printName),
/* harmony export */   U9: () => (/* binding */ isLoopback),
/* harmony export */   XH: () => (/* binding */ parseTaggedImage),
/* harmony export */   Xb: () => (/* binding */ DOCKER_HUB),
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
    if (TAG.test(text))
        return text;
    throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .l("input", `"${text}" is not a tag`, {
        hint: "A tag has 1 to 128 letters, digits, underscores, dots and dashes, and does not start with a dot or dash.",
    });
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
    signalGroup(pid, "SIGTERM");
    const giveUpAt = performance.now() + GRACE_MS;
    while (signalGroup(pid, 0)) {
        if (performance.now() > giveUpAt)
            signalGroup(pid, "SIGKILL");
        await (0,promises_.setTimeout)(POLL_MS);
    }
}
/** Tells whether anything of the group was there to be signalled; signal 0 only looks. */
function signalGroup(pid, signal) {
    try {
        return process.kill(-pid, signal);
    }
    catch {
        return false;
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
    async run(args, { onLine = () => undefined } = {}) {
        this.#signal?.throwIfAborted();
        const [command, ...rest] = this.#commandLine(args);
        const child = runChild({ command, args: rest, env: this.#env, onLine, signal: this.#signal });
        this.#running.add(child);
        try {
            const { exitCode, stdout, stderr } = await child.catch(dockerMissing);
            this.#signal?.throwIfAborted();
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

/***/ 9561:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
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
    return {
        name: field("Name") ?? "unknown",
        driver: field("Driver") ?? "unknown",
        buildkitVersion: field("BuildKit version"),
        platforms: lists.flatMap((list) => list.split(",").flatMap(knownPlatform)),
    };
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

// EXTERNAL MODULE: ./src/domain/failure.ts
var failure = __webpack_require__(5410);
;// CONCATENATED MODULE: ./src/domain/engine.ts


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
        platform: (0,platform/* enginePlatform */.qY)(OSType, Architecture),
        imageStore: hasContainerdStore(info) ? "containerd" : "classic",
        kernel: KernelVersion,
        rootFolder: DockerRootDir,
        insecureRegistries: insecureRegistries(info),
        buildxVersion: parseBuildxVersion(buildxText),
    };
}
/** The error for a client without buildx. */
function buildxMissing() {
    return new failure/* ActionError */.l("buildx-missing", "The docker client has no buildx plugin", {
        hint: "Install the docker-buildx-plugin package (docker-buildx on Debian and Ubuntu) on this runner.",
    });
}
/** The error for a client that finds no engine, with the client's own words. */
function unreachable(words) {
    return new failure/* ActionError */.l("daemon-unreachable", `No Docker engine answers: ${words}`, {
        hint: "Start the Docker service on this runner, or point DOCKER_HOST or the docker context at an engine that runs. In a container job, mount /var/run/docker.sock.",
    });
}
function parseInfo(text) {
    try {
        return { ...JSON.parse(text) };
    }
    catch (cause) {
        throw new failure/* ActionError */.l("docker", "docker info printed something other than JSON", { cause });
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
        throw new failure/* ActionError */.l("buildx-too-old", `buildx ${version} is too old`, {
            hint: `Update buildx to 0.${OLDEST_BUILDX_MINOR} or newer on this runner.`,
        });
    }
    return version;
}

// EXTERNAL MODULE: ./src/edges/docker.ts + 2 modules
var edges_docker = __webpack_require__(661);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:stream/consumers"
var consumers_ = __webpack_require__(8321);
;// CONCATENATED MODULE: ./src/edges/engine-socket.ts


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
        const asked = (0,external_node_http_.request)({ socketPath, path, timeout: LIMIT_MS }, (response) => {
            if (response.statusCode === 200) {
                (0,consumers_.text)(response).then(resolve, giveUp);
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

// EXTERNAL MODULE: ./src/edges/user-config.ts
var user_config = __webpack_require__(4070);
// EXTERNAL MODULE: ./src/edges/variable.ts
var variable = __webpack_require__(428);
;// CONCATENATED MODULE: ./src/edges/engine.ts









/**
 * Asks the engine and the client's buildx what they can do.
 * @throws ActionError when there is no docker, no engine, no buildx or one that is too old.
 */
async function readEngine(docker, env = process.env) {
    const [info, buildxVersion] = await Promise.all([readInfo(docker, env), readBuildxVersion(docker)]);
    return parseEngine(info, buildxVersion);
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
/** The engine's answer is the same from its socket, where the docker command takes a tenth of a second longer. */
async function readInfo(docker, env) {
    const host = (0,variable/* variable */.b)(env, "DOCKER_HOST") ??
        ((await (0,user_config/* contextName */.f)(env)) === "default" ? "unix:///var/run/docker.sock" : "");
    try {
        return (await askSocket(host, "/info")) ?? (await docker.run(["info", "--format", "{{json .}}"]));
    }
    catch (error) {
        if (error instanceof edges_docker/* DockerError */.B)
            throw unreachable(error.output.trim());
        throw error;
    }
}
async function readBuildxVersion(docker) {
    try {
        return await docker.run(["buildx", "version"]);
    }
    catch (error) {
        if (error instanceof edges_docker/* DockerError */.B)
            throw buildxMissing();
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
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6058);


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

/***/ 4696:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fail: () => (/* binding */ fail),
  group: () => (/* binding */ group),
  notice: () => (/* binding */ notice),
  say: () => (/* binding */ say),
  sayFailure: () => (/* binding */ sayFailure),
  warn: () => (/* binding */ warn),
  warnOf: () => (/* binding */ warnOf)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 8 modules
var core = __webpack_require__(6058);
// EXTERNAL MODULE: ./src/domain/failure.ts
var failure = __webpack_require__(5410);
;// CONCATENATED MODULE: ./src/domain/log-text.ts
// Terminal control sequences (ECMA-48), and control characters other than line ends and tabs.
const CONTROLS = 
// eslint-disable-next-line no-control-regex -- they are what it looks for
/\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b\n]*(?:\u0007|\u001b\\)|[\u0000-\u0008\u000b-\u001f\u007f-\u0084\u0086-\u009f]/g;
/**
 * Makes text from outside safe to print in a workflow's log: no colours, no carriage returns, and nothing the runner
 * would take for a command. The runner reads `::command::` at the start of a line and `##[command]` anywhere in it.
 * The first is moved off the start rather than changed, so that a masked value stays the text the runner masks.
 * @see https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
function logText(text) {
    return text
        .replace(/\r\n?/g, "\n")
        .replace(CONTROLS, "")
        .split("\n")
        .map((line) => (/^[\s\u0085]*::/.test(line) ? `| ${line}` : line).replaceAll("##[", "##\u200b["))
        .join("\n");
}

;// CONCATENATED MODULE: ./src/edges/log.ts



/** Prints text to the log, made safe: whatever it holds, the runner takes none of it for a command. */
function say(text) {
    core/* info */.pq(logText(text));
}
/** Runs `work` inside a folded group of the log. */
async function group(title, work) {
    return core/* group */.Os(logText(title), work);
}
/** Shows a notice on the run's page. */
function notice(text) {
    core/* notice */.lm(logText(text));
}
/** Warns on the run's page. */
function warn(text) {
    core/* warning */.$e(logText(text));
}
/** Warns of an error that must not fail the job, with its hint. */
function warnOf(what, error) {
    warn(`${what}: ${describeError(error)}`);
}
/** Fails the step with an error's message and hint; what it came from is printed for those who debug. */
function fail(error) {
    if (error instanceof Error && error.cause instanceof Error)
        core/* debug */.Yz(logText(error.cause.stack ?? ""));
    if (error instanceof Error && !(error instanceof failure/* ActionError */.l))
        say(error.stack ?? "");
    core/* setFailed */.C1(logText(describeError(error)));
}
/** Prints an error for a person at a terminal, and makes the process end with 1. */
function sayFailure(error) {
    say(describeError(error));
    process.exitCode = 1;
}
function describeError(error) {
    if (!(error instanceof Error))
        return String(error);
    if (!(error instanceof failure/* ActionError */.l)) {
        return `${error.message}\nThis is a defect of the action: please report it with the log.`;
    }
    return error.hint === undefined ? error.message : `${error.message}\n${error.hint}`;
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

/***/ 4871:
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

;// CONCATENATED MODULE: ./src/domain/markdown.ts
/** Makes text from outside plain in Markdown and HTML: one line, and nothing in it is markup. */
function plain(text) {
    return text
        .replace(/\s+/g, " ")
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replace(/[\\`*_{}[\]()#+!|~$@-]/g, (character) => `&#${character.charCodeAt(0)};`);
}
/** Shows text as inline code, whatever characters it holds. */
function code(text) {
    return `<code>${plain(text)}</code>`;
}
/** A table; its cells are Markdown already. */
function table(head, rows) {
    const line = (cells) => `| ${cells.join(" | ")} |`;
    return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

// EXTERNAL MODULE: ./src/domain/public-url.ts
var public_url = __webpack_require__(395);
// EXTERNAL MODULE: ./src/domain/reference.ts
var reference = __webpack_require__(8913);
;// CONCATENATED MODULE: ./src/domain/summary.ts





/** Renders the job summary of a finished run as Markdown; empty when none is wanted. */
function renderSummary(plan, result) {
    const detail = plan.inputs.summary;
    if (detail === "off")
        return "";
    const parts = [`### ${headline(plan, result)}`, pullCommand(plan, result), platformTable(plan, result)];
    if (detail === "full")
        parts.push(timing(result), inputTable(plan));
    return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}
function headline({ publish, references, platforms }, { metrics }) {
    const count = `${platforms.length} platform${platforms.length === 1 ? "" : "s"}`;
    const duration = (0,figures/* printDuration */.c)(metrics.durationMs);
    if (!publish.push)
        return `Built for ${count} in ${duration}, not published: ${plain(publish.reason)}`;
    return `Published ${references.map(reference/* printTagged */.q6).map(code).join(", ")} for ${count} in ${duration}`;
}
function pullCommand({ repositories }, { verified }) {
    const [name] = repositories;
    if (name === undefined || verified === undefined)
        return "";
    // A fence gives the reader a copy button.
    return `\`\`\`sh\ndocker pull ${(0,reference/* printName */.To)(name)}@${verified.digest}\n\`\`\``;
}
function platformTable(plan, { verified }) {
    const rows = plan.platforms.map(({ platform, how }) => {
        const name = (0,domain_platform/* printPlatform */.Lg)(platform);
        const image = verified?.images.find((candidate) => (0,domain_platform/* printPlatform */.Lg)(candidate.platform) === name);
        const built = how === "none" ? "not run" : how;
        if (image === undefined)
            return [code(name), built];
        return [code(name), built, (0,figures/* printBytes */.p)(image.sizeBytes), String(image.layers), code(image.digest)];
    });
    const head = ["Platform", "Built"];
    return table(verified ? [...head, "Compressed", "Layers", "Digest"] : head, rows);
}
function timing({ metrics }) {
    const rows = metrics.phases.map(({ name, startMs, durationMs }) => [
        plain(name),
        `+${(0,figures/* printDuration */.c)(startMs)}`,
        (0,figures/* printDuration */.c)(durationMs),
    ]);
    return folded("Timing", table(["Phase", "Started", "Took"], rows));
}
/** The inputs that tell one build from another; values that may be secret are shown by name only. */
function inputTable({ inputs, builder, cache }) {
    const values = [
        ["context", (0,public_url/* publicUrl */.x)(inputs.context)],
        ["file", inputs.file ?? ""],
        ["target", inputs.target ?? ""],
        ["build-args", inputs.buildArgs.map(({ key }) => key).join(", ")],
        ["secrets", inputs.secrets.map(({ id }) => id).join(", ")],
        ["builder", `${builder.name} (${builder.reason})`],
        ["cache", `${cache.backend} (${cache.reason})`],
    ];
    const rows = values.filter(([, value]) => value !== "");
    return folded("Inputs", table(["Input", "Value"], rows.map(([name, value]) => [plain(name), code(value)])));
}
function folded(title, body) {
    return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

// EXTERNAL MODULE: ./src/edges/engine.ts + 3 modules
var engine = __webpack_require__(9561);
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
async function reportSummary(plan, result) {
    try {
        const markdown = renderSummary(plan, result);
        if (markdown !== "")
            await (0,github/* writeSummary */.Sy)(markdown);
    }
    catch (error) {
        (0,log.warnOf)("The job summary could not be written", error);
    }
}


/***/ })

};
