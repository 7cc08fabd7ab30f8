export const id = 321;
export const ids = [321];
export const modules = {

/***/ 3321:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Adviser: () => (/* binding */ Adviser)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./src/domain/dockerfile/shell-command.ts
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

;// CONCATENATED MODULE: ./src/domain/dockerfile/dockerfile.ts
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

;// CONCATENATED MODULE: ./src/domain/dockerfile/stage-graph.ts

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
    return sourcesOf(instruction).flatMap((source) => {
        const isNumber = /^\d+$/.test(source);
        const stage = isNumber
            ? stages[Number(source)]
            : stages.findLast(({ name }) => name === source.toLowerCase());
        return stage ?? [];
    });
}

;// CONCATENATED MODULE: ./src/domain/advice/quote.ts
/** Longer texts are cut: advice is a sentence, and the whole command is in the Dockerfile. */
const MAX_LENGTH = 80;
/** Text from outside within a sentence: in quotation marks, on one line, and not long. */
function quote(text) {
    const line = text.replace(/[\s\p{Cc}\p{Cf}]+/gu, " ").trim();
    // By characters rather than by units of UTF-16, so that none is cut in two.
    const characters = Array.from(line.slice(0, 2 * (MAX_LENGTH + 1)));
    if (characters.length <= MAX_LENGTH)
        return `"${line}"`;
    return `"${characters.slice(0, MAX_LENGTH - 1).join("")}…"`;
}

;// CONCATENATED MODULE: ./src/domain/advice/rule.ts
const PAGE = "https://github.com/OWNER/multiarch-build/blob/main/docs/advice.md";
/** Completes what a rule has found. */
function advice(rule, found) {
    return { rule, ...found, url: `${PAGE}#${rule}` };
}

;// CONCATENATED MODULE: ./src/domain/advice/apt-update-alone.ts




/** The package lists are updated in a step of their own, so that packages are installed with what the cache has of them. */
function adviseAptUpdateAlone({ dockerfile, target }) {
    const stage = dockerfile && targetStage(dockerfile, target);
    if (dockerfile === undefined || stage === undefined)
        return undefined;
    const [found] = [...neededStages(dockerfile, stage)].flatMap(findApart);
    if (found === undefined)
        return undefined;
    const { update, install } = found;
    return advice("apt-update-alone", {
        advice: "Update the package lists and install packages in one RUN: apt-get update && apt-get install.",
        evidence: `Line ${update.line} only updates the package lists, so that the cache keeps them, and ${quote(install.text)} in line ${install.line} installs with whatever they were.`,
        line: update.line,
    });
}
function findApart({ instructions }) {
    const runs = instructions.filter(({ keyword }) => keyword === "RUN");
    return runs.flatMap((update, at) => {
        const install = runs.slice(at + 1).find((later) => {
            const commands = shellCommands(later);
            return commands.some((command) => isApt(command, "install")) && !commands.some(isUpdate);
        });
        return install !== undefined && onlyUpdates(update) ? [{ update, install }] : [];
    });
}
function onlyUpdates(instruction) {
    const commands = shellCommands(instruction).filter(([program]) => program !== "set");
    return commands.length > 0 && commands.every(isUpdate);
}
function isUpdate(command) {
    return isApt(command, "update");
}
function isApt([program, ...args], action) {
    return /^apt(?:-get)?$/.test(program) && args.includes(action);
}

// EXTERNAL MODULE: ./src/domain/figures.ts
var figures = __webpack_require__(7209);
;// CONCATENATED MODULE: ./src/domain/advice/compiler.ts

/** Programs that compile whatever they are told. */
const COMPILERS = /^(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+|rustc|javac|zig|ghc|make|gmake|ninja|mvnw?|gradlew?|sbt|msbuild|bazel|cabal|stack)$/;
/** Programs that compile if one of these is among their arguments. */
const COMPILING = [
    [/^go$/, /^(?:build|install|test|generate)$/],
    [/^cargo$/, /^(?:build|install|test|chef|rustc)$/],
    [/^dotnet$/, /^(?:build|publish|pack|test)$/],
    [/^cmake$/, /^--build$/],
    [/^meson$/, /^compile$/],
    [/^swift$/, /^build$/],
];
/** Programs whose results are scripts, and the arguments with which they make them or install what that takes. */
const BUNDLING = [
    [/^(?:npm|pnpm|yarn|bun)$/, /^(?:ci|i|install|build|run|run-script)$/],
];
/** Images that are there to compile with. */
const COMPILER_IMAGES = /^(?:golang|rust|gcc|maven|gradle|sbt|swift|haskell|clang)$/;
/** Tells whether a `RUN` compiles programs. */
function compiles(instruction) {
    return calls(instruction, (command) => COMPILERS.test(command[0]) || isAmong(COMPILING, command));
}
/** Tells whether a `RUN` makes scripts, which are the same for every platform, or installs what that takes. */
function bundles(instruction) {
    return calls(instruction, (command) => isAmong(BUNDLING, command));
}
/** Tells whether a base image is one of a compiler: `golang:1.26-alpine`, `mcr.microsoft.com/dotnet/sdk:10.0`. */
function isCompilerImage(base) {
    const path = base.replace(/@.*$/, "").replace(/:[^/]*$/, "");
    return COMPILER_IMAGES.test(path.slice(path.lastIndexOf("/") + 1)) || /(?:^|\/)dotnet\/sdk$/.test(path);
}
function calls(instruction, matches) {
    return instruction.keyword === "RUN" && shellCommands(instruction).some(matches);
}
function isAmong(programs, [name, ...args]) {
    return programs.some(([program, action]) => program.test(name) && args.some((arg) => action.test(arg)));
}

// EXTERNAL MODULE: ./src/domain/image-layer.ts
var image_layer = __webpack_require__(5465);
;// CONCATENATED MODULE: ./src/domain/advice/leftover.ts


const COMPILER_PACKAGES = /^(?:build-essential|build-base|gcc(?:-\d+)?|g\+\+(?:-\d+)?|gcc-c\+\+|clang(?:-\d+)?|cmake|golang(?:-go)?|go|rust|rustc|cargo|[\w-]+-jdk(?:-headless)?)(?:=.*)?$/;
const KINDS = [
    {
        what: "a compiler",
        remedy: "Install compilers in a stage of its own, and copy from there what they make.",
        isMade: (command) => installs(command) && command.some((word) => COMPILER_PACKAGES.test(word)),
        isRemoved: ([program, ...args]) => /^(?:apt(?:-get)?|apk|dnf|microdnf|yum)$/.test(program) &&
            args.some((arg) => /^(?:purge|remove|autoremove|del)$/.test(arg)),
    },
    {
        what: "the package lists of apt",
        remedy: "End the RUN that updates the package lists with rm -rf /var/lib/apt/lists/*.",
        isMade: ([program, ...args]) => /^apt(?:-get)?$/.test(program) && args.includes("update"),
        isRemoved: (command) => removes(command, /^\/var\/lib\/apt\b/),
        folder: /^\/var\/lib\/apt\b/,
    },
    {
        what: "the packages that dnf downloaded",
        remedy: "End the RUN that installs packages with dnf clean all.",
        isMade: (command) => /^(?:dnf|microdnf|yum)$/.test(command[0]) && command.includes("install"),
        isRemoved: (command) => (/^(?:dnf|microdnf|yum)$/.test(command[0]) && command.includes("clean")) ||
            removes(command, /^\/var\/cache\b/),
        folder: /^\/var\/cache\b/,
    },
    {
        what: "the packages that pip downloaded",
        remedy: "Install with pip install --no-cache-dir.",
        isMade: ([program, ...args]) => /^pip[\d.]*$/.test(program) && args.includes("install"),
        isRemoved: (command) => /^pip[\d.]*$/.test(command[0])
            ? command.some((word) => /^(?:--no-cache-dir|cache)$/.test(word))
            : removes(command, /\.cache\b/),
        folder: /\.cache\b/,
        variable: "PIP_NO_CACHE_DIR",
    },
    {
        what: "the packages that npm downloaded",
        remedy: "End the RUN that installs with npm cache clean --force.",
        isMade: ([program, ...args]) => program === "npm" && args.some((arg) => /^(?:ci|i|install)$/.test(arg)),
        isRemoved: (command) => (command[0] === "npm" && command.includes("cache")) || removes(command, /\.npm\b/),
        folder: /\.npm\b/,
    },
];
/**
 * What a `RUN` leaves in its layer, the first being what is likely the most.
 * @param variables the `ENV` and `ARG` that hold for it
 */
function leftoversOf(instruction, variables) {
    if (instruction.keyword !== "RUN")
        return [];
    const commands = shellCommands(instruction);
    const mounted = mountsOf(instruction).map(({ target, dst, destination }) => target ?? dst ?? destination ?? "");
    const texts = [instruction, ...variables].map(({ text }) => text);
    return KINDS.filter(({ isMade, isRemoved, folder, variable }) => commands.some(isMade) &&
        !commands.some(isRemoved) &&
        !mounted.some((path) => folder?.test(path)) &&
        !texts.some((text) => variable !== undefined && text.includes(variable)));
}
function installs([program, ...args]) {
    return (/^(?:apt(?:-get)?|apk|dnf|microdnf|yum)$/.test(program) &&
        args.some((arg) => arg === "install" || arg === "add"));
}
function removes([program, ...args], path) {
    return program === "rm" && args.some((arg) => path.test(arg));
}

;// CONCATENATED MODULE: ./src/domain/advice/own-layer.ts

/** The layers of all platforms whose instruction is certain. */
function ownLayers(facts) {
    const instructions = instructionsOfResult(facts);
    return facts.images.flatMap((image) => {
        // They are the uppermost, in the order of the instructions.
        let before = instructions.length;
        return image.layers.toReversed().flatMap((layer) => {
            const at = instructions.findLastIndex((instruction, index) => index < before && hasMade(instruction, layer));
            const instruction = instructions[at];
            if (instruction === undefined)
                return [];
            before = at;
            return { image, layer, instruction };
        });
    });
}
/** The instructions that the result's file system is made by, in their order. */
function instructionsOfResult({ dockerfile, target }) {
    if (dockerfile === undefined)
        return [];
    const stage = targetStage(dockerfile, target);
    const chain = stage === undefined ? [] : baseChain(dockerfile, stage);
    return chain.toReversed().flatMap(({ instructions }) => instructions);
}
/** The layer that takes most bytes, if there is one. */
function largestLayer(layers) {
    return layers.toSorted((one, other) => other.layer.sizeBytes - one.layer.sizeBytes)[0];
}
function hasMade(instruction, { createdBy }) {
    const { keyword, words } = instruction;
    const made = oneLine(createdBy ?? "").replace(/ # buildkit$/, "");
    if (keyword === "RUN")
        return hasRun(scriptOf(instruction), made);
    if (keyword !== "COPY" && keyword !== "ADD")
        return false;
    return made.replace(/ --\S+/g, "") === oneLine(`${keyword} ${words.join(" ")}`);
}
/** Tells whether what made a layer is `RUN`, maybe build arguments and a shell, and then the script. */
function hasRun(script, made) {
    if (script === "" || !made.startsWith("RUN ") || !made.endsWith(script))
        return false;
    return /^RUN (?:.* -\w*c )?$/.test(made.slice(0, made.length - script.length));
}
/** The script that a `RUN` gives to the shell, or the words of its list, on one line. */
function scriptOf({ isList, words, body, heredocs }) {
    if (isList)
        return oneLine(words.join(" "));
    // A heredoc alone is the script; others are left to the shell.
    if (heredocs.length === 1 && words.length === 1)
        return oneLine(String(heredocs[0]?.content));
    return oneLine([body, ...heredocs.flatMap(({ content, name }) => [content, name])].join("\n"));
}
function oneLine(text) {
    return text.replace(/\s+/g, " ").trim();
}

;// CONCATENATED MODULE: ./src/domain/advice/build-tools-in-image.ts









/** Less is pulled in well under a second, and not worth a stage more. */
const LEAST_BYTES = 30_000_000;
/** The image holds what only the build needs: compilers, package lists, caches of package managers. */
function adviseBuildToolsInImage(facts) {
    return adviseBase(facts) ?? adviseLayer(facts);
}
/** The image is based on one that is there to compile with, and what is copied into it is compiled there. */
function adviseBase(facts) {
    const { dockerfile, target, images } = facts;
    const stage = dockerfile && targetStage(dockerfile, target);
    const root = dockerfile && stage && rootStage(dockerfile, stage);
    if (root === undefined || !isCompilerImage(root.base))
        return undefined;
    const instructions = instructionsOfResult(facts);
    // An image for developers has a compiler too, and nothing of the context.
    const copied = instructions.findIndex(copiesContext);
    const compiling = instructions.find((each, at) => copied !== -1 && at > copied && compiles(each));
    const [largest] = images.toSorted((one, other) => (0,image_layer/* totalBytes */.o)(other.layers) - (0,image_layer/* totalBytes */.o)(one.layers));
    if (compiling === undefined || largest === undefined || (0,image_layer/* totalBytes */.o)(largest.layers) < LEAST_BYTES)
        return undefined;
    return advice("build-tools-in-image", {
        advice: "Compile in a stage of its own, and copy what it makes into a stage whose base image has no compiler.",
        evidence: `${quote(compiling.text)} compiles in the stage that becomes the image, so that ${quote(root.base)} is part of its ${(0,figures/* printBytes */.p)((0,image_layer/* totalBytes */.o)(largest.layers))} for ${largest.platform}.`,
        line: root.line,
    });
}
/** The largest layer that something is left in. */
function adviseLayer(facts) {
    const variables = instructionsOfResult(facts).filter(({ keyword }) => /^(?:ENV|ARG)$/.test(keyword));
    const layers = ownLayers(facts).filter(({ layer, instruction }) => layer.sizeBytes >= LEAST_BYTES && leftoversOf(instruction, variables).length > 0);
    const largest = largestLayer(layers);
    if (largest === undefined)
        return undefined;
    const { layer, instruction, image } = largest;
    const leftovers = leftoversOf(instruction, variables);
    return advice("build-tools-in-image", {
        advice: String(leftovers[0]?.remedy),
        evidence: `${quote(instruction.text)} leaves ${leftovers.map(({ what }) => what).join(" and ")} in its layer, which has ${(0,figures/* printBytes */.p)(layer.sizeBytes)} for ${image.platform}.`,
        line: instruction.line,
    });
}

;// CONCATENATED MODULE: ./src/domain/advice/cache-costs-more.ts


/** Within that, what saving takes and what it saves differ from run to run by more than could be gained. */
const LEAST_MS = 10_000;
/** Saving the layer cache takes longer than what the cache saves a run. A run without any hit says nothing about that. */
function adviseCacheCostsMore({ metrics, saving }) {
    const savesMs = saving?.savesMs ?? metrics.timeSavedMs;
    if (saving === undefined || savesMs === undefined || metrics.steps.cached === 0)
        return undefined;
    if (saving.ms < LEAST_MS || saving.ms <= savesMs)
        return undefined;
    return advice("cache-costs-more", {
        advice: "Save less: cache-mode: min keeps only the layers of the result, and cache: off keeps none.",
        evidence: `Saving the layer cache took ${(0,figures/* printDuration */.c)(saving.ms)}, and what came from it saved ${(0,figures/* printDuration */.c)(savesMs)}.`,
    });
}

;// CONCATENATED MODULE: ./src/domain/advice/installer.ts

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
    return shellCommands(instruction).flatMap((command) => familyOf(command) ?? []);
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

;// CONCATENATED MODULE: ./src/domain/advice/context-too-large.ts






/** Less is sent in about a second, whatever it is. */
const context_too_large_LEAST_BYTES = 20_000_000;
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
    if (bytes < context_too_large_LEAST_BYTES || (metrics.contextBytes ?? 0) < bytes)
        return undefined;
    const sizes = folders.map((folder) => `${folder.name} (${(0,figures/* printBytes */.p)(folder.bytes)})`);
    return advice("context-too-large", {
        advice: `List ${folders.map(({ name }) => name).join(" and ")} in .dockerignore, unless the build reads that.`,
        evidence: `The whole context is copied or mounted, and with it ${sizes.join(" and ")} was sent to the builder.`,
    });
}
/**
 * The folders that are sent with the whole context where there are such, and that the build seems not to need.
 * @param ignored the text of .dockerignore
 */
function needlessFolders(dockerfile, target, ignored) {
    const stage = targetStage(dockerfile, target);
    const stages = stage === undefined ? [] : [...neededStages(dockerfile, stage)];
    const instructions = stages.flatMap((needed) => needed.instructions);
    if (!instructions.some(takesEverything))
        return [];
    const families = new Set(instructions.flatMap(installsWith));
    const made = MADE.filter(([, makers]) => makers.some((family) => families.has(family)));
    const folders = [...(instructions.some(callsGit) ? [] : [".git"]), ...made.map(([folder]) => folder)];
    return folders.filter((folder) => !mayIgnore(ignored, folder));
}
function takesEverything(instruction) {
    if (copiesContext(instruction))
        return instruction.words.slice(0, -1).some(isEverything);
    return mountsOf(instruction).some(({ type, from, source = "", src = source }) => type === "bind" && from === undefined && isEverything(src));
}
function isEverything(path) {
    return /^(?:\.?\/?|\*)$/.test(path);
}
function callsGit(instruction) {
    return instruction.keyword === "RUN" && shellCommands(instruction).some(([program]) => program === "git");
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

// EXTERNAL MODULE: ./src/domain/progress/step-count.ts
var step_count = __webpack_require__(7008);
;// CONCATENATED MODULE: ./src/domain/dockerfile/step-place.ts

/** The instructions that BuildKit counts as steps. */
const STEPS = ["RUN", "COPY", "ADD", "WORKDIR"];
/**
 * Finds the instruction that a step comes of. Undefined where it is not certain: when the base image adds steps of its
 * own (`ONBUILD`), or the step says something else than the instruction.
 * @see https://github.com/moby/buildkit/blob/master/frontend/dockerfile/dockerfile2llb/convert.go
 */
function placeStep(dockerfile, step) {
    const stage = stageOf(dockerfile, step.stage);
    if (stage === undefined)
        return undefined;
    const counted = stage.instructions.filter(({ keyword }) => STEPS.includes(keyword));
    // An image is pulled in a step, a stage and `scratch` are just there.
    const before = stage.base === "scratch" || baseStage(dockerfile, stage) !== undefined ? 0 : 1;
    if (step.count !== counted.length + before)
        return undefined;
    // Nothing is to be done for it, so that it is counted and has no number.
    const numbered = counted.filter(({ text }) => text !== "WORKDIR /");
    const instruction = numbered[step.index - 1 - before];
    if (instruction === undefined || !says(step, instruction))
        return undefined;
    return { stage, instruction };
}
function stageOf({ stages }, name) {
    if (name === undefined)
        return stages.length === 1 ? stages[0] : undefined;
    const number = /^stage-(\d+)$/.exec(name)?.[1];
    const unnamed = number === undefined ? undefined : stages[Number(number)];
    return (stages.findLast((stage) => stage.name === name) ?? (unnamed?.name === undefined ? unnamed : undefined));
}
/** Compares up to what BuildKit may have changed: variables, quotes, escapes, and files that are written into it. */
function says({ command }, { text }) {
    return command.replace(/\s+/g, " ").startsWith(String(/^[^$"'\\<]*/.exec(text)?.[0]));
}

;// CONCATENATED MODULE: ./src/domain/advice/placed-step.ts

/** The steps of a run whose instruction and platform are certain, in the order of the solves. */
function placeSteps({ dockerfile, metrics, solves }) {
    if (dockerfile === undefined)
        return [];
    return solves.flatMap(({ platforms, steps }) => steps.flatMap((step) => {
        const name = step.platform ?? (platforms.length === 1 ? platforms[0] : undefined);
        const platform = metrics.platforms.find((known) => known.platform === name);
        const place = placeStep(dockerfile, step);
        return platform === undefined || place === undefined ? [] : { step, platform, ...place };
    }));
}

;// CONCATENATED MODULE: ./src/domain/advice/copy-before-install.ts








/** A faster installation is not worth another order of the Dockerfile: fetching its layer would take as long. */
const copy_before_install_LEAST_MS = 10_000;
/** All files, or a folder that holds sources in most projects; others may hold what an installation needs: `patches`. */
const SOURCES = /^(?:\.?\/)?(?:\.?|\*|(?:src|source|app|lib|cmd|internal|server|client|test|tests)\/?)$/;
/** Sources are copied before dependencies are installed, so that a change of a source installed them again. */
function adviseCopyBeforeInstall(facts) {
    const { dockerfile } = facts;
    if (dockerfile === undefined)
        return undefined;
    const steps = placeSteps(facts);
    const first = new Set(facts.solves.flatMap((solve) => (0,step_count/* firstMisses */.jF)(solve.steps)));
    const [worst] = steps
        .filter((copy) => first.has(copy.step) && copiesSources(copy.instruction) && hasChanged(copy, steps))
        .flatMap((copy) => installsAfter(copy, steps, dockerfile).map((install) => ({ copy, install })))
        .filter(({ install }) => install.step.durationMs >= copy_before_install_LEAST_MS)
        .toSorted((one, other) => other.install.step.durationMs - one.install.step.durationMs);
    return worst && describe(worst);
}
function copiesSources(instruction) {
    const sources = instruction.words.slice(0, -1);
    return copiesContext(instruction) && sources.some((source) => SOURCES.test(source));
}
/**
 * Tells whether it was the files that made a copy be executed. Where that is not remembered, it is certain if the step
 * before it came from the cache: neither the base image nor the cache as a whole was another then.
 */
function hasChanged(copy, steps) {
    const { step, platform } = copy;
    const miss = platform.firstMiss.find(({ stage, index }) => stage === (step.stage ?? "") && index === step.index);
    if (miss?.changed !== undefined)
        return miss.changed === "files";
    return besides(copy, steps).some((other) => other.step.index < step.index && other.step.state === "cached");
}
/** The installations that follow a copy, but for those whose dependencies were there before it. */
function installsAfter(copy, steps, dockerfile) {
    const chain = baseChain(dockerfile, copy.stage).toReversed();
    const instructions = chain.flatMap((stage) => stage.instructions);
    const known = familiesBefore(instructions.slice(0, instructions.indexOf(copy.instruction)));
    return besides(copy, steps).filter(({ step, instruction }) => step.index > copy.step.index &&
        step.state === "executed" &&
        installsWith(instruction).some((family) => isOfSystem(family) || !known.has(family)));
}
/** With what dependencies are installed from a few files that were copied, or mounted, for nothing else. */
function familiesBefore(instructions) {
    const firstCopy = instructions.findIndex(copiesContext);
    return new Set(instructions
        .filter((instruction, at) => (firstCopy !== -1 && at > firstCopy) || mountsFiles(instruction))
        .flatMap(installsWith));
}
function mountsFiles(instruction) {
    return mountsOf(instruction).some((mount) => mount["type"] === "bind" && mount["from"] === undefined);
}
/** The steps of the same stage for the same platform. */
function besides({ step, platform, stage }, steps) {
    return steps.filter((other) => other.platform === platform && other.stage === stage && other.step !== step);
}
function describe({ copy, install }) {
    const [copied, installed] = [quote(copy.instruction.text), quote(install.instruction.text)];
    return advice("copy-before-install", {
        advice: installsWith(install.instruction).some(isOfSystem)
            ? `Move ${installed} above ${copied}, so that a change of a source does not install the packages again.`
            : `Copy only the files that name the dependencies before ${installed}, and the sources after it.`,
        evidence: `${copied} was the first step of its stage that was executed, and so ${installed} after it was executed too, which took ${(0,figures/* printDuration */.c)(install.step.durationMs)} for ${install.platform.platform}.`,
        line: copy.instruction.line,
    });
}

;// CONCATENATED MODULE: ./src/domain/advice/cross-compile.ts






/**
 * Compilers are some five to twenty times slower under QEMU. Less than three times is also what a busy machine or a slow
 * download does, as platforms are built side by side.
 */
const LEAST_FACTOR = 3;
/** Below that a stage that is set up to cross-compile is more work to keep than it saves. */
const cross_compile_LEAST_MS = 20_000;
/**
 * Without the same step run natively there is no factor to tell. A step this long would still lose more than `LEAST_MS`
 * if it were only `LEAST_FACTOR` times slower.
 */
const LEAST_ALONE_MS = LEAST_FACTOR * cross_compile_LEAST_MS;
/** Where bundlers put what they make. */
const BUNDLES = /(?:^|\/)(?:dist|build|out|public|static|www|_site)(?:\/|$)/;
/** A stage compiles under emulation, and could do so on the build machine's platform. */
function adviseCrossCompile(facts) {
    const { dockerfile, target } = facts;
    const result = dockerfile && targetStage(dockerfile, target);
    if (dockerfile === undefined || result === undefined)
        return undefined;
    const executed = placeSteps(facts).filter(({ step }) => step.state === "executed");
    const [worst] = executed
        .filter(({ platform, instruction }) => platform.emulated && instruction.keyword === "RUN")
        .map((placed) => ({ placed, native: nativeCounterpart(placed, executed) }))
        .filter((emulated) => isSlow(emulated))
        .filter(({ placed }) => isSeparate(placed.stage, dockerfile, result))
        .filter(({ placed }) => makesWhatCanBeCopied(placed, dockerfile, result))
        .toSorted((one, other) => lostMs(other) - lostMs(one));
    return worst && cross_compile_describe(worst, rootStage(dockerfile, worst.placed.stage));
}
/** The slowest one where several platforms are native. */
function nativeCounterpart({ instruction }, executed) {
    return executed
        .filter((other) => other.instruction === instruction && !other.platform.emulated)
        .toSorted((one, other) => other.step.durationMs - one.step.durationMs)[0];
}
function isSlow({ placed, native }) {
    const { durationMs } = placed.step;
    if (native === undefined)
        return durationMs >= LEAST_ALONE_MS;
    return durationMs >= cross_compile_LEAST_MS && durationMs >= LEAST_FACTOR * native.step.durationMs;
}
function lostMs({ placed, native }) {
    return placed.step.durationMs - (native?.step.durationMs ?? 0);
}
/**
 * Tells whether a stage runs on the result's platform now and need not: its file system is no part of the result's, but
 * for what is copied out of it.
 */
function isSeparate(stage, dockerfile, result) {
    const root = rootStage(dockerfile, stage);
    return (baseChain(dockerfile, stage).every(({ platform }) => /^\$\{?TARGETPLATFORM\}?$|^$/.test(platform ?? "")) && baseChain(dockerfile, result).every((part) => part !== root && !mayBeStage(part.base)));
}
/** Tells whether a stage compiles, or makes what is the same for all platforms and nothing else is copied out of it. */
function makesWhatCanBeCopied({ stage, instruction }, dockerfile, result) {
    if (compiles(instruction) || isCompilerImage(rootStage(dockerfile, stage).base))
        return true;
    if (!bundles(instruction))
        return false;
    const copies = [...neededStages(dockerfile, result)]
        .flatMap(({ instructions }) => instructions)
        .filter((other) => sourceStages(dockerfile, other).includes(stage));
    return copies.length > 0 && copies.every(copiesBundles);
}
/** A mount makes all of a stage available. */
function copiesBundles({ keyword, words }) {
    return keyword === "COPY" && words.slice(0, -1).every((path) => BUNDLES.test(path));
}
function cross_compile_describe({ placed, native }, root) {
    const { step, platform, instruction } = placed;
    const took = `${quote(instruction.text)} took ${(0,figures/* printDuration */.c)(step.durationMs)} under emulation for ${platform.platform}`;
    return advice("cross-compile", {
        advice: `Begin line ${root.line} with FROM --platform=$BUILDPLATFORM and let that stage compile for $TARGETARCH, so that no compiler is emulated.`,
        evidence: native === undefined ? `${took}.` : `${took}, ${compare(step.durationMs, native)}.`,
        line: root.line,
    });
}
function compare(emulatedMs, { step, platform }) {
    const factor = emulatedMs / Math.max(step.durationMs, 1);
    return `${factor.toFixed(factor < 10 ? 1 : 0)} times as long as natively for ${platform.platform} (${(0,figures/* printDuration */.c)(step.durationMs)})`;
}

;// CONCATENATED MODULE: ./src/domain/advice/dominating-layer.ts






/** Below a second or two of pulling it does not matter how an image is made up. */
const dominating_layer_LEAST_BYTES = 100_000_000;
/** From here on nothing else that could be made smaller counts; whoever pulls a new version pulls most of it again. */
const LEAST_SHARE = 0.6;
/** Most of the image is one layer that the Dockerfile makes. */
function adviseDominatingLayer(facts) {
    const layers = ownLayers(facts).filter(({ layer, image }) => layer.sizeBytes >= dominating_layer_LEAST_BYTES && layer.sizeBytes >= LEAST_SHARE * (0,image_layer/* totalBytes */.o)(image.layers));
    const largest = largestLayer(layers);
    if (largest === undefined)
        return undefined;
    const { layer, image, instruction } = largest;
    const total = (0,image_layer/* totalBytes */.o)(image.layers);
    return advice("dominating-layer", {
        advice: remedyFor(instruction),
        evidence: `The layer of ${quote(instruction.text)} has ${(0,figures/* printBytes */.p)(layer.sizeBytes)} of the ${(0,figures/* printBytes */.p)(total)} of the image for ${image.platform} (${Math.floor((100 * layer.sizeBytes) / total)} %).`,
        line: instruction.line,
    });
}
function remedyFor(instruction) {
    if (instruction.keyword === "RUN") {
        return "Look at what that step leaves behind, remove in the same RUN what is not needed, or do it in a stage of its own.";
    }
    return sourcesOf(instruction).length > 0
        ? "Copy only what is needed when the image runs."
        : "Copy only what is needed when the image runs, or list the rest in .dockerignore.";
}

;// CONCATENATED MODULE: ./src/domain/advice/advise.ts







/** More is not read. */
const MOST = 5;
/**
 * By what following them usually gives: minutes of every run, minutes of most, seconds of every run, then what everybody
 * pulls, and last what only makes builds differ.
 */
const RULES = [
    adviseCrossCompile,
    adviseCopyBeforeInstall,
    adviseCacheCostsMore,
    adviseContextTooLarge,
    adviseBuildToolsInImage,
    adviseDominatingLayer,
    adviseAptUpdateAlone,
];
/** What advice a run gives rise to, the most valuable first, at most five. */
function advise(facts) {
    const found = RULES.flatMap((rule) => rule(facts) ?? []);
    const tools = found.find(({ rule }) => rule === "build-tools-in-image");
    // That a layer is large needs not be said again where it was said what should not be in it.
    return found.filter(({ rule, line }) => rule !== "dominating-layer" || line !== tools?.line).slice(0, MOST);
}

// EXTERNAL MODULE: ./node_modules/dockerfile-ast/lib/main.js
var main = __webpack_require__(8390);
;// CONCATENATED MODULE: ./src/domain/dockerfile/instruction.ts
/** Words, where a quoted part belongs to its word. */
const WORDS = /(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+/g;
const FLAG = /^--([a-z][\w-]*)(?:=("[^"]*"|\S*))?(?:\s+|$)/i;
/** The instructions that files can be written into. */
const WITH_HEREDOCS = ["RUN", "COPY", "ADD", "ONBUILD"];
/**
 * Reads an instruction from its lines, the way BuildKit does.
 * @param line where it begins, from 1
 * @throws Error if a file that is written into it does not end where the lines do.
 * @see https://github.com/moby/buildkit/blob/master/frontend/dockerfile/parser/parser.go
 */
function readInstruction(lines, escape, line) {
    const { joined, rest } = joinLines(lines, escape);
    const [keyword, afterwards] = splitKeyword(joined.trim());
    const { flags, body } = splitFlags(afterwards);
    const list = readList(body);
    return {
        keyword,
        text: `${keyword} ${afterwards}`.replace(/\s+/g, " ").trim(),
        flags,
        body,
        words: list ?? body.split(/\s+/).filter((word) => word !== ""),
        isList: list !== undefined,
        heredocs: readHeredocs(WITH_HEREDOCS.includes(keyword) ? body : "", rest),
        line,
    };
}
/** Joins the lines that end in the escape character with those that follow them. */
function joinLines(lines, escape) {
    const continued = escape === "`" ? /`[ \t]*$/ : /\\[ \t]*$/;
    const isSkipped = (text, at) => at > 0 && /^\s*(?:#|$)/.test(text);
    const last = lines.findIndex((text, at) => !isSkipped(text, at) && !continued.test(text));
    const used = last === -1 ? lines : lines.slice(0, last + 1);
    const joined = used
        .filter((text, at) => !isSkipped(text, at))
        .map((text) => text.replace(continued, ""))
        .join("");
    return { joined, rest: lines.slice(used.length) };
}
function splitKeyword(text) {
    const end = text.search(/\s|$/);
    return [text.slice(0, end).toUpperCase(), text.slice(end).trimStart()];
}
function splitFlags(text) {
    const flags = [];
    let body = text;
    for (let flag = FLAG.exec(body); flag !== null; flag = FLAG.exec(body)) {
        flags.push({ name: String(flag[1]).toLowerCase(), value: instruction_unquote(flag[2] ?? "") });
        body = body.slice(flag[0].length);
    }
    return { flags, body };
}
function readList(body) {
    if (!body.startsWith("["))
        return undefined;
    try {
        const list = JSON.parse(body);
        return Array.isArray(list) && list.every((item) => typeof item === "string") ? list : undefined;
    }
    catch {
        // It is the shell's test command then, as in `RUN [ -f x ]`.
        return undefined;
    }
}
function readHeredocs(body, lines) {
    const heredocs = [];
    let at = 0;
    for (const [word] of body.matchAll(WORDS)) {
        const [, strip, quoted] = /^\d*<<(-?)([^<]+)$/.exec(word) ?? [];
        if (quoted === undefined)
            continue;
        const name = instruction_unquote(quoted);
        const content = lines.slice(at).map((text) => (strip === "-" ? text.replace(/^\t+/, "") : text));
        const length = content.indexOf(name);
        if (length === -1)
            throw new Error(`nothing ends <<${name}`);
        heredocs.push({ name, content: content.slice(0, length).join("\n") });
        at += length + 1;
    }
    if (at < lines.length)
        throw new Error("there are lines left that belong to nothing");
    return heredocs;
}
function instruction_unquote(text) {
    return text.replace(/^(["'])(.*)\1$/, "$2");
}

;// CONCATENATED MODULE: ./src/domain/dockerfile/parse.ts


/** A longer one was not written by hand, and is not worth the seconds that reading it would take. */
const parse_MAX_LENGTH = 100_000;
/**
 * Reads a Dockerfile; undefined for what BuildKit would not build, or that is not surely read as BuildKit does. Nothing
 * is thrown. This is all that needs the parser, so that it can be loaded when it is needed.
 */
function parseDockerfile(text) {
    if (text.length > parse_MAX_LENGTH)
        return undefined;
    try {
        return { stages: readStages(readInstructions(text.replace(/^\ufeff/, ""))) };
    }
    catch {
        return undefined;
    }
}
/** The parser is asked only which lines an instruction has: it drops blanks in lists and reads comments as arguments. */
function readInstructions(text) {
    const parsed = main.DockerfileParser.parse(text);
    const lines = text.split(/\r\n|\r|\n/);
    return parsed.getInstructions().map((instruction) => {
        const { start, end } = instruction.getRange();
        return readInstruction(lines.slice(start.line, end.line + 1), parsed.getEscapeCharacter(), start.line + 1);
    });
}
function readStages(instructions) {
    const unknown = instructions.find(({ keyword }) => !Object.hasOwn(main.Keyword, keyword));
    if (unknown !== undefined)
        throw new Error(`line ${unknown.line} is no instruction`);
    const starts = instructions.flatMap(({ keyword }, at) => (keyword === "FROM" ? at : []));
    if (starts.length === 0)
        throw new Error("there is no stage");
    if (instructions.slice(0, starts[0]).some(({ keyword }) => keyword !== "ARG")) {
        throw new Error("only ARG may come before the first stage");
    }
    return starts.map((start, number) => {
        const [from, ...others] = instructions.slice(start, starts[number + 1]);
        return { number, ...readFrom(from), line: from.line, instructions: others };
    });
}
function readFrom({ words, flags }) {
    const [base, as, name] = words;
    const isNamed = words.length === 3 && as?.toLowerCase() === "as";
    if (base === undefined || (words.length > 1 && !isNamed)) {
        throw new Error("FROM takes a base, and maybe a name");
    }
    return {
        base,
        name: name?.toLowerCase(),
        platform: flags.find((flag) => flag.name === "platform")?.value,
    };
}

// EXTERNAL MODULE: ./src/domain/dockerfile/path.ts
var dockerfile_path = __webpack_require__(1468);
// EXTERNAL MODULE: ./src/domain/platform.ts
var domain_platform = __webpack_require__(3013);
// EXTERNAL MODULE: ./src/edges/log.ts + 1 modules
var log = __webpack_require__(4696);
;// CONCATENATED MODULE: ./src/phases/advise.ts








/** Gives advice on runs with the same inputs. With the parser of Dockerfiles it is large, and loaded while BuildKit builds. */
class Adviser {
    #inputs;
    #dockerfile;
    #needless;
    /** Reads what it needs, which is meant to happen while BuildKit builds. */
    constructor(inputs) {
        this.#inputs = inputs;
        this.#dockerfile = readDockerfile(inputs);
        this.#needless = this.#dockerfile.then((dockerfile) => measureNeedless(dockerfile, inputs));
        // It is told when advice is asked for, which it is not where the build fails.
        this.#needless.catch(() => undefined);
    }
    /** What can be advised on what was seen of a run. It never fails. */
    async advise({ metrics, solves, verified }) {
        try {
            return advise({
                metrics,
                solves,
                dockerfile: await this.#dockerfile,
                target: this.#inputs.target,
                needless: await this.#needless,
                images: (verified?.images ?? []).map(({ platform, layers }) => {
                    return { platform: (0,domain_platform/* printPlatform */.Lg)(platform), layers };
                }),
                saving: { ms: exportCost(metrics.phases) },
            });
        }
        catch (error) {
            (0,log.debug)(`There is no advice: ${String(error)}`);
            return [];
        }
    }
}
/** How much later the run ended for exporting the layer cache, beside which it publishes. */
function exportCost(phases) {
    const endOf = (...names) => Math.max(0, ...phases
        .filter(({ name }) => names.includes(name))
        .map(({ startMs, durationMs }) => startMs + durationMs));
    return Math.max(0, endOf("cache.export") - endOf("build", "publish"));
}
async function readDockerfile(inputs) {
    const path = (0,dockerfile_path/* dockerfilePath */.S)(inputs);
    if (path === undefined)
        return undefined;
    try {
        return parseDockerfile(await (0,promises_.readFile)(path, "utf8"));
    }
    catch (error) {
        (0,log.debug)(`The Dockerfile was not read: ${String(error)}`);
        return undefined;
    }
}
/** What the build is sent though it seems not to need it. It is looked at while BuildKit builds. */
async function measureNeedless(dockerfile, inputs) {
    if (dockerfile === undefined)
        return [];
    const ignored = await readIgnored(inputs);
    return Promise.all(needlessFolders(dockerfile, inputs.target, ignored).map(async (name) => {
        return { name, bytes: await folderBytes((0,external_node_path_.join)(inputs.context, name)) };
    }));
}
/** What is not sent: of the Dockerfile's own .dockerignore where it has one, else of that in the context. */
async function readIgnored(inputs) {
    const common = () => (0,promises_.readFile)((0,external_node_path_.join)(inputs.context, ".dockerignore"), "utf8");
    return (0,promises_.readFile)(`${(0,dockerfile_path/* dockerfilePath */.S)(inputs) ?? ""}.dockerignore`, "utf8")
        .catch(common)
        .catch(() => "");
}
async function folderBytes(folder) {
    const found = await (0,promises_.readdir)(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    const files = found.filter((entry) => entry.isFile());
    const sizes = await Promise.all(files.map(async ({ parentPath, name }) => (await (0,promises_.lstat)((0,external_node_path_.join)(parentPath, name))).size));
    return sizes.reduce((sum, size) => sum + size, 0);
}


/***/ })

};
