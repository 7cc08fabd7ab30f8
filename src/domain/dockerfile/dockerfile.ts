/** A Dockerfile as it is written: no variable has its value. */
export interface Dockerfile {
  /** At least one. */
  readonly stages: readonly Stage[];
}

/** What begins with a `FROM`. */
export interface Stage {
  /** Its number among the stages, from 0, by which `COPY --from=0` can name it. */
  readonly number: number;
  /** In lower case, as BuildKit has it. */
  readonly name: string | undefined;
  /** `golang:${VERSION}`, `scratch`, or the name of an earlier stage. */
  readonly base: string;
  /** `$BUILDPLATFORM`, of `FROM --platform=$BUILDPLATFORM`. */
  readonly platform: string | undefined;
  /** Of its `FROM`, from 1. */
  readonly line: number;
  /** What follows the `FROM`. */
  readonly instructions: readonly Instruction[];
}

/** An instruction of a stage. */
export interface Instruction {
  /** In upper case: `RUN`. */
  readonly keyword: string;
  /** All of it on one line, without the files that are written into it: `RUN --network=none make`. */
  readonly text: string;
  readonly flags: readonly Flag[];
  /** What follows the flags: `make -j "$JOBS"`. */
  readonly body: string;
  /** The body's parts: those of its JSON list if it is one, else what blanks part. */
  readonly words: readonly string[];
  /** Whether the body is a JSON list: of a `RUN`, one that no shell reads. */
  readonly isList: boolean;
  readonly heredocs: readonly Heredoc[];
  /** From 1. */
  readonly line: number;
}

/** `--from=build` of an instruction. One that is named twice is there twice. */
export interface Flag {
  readonly name: string;
  /** Empty where none is given, as in `--link`. */
  readonly value: string;
}

/** A file that is written into an instruction, after `<<EOF`. */
export interface Heredoc {
  /** `EOF`. */
  readonly name: string;
  readonly content: string;
}

/** Where a `RUN` mounts something: the fields of a `--mount`. */
export type Mount = Readonly<Partial<Record<string, string>>>;

/** The mounts of an instruction, which are binds of the context where they say nothing else. */
export function mountsOf({ flags }: Instruction): readonly Mount[] {
  return flags.filter(({ name }) => name === "mount").map(({ value }) => readMount(value));
}

/** What an instruction takes files from beside the context: names and numbers of stages, and images. */
export function sourcesOf(instruction: Instruction): readonly string[] {
  const from = instruction.flags.filter(({ name }) => name === "from").map(({ value }) => value);
  return [...from, ...mountsOf(instruction).flatMap((mount) => mount["from"] ?? [])];
}

/** Tells whether an instruction copies files of the context, or downloads. */
export function copiesContext(instruction: Instruction): boolean {
  return /^(?:COPY|ADD)$/.test(instruction.keyword) && sourcesOf(instruction).length === 0;
}

function readMount(value: string): Mount {
  const fields = value.split(",").map((field) => {
    const end = field.search(/=|$/);
    return [field.slice(0, end), field.slice(end + 1)] as const;
  });
  return { type: "bind", ...Object.fromEntries(fields) };
}
