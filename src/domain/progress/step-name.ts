/** Where a step stands in its Dockerfile. */
export interface StepPosition {
  /**
   * `linux/arm64`. Only builds for several platforms name it, and not for a `RUN` in a stage `FROM scratch`. For a
   * stage that runs on the build machine's platform it is the one that its result is for, if the stage asks for that
   * with `ARG TARGETARCH` or the like, else the build machine's.
   */
  readonly platform: string | undefined;
  /** The platform that it runs on: `linux/amd64` of `linux/amd64->arm64`. Named wherever the other is. */
  readonly runsOn: string | undefined;
  /** `build`, `stage-1` for the second of several without a name; the only stage of a Dockerfile may have none. */
  readonly stage: string | undefined;
  /** Counted from 1, with FROM, which is the first. */
  readonly index: number;
  /** How many steps the stage has. */
  readonly count: number;
}

/** What the name of a vertex says it is. */
export type VertexName =
  /** `command` is an instruction of a Dockerfile as BuildKit shows it, its arguments filled in. */
  | ({ readonly kind: "step"; readonly command: string } & StepPosition)
  /** The base image of a stage, which is resolved and pulled rather than run. */
  | ({ readonly kind: "base"; readonly image: string } & StepPosition)
  /** Everything around the steps: `[internal] load …`, `[auth] …`, `exporting to image`, `docker-image://…`. */
  | { readonly kind: "other" };

// The index is padded: `[stage-1  2/10] `. No stage's name has a slash or a blank, and every platform has a slash.
const NAME = /^\[(?:(\S+\/\S+) )?(?:([^\s/]+) )? *(\d+)\/(\d+)\] ([^]+)$/;
const OTHER: VertexName = { kind: "other" };

/**
 * Reads the name that BuildKit's Dockerfile frontend gives a vertex: `[linux/amd64->arm64 build 2/6] RUN make`.
 * @see https://github.com/moby/buildkit/blob/master/frontend/dockerfile/dockerfile2llb/convert.go
 */
export function parseVertexName(name: string): VertexName {
  const [, platforms, stage, index, count, command] = NAME.exec(name) ?? [];
  if (command === undefined) return OTHER;
  // Windows has its version in it: `windows(10.0.20348.2762)/amd64`.
  const bare = platforms?.replace(/\([^)]*\)/g, "");
  const position = {
    platform: bare === undefined ? undefined : targetOf(bare),
    runsOn: bare?.replace(/->.*/, ""),
    stage,
    index: Number(index),
    count: Number(count),
  };
  const image = /^FROM (.*)/.exec(command)?.[1];
  return image === undefined ? { kind: "step", command, ...position } : { kind: "base", image, ...position };
}

/** Of `linux/amd64->arm/v7` the part behind the arrow, which names the system only if it is another. */
function targetOf(platforms: string): string {
  const arrow = platforms.indexOf("->");
  if (arrow === -1) return platforms;
  const target = platforms.slice(arrow + 2);
  const namesSystem = /^[^/]+\/(?!v\d+$)/.test(target);
  return namesSystem ? target : platforms.slice(0, platforms.indexOf("/") + 1) + target;
}

/** Prints the position as BuildKit does, the index without padding: `[linux/arm64 build 3/5]`. */
export function printPosition({ platform, stage, index, count }: StepPosition): string {
  return `[${[platform, stage, `${index}/${count}`].filter((part) => part !== undefined).join(" ")}]`;
}
