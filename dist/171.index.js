export const id = 171;
export const ids = [171];
export const modules = {

/***/ 8171:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   adviseContextTooLarge: () => (/* binding */ adviseContextTooLarge),
/* harmony export */   needlessFolders: () => (/* binding */ needlessFolders)
/* harmony export */ });
/* harmony import */ var _dockerfile_dockerfile_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(461);
/* harmony import */ var _dockerfile_shell_command_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(933);
/* harmony import */ var _dockerfile_stage_graph_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2292);
/* harmony import */ var _figures_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7209);
/* harmony import */ var _installer_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7857);
/* harmony import */ var _rule_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2183);






/** Less is sent in about a second, whatever it is. */
const LEAST_BYTES = 20_000_000;
/** Folders whose content a build makes by itself, if it does so with one of these. */
const MADE = [
    ["node_modules", ["npm"]],
    [".venv", ["pip"]],
    ["target", ["cargo", "maven"]],
];
/** Folders that the build does not need were sent to the builder, as only what is copied, or mounted, is sent at all. */
function adviseContextTooLarge({ metrics, needless = [] }) {
    const folders = needless.filter(({ bytes }) => bytes > 0).toSorted((one, other) => other.bytes - one.bytes);
    const bytes = folders.reduce((sum, folder) => sum + folder.bytes, 0);
    // A builder that has them from an earlier build is sent what has changed of them.
    if (bytes < LEAST_BYTES || (metrics.contextBytes ?? 0) < bytes)
        return undefined;
    const sizes = folders.map((folder) => `${folder.name} (${(0,_figures_js__WEBPACK_IMPORTED_MODULE_2__/* .printBytes */ .p)(folder.bytes)})`);
    return (0,_rule_js__WEBPACK_IMPORTED_MODULE_3__/* .advice */ .v)("context-too-large", {
        advice: `List ${folders.map(({ name }) => name).join(" and ")} in .dockerignore, unless the build reads that.`,
        evidence: `The whole context is copied or mounted, and with it ${sizes.join(" and ")} was sent to the builder.`,
    });
}
/**
 * The folders that are sent with the whole context where there are such, and that the build seems not to need.
 * @param ignored the text of .dockerignore
 */
function needlessFolders(dockerfile, target, ignored) {
    const stage = (0,_dockerfile_stage_graph_js__WEBPACK_IMPORTED_MODULE_4__/* .targetStage */ .Ae)(dockerfile, target);
    const stages = stage === undefined ? [] : [...(0,_dockerfile_stage_graph_js__WEBPACK_IMPORTED_MODULE_4__/* .neededStages */ .xB)(dockerfile, stage)];
    const instructions = stages.flatMap((needed) => needed.instructions);
    if (!instructions.some(takesEverything))
        return [];
    const families = new Set(instructions.flatMap(_installer_js__WEBPACK_IMPORTED_MODULE_1__/* .installsWith */ .F));
    const made = MADE.filter(([, makers]) => makers.some((family) => families.has(family)));
    const folders = [...(instructions.some(callsGit) ? [] : [".git"]), ...made.map(([folder]) => folder)];
    return folders.filter((folder) => !mayIgnore(ignored, folder));
}
function takesEverything(instruction) {
    if ((0,_dockerfile_dockerfile_js__WEBPACK_IMPORTED_MODULE_5__/* .copiesContext */ .TQ)(instruction))
        return instruction.words.slice(0, -1).some(isEverything);
    return (0,_dockerfile_dockerfile_js__WEBPACK_IMPORTED_MODULE_5__/* .mountsOf */ .cS)(instruction).some(({ type, from, source = "", src = source }) => type === "bind" && from === undefined && isEverything(src));
}
function isEverything(path) {
    return /^(?:\.?\/?|\*)$/.test(path);
}
function callsGit(instruction) {
    return instruction.keyword === "RUN" && (0,_dockerfile_shell_command_js__WEBPACK_IMPORTED_MODULE_0__/* .shellCommands */ .h)(instruction).some(([program]) => program === "git");
}
/** Tells whether a line may keep anything of a folder from being sent; what is excepted from that is not looked at. */
function mayIgnore(ignored, folder) {
    return ignored.split("\n").some((line) => {
        const [first] = line
            .trim()
            .replace(/^(?:\.?\/|\*\*\/)+/, "")
            .split("/");
        if (first === "" || /^[#!]/.test(first))
            return false;
        const pattern = first.replace(/[.+^${}()|\\]/g, "\\$&").replace(/\*+|\?|\[.*/g, ".*");
        return new RegExp(`^${pattern}$`).test(folder);
    });
}


/***/ }),

/***/ 7857:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ installsWith),
/* harmony export */   b: () => (/* binding */ isOfSystem)
/* harmony export */ });
/* harmony import */ var _dockerfile_shell_command_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(933);

/** Those that install packages of the system, which no file of the context names. */
const SYSTEM_INSTALLERS = [
    { family: "apt", programs: /^apt(?:-get)?$/, action: /^install$/ },
    { family: "apk", programs: /^apk$/, action: /^add$/ },
    { family: "dnf", programs: /^(?:dnf|microdnf|yum)$/, action: /^install$/ },
];
const INSTALLERS = [
    ...SYSTEM_INSTALLERS,
    { family: "npm", programs: /^(?:npm|pnpm|bun|yarn)$/, action: /^(?:ci|i|install)$/ },
    { family: "pip", programs: /^(?:pip[\d.]*|pipenv|poetry|uv)$/, action: /^(?:install|sync)$/ },
    { family: "go", programs: /^go$/, action: /^(?:download|get)$/ },
    { family: "bundle", programs: /^bundler?$/, action: /^install$/ },
    { family: "composer", programs: /^composer$/, action: /^(?:install|update)$/ },
    { family: "cargo", programs: /^cargo$/, action: /^(?:fetch|build|chef)$/ },
    { family: "maven", programs: /^mvnw?$/, action: /^(?:dependency:.*|compile|package|install|verify)$/ },
    { family: "gradle", programs: /^gradlew?$/, action: /^(?:dependencies|build|assemble|\w*[jw]ar)$/i },
    { family: "dotnet", programs: /^dotnet$/, action: /^(?:restore|build|publish)$/ },
];
/** With which families of programs a `RUN` installs something. */
function installsWith(instruction) {
    if (instruction.keyword !== "RUN")
        return [];
    return (0,_dockerfile_shell_command_js__WEBPACK_IMPORTED_MODULE_0__/* .shellCommands */ .h)(instruction).flatMap((command) => familyOf(command) ?? []);
}
/** Tells whether what a family installs are packages of the system. */
function isOfSystem(name) {
    return SYSTEM_INSTALLERS.some(({ family }) => family === name);
}
function familyOf([program, ...args]) {
    // `npm run install` runs a script; `pip install .` installs the sources themselves.
    if (args.includes("run") || args.some((arg) => /^\.(?:\/|\[|$)/.test(arg)))
        return undefined;
    // Without anything else it installs.
    if (program === "yarn" && args.every((arg) => arg.startsWith("-")))
        return "npm";
    return INSTALLERS.find(({ programs, action }) => programs.test(program) && args.some((arg) => action.test(arg)))?.family;
}


/***/ }),

/***/ 2183:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ advice)
/* harmony export */ });
const PAGE = "https://github.com/OWNER/multiarch-build/blob/main/docs/advice.md";
/** Completes what a rule has found. */
function advice(rule, found) {
    return { rule, ...found, url: `${PAGE}#${rule}` };
}


/***/ }),

/***/ 461:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TQ: () => (/* binding */ copiesContext),
/* harmony export */   cS: () => (/* binding */ mountsOf),
/* harmony export */   u0: () => (/* binding */ sourcesOf)
/* harmony export */ });
/** The mounts of an instruction, which are binds of the context where they say nothing else. */
function mountsOf({ flags }) {
    return flags.filter(({ name }) => name === "mount").map(({ value }) => readMount(value));
}
/** What an instruction takes files from beside the context: names and numbers of stages, and images. */
function sourcesOf(instruction) {
    const from = instruction.flags.filter(({ name }) => name === "from").map(({ value }) => value);
    return [...from, ...mountsOf(instruction).flatMap((mount) => mount["from"] ?? [])];
}
/** Tells whether an instruction copies files of the context, or downloads. */
function copiesContext(instruction) {
    return /^(?:COPY|ADD)$/.test(instruction.keyword) && sourcesOf(instruction).length === 0;
}
function readMount(value) {
    const fields = value.split(",").map((field) => {
        const end = field.search(/=|$/);
        return [field.slice(0, end), field.slice(end + 1)];
    });
    return { type: "bind", ...Object.fromEntries(fields) };
}


/***/ }),

/***/ 933:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ shellCommands)
/* harmony export */ });
const SHELLS = ["sh", "bash", "ash", "dash", "zsh"];
/** What may come before a command and leaves it the same. */
const PREFIXES = [
    ...["!", "{", "if", "then", "elif", "else", "while", "until", "do"],
    ...["command", "env", "eval", "exec", "nohup", "sudo", "time"],
];
// A comment, a word, or an operator. A `&` that belongs to a redirection, as in `2>&1`, is part of its word.
const TOKENS = /(?<![^\s;&|()])#.*|(?:[<>]&|&>|"(?:\\[^]|[^"\\])*"|'[^']*'|\\[^]|[^\s"'\\;&|()])+|[;&|()\n]/g;
/** The commands that a `RUN` gives, as far as they can be told without running anything. */
function shellCommands({ isList, words, body, heredocs }) {
    if (isList)
        return unwrap(words);
    const commands = splitScript(body);
    const scripts = heredocs.map(({ content }) => content);
    return scripts.length > 0 && readsScript(commands)
        ? scripts.filter((script) => !/^#!(?!.*sh\b)/.test(script)).flatMap(splitScript)
        : commands;
}
/** Whether what is written into the `RUN` is run, as it is by `<<EOF` alone and by `sh -e <<EOF`; else it is a file. */
function readsScript(commands) {
    const [program] = commands.flat().filter((word) => !word.includes("<<"));
    return commands.length === 1 && (program === undefined || SHELLS.includes(program));
}
function splitScript(script) {
    const commands = [[]];
    // An escaped end of a line does not end the command.
    for (const [token] of script.replace(/\\\r?\n/g, " ").matchAll(TOKENS)) {
        if (/^[;&|()\n]$/.test(token))
            commands.push([]);
        else if (!token.startsWith("#"))
            commands.at(-1)?.push(unquote(token));
    }
    return commands.flatMap(unwrap);
}
/** The command without what comes before it, or those that it hands to a shell. */
function unwrap(words) {
    const start = words.findIndex((word) => !PREFIXES.includes(word) && !/^\w+=/.test(word));
    if (start === -1)
        return [];
    const [path, ...args] = words.slice(start);
    const program = path.slice(path.lastIndexOf("/") + 1);
    const option = args.findIndex((arg) => /^-\w*c$/.test(arg));
    if (SHELLS.includes(program) && option !== -1)
        return splitScript(args[option + 1] ?? "");
    const [flag, module, ...others] = args;
    const runsModule = /^python[\d.]*$/.test(program) && flag === "-m" && module !== undefined;
    return runsModule ? [[module, ...others]] : [[program, ...args]];
}
function unquote(word) {
    return word.replace(/"(?:\\[^]|[^"\\])*"|'[^']*'|\\[^]/g, (part) => {
        if (part.startsWith("'"))
            return part.slice(1, -1);
        return part.startsWith('"') ? part.slice(1, -1).replace(/\\(["$\\`])/g, "$1") : part.slice(1);
    });
}


/***/ }),

/***/ 2292:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $G: () => (/* binding */ mayBeStage),
/* harmony export */   Ae: () => (/* binding */ targetStage),
/* harmony export */   ON: () => (/* binding */ baseStage),
/* harmony export */   bI: () => (/* binding */ sourceStages),
/* harmony export */   l0: () => (/* binding */ baseChain),
/* harmony export */   tU: () => (/* binding */ rootStage),
/* harmony export */   xB: () => (/* binding */ neededStages)
/* harmony export */ });
/* harmony import */ var _dockerfile_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(461);

/**
 * The stage whose result is built.
 * @param target its name, of any case; the last stage if it is undefined
 * @returns undefined if there is none of that name.
 */
function targetStage({ stages }, target) {
    if (target === undefined)
        return stages.at(-1);
    return stages.findLast(({ name }) => name === target.toLowerCase());
}
/** The stage that a stage is based on; undefined if its base is an image. */
function baseStage({ stages }, { number, base }) {
    return stages.slice(0, number).findLast(({ name }) => name === base.toLowerCase());
}
/** The stage and those that it is based on, down to the one whose base is an image. */
function baseChain(dockerfile, stage) {
    const chain = [stage];
    for (let base = baseStage(dockerfile, stage); base !== undefined; base = baseStage(dockerfile, base)) {
        chain.push(base);
    }
    return chain;
}
/** The lowest of these, whose base is an image. */
function rootStage(dockerfile, stage) {
    let root = stage;
    for (let base = baseStage(dockerfile, root); base !== undefined; base = baseStage(dockerfile, base)) {
        root = base;
    }
    return root;
}
/** All stages that have to be built for a stage, itself included. */
function neededStages(dockerfile, stage) {
    const needed = new Set();
    const waiting = [stage];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        if (needed.has(next))
            continue;
        needed.add(next);
        waiting.push(...[baseStage(dockerfile, next)].filter((base) => base !== undefined), ...next.instructions.flatMap((instruction) => sourceStages(dockerfile, instruction)));
    }
    return needed;
}
/** Tells whether a base may turn out to be a stage when its variables have their values: `${FLAVOR}`. */
function mayBeStage(base) {
    return base.includes("$") && !/[/:@]/.test(base.replace(/\$\{[^}]*\}/g, ""));
}
/** The stages that an instruction copies from or mounts. */
function sourceStages({ stages }, instruction) {
    return (0,_dockerfile_js__WEBPACK_IMPORTED_MODULE_0__/* .sourcesOf */ .u0)(instruction).flatMap((source) => {
        const isNumber = /^\d+$/.test(source);
        const stage = isNumber
            ? stages[Number(source)]
            : stages.findLast(({ name }) => name === source.toLowerCase());
        return stage ?? [];
    });
}


/***/ })

};
