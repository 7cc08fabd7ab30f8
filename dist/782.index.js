export const id = 782;
export const ids = [782];
export const modules = {

/***/ 782:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  parseDockerfile: () => (/* binding */ parseDockerfile)
});

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
        flags.push({ name: String(flag[1]).toLowerCase(), value: unquote(flag[2] ?? "") });
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
        const name = unquote(quoted);
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
function unquote(text) {
    return text.replace(/^(["'])(.*)\1$/, "$2");
}

;// CONCATENATED MODULE: ./src/domain/dockerfile/parse.ts


/** A longer one was not written by hand, and is not worth the seconds that reading it would take. */
const MAX_LENGTH = 100_000;
/**
 * Reads a Dockerfile; undefined for what BuildKit would not build, or that is not surely read as BuildKit does. Nothing
 * is thrown. This is all that needs the parser, so that it can be loaded when it is needed.
 */
function parseDockerfile(text) {
    if (text.length > MAX_LENGTH)
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


/***/ })

};
