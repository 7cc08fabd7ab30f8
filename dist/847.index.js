export const id = 847;
export const ids = [847,532];
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

/***/ 4696:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  debug: () => (/* binding */ debug),
  fail: () => (/* binding */ fail),
  group: () => (/* binding */ group),
  notice: () => (/* binding */ notice),
  say: () => (/* binding */ say),
  sayFailure: () => (/* binding */ sayFailure),
  warn: () => (/* binding */ warn),
  warnOf: () => (/* binding */ warnOf)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 7 modules
var core = __webpack_require__(3838);
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
/** Prints what only those want to see who debug. */
function debug(text) {
    if (core/* isDebug */._o())
        core/* debug */.Yz(logText(text));
}
/** Runs `work` inside a folded group of the log. */
async function group(title, work) {
    return core/* group */.Os(logText(title), work);
}
/** Shows a notice on the run's page. */
function notice(text) {
    core/* notice */.lm(logText(text));
}
/** Warns on the run's page, and beside the lines of the file that it is about. */
function warn(text, place) {
    core/* warning */.$e(logText(text), annotation(place));
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
    core/* error */.z3(logText(describeError(error)), annotation(error instanceof failure/* ActionError */.l ? error.place : undefined));
    process.exitCode = core/* ExitCode */.yU.Failure;
}
/** Prints an error for a person at a terminal, and makes the process end with 1. */
function sayFailure(error) {
    say(describeError(error));
    process.exitCode = 1;
}
function annotation(place) {
    return place === undefined ? {} : { file: place.file, startLine: place.line, endLine: place.endLine };
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

/***/ 9461:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {

// Stands in for undici in the bundle (see `paths` in tsconfig.json): it takes longer to load than all else that a run
// needs, and is used only by the GitHub client, and by others where there is a proxy.
Object.defineProperty(exports, "ProxyAgent", ({ get: () => (__webpack_require__(6752)/* .ProxyAgent */ .kT) }));
Object.defineProperty(exports, "fetch", ({ get: () => (__webpack_require__(6752)/* .fetch */ .hd) }));


/***/ })

};
