import type { VertexUpdate } from "./event.ts";
import type { VertexName } from "./step-name.ts";
import { parseVertexName } from "./step-name.ts";
import type { StepParts } from "./step-parts.ts";
import { Vertex } from "./vertex.ts";

type StepName = Extract<VertexName, { kind: "step" }>;

const OTHER: VertexName = { kind: "other" };

/** The vertexes that a stream tells of, and how they belong together. */
export class SolveGraph {
  readonly #vertexes = new Map<string, Vertex>();
  readonly #groups = new Map<string, Set<Vertex>>();
  /** The steps that use a download, by the download's digest. */
  readonly #users = new Map<string, Set<Vertex>>();
  readonly #platform: string | undefined;
  #namesPlatforms = false;

  /** @param platform what the stream builds for, if it is one platform. */
  constructor(platform: string | undefined) {
    this.#platform = platform;
  }

  get vertexes(): Iterable<Vertex> {
    return this.#vertexes.values();
  }

  /** A vertex by its digest. One that nothing was told of yet has no name. */
  vertex(id: string): Vertex {
    return entry(this.#vertexes, id, () => new Vertex(id));
  }

  take(update: VertexUpdate): Vertex {
    const vertex = this.vertex(update.id);
    vertex.take(update);
    this.#namesPlatforms ||= platformIn(vertex.parsed) !== undefined;
    const { group } = update;
    if (group !== undefined) entry(this.#groups, group.id, () => new Set()).add(vertex);
    for (const input of vertex.isAdd ? vertex.inputs : []) {
      entry(this.#users, input, () => new Set()).add(vertex);
    }
    return vertex;
  }

  /**
   * The step that a vertex is of. `COPY --link` is two vertexes, in a group, and what `ADD` downloads is a vertex of its
   * own, with the name of the step and without inputs: it is asked for on every build, whether or not the step is
   * cached. Undefined for what is no step.
   */
  stepOf(vertex: Vertex): StepParts | undefined {
    const user = vertex.isDownload ? this.#userOf(vertex) : vertex;
    return user?.parsed.kind === "step" ? this.#partsOf(user, user.parsed) : undefined;
  }

  #partsOf(vertex: Vertex, parsed: StepName): StepParts {
    const { group } = vertex;
    const members = group === undefined ? [vertex] : this.#membersOf(group.id);
    const main = members.reduce((one, other) => (byWeight(one, other) < 0 ? one : other), vertex);
    const named = parseVertexName(group?.name ?? "");
    const { command, platform, runsOn, stage, index, count } = named.kind === "step" ? named : parsed;
    return {
      key: group?.id ?? vertex.id,
      main,
      helpers: members.filter((member) => member !== main),
      downloads: members.flatMap((member) => this.#downloadsOf(member)),
      inputs: this.#inputsOf(main),
      command,
      position: { platform: platform ?? this.platformOf(main), runsOn, stage, index, count },
    };
  }

  #userOf({ id }: Vertex): Vertex | undefined {
    return [...new Set(this.#users.get(id))].filter((user) => !user.isDownload).toSorted(byWeight)[0];
  }

  #membersOf(group: string): readonly Vertex[] {
    const members = [...new Set(this.#groups.get(group))];
    return members.filter((one) => one.parsed.kind === "step" && !one.isDownload).toSorted(byWeight);
  }

  /** A helper stands for what it is made from: platforms share it, but it counts to the step of only one of them. */
  #inputsOf(vertex: Vertex): readonly string[] {
    return vertex.inputs.flatMap((id) => {
      const input = this.#vertexes.get(id);
      return input?.group?.isWeak === true ? input.inputs : [id];
    });
  }

  #downloadsOf(vertex: Vertex): readonly Vertex[] {
    if (!vertex.isAdd) return [];
    return vertex.inputs.flatMap((id) => this.#vertexes.get(id) ?? []).filter((input) => input.isDownload);
  }

  /**
   * The platform that a vertex is built for: as its name says, else the stream's, else that of the nearest vertex it is
   * made from whose name says one.
   */
  platformOf(vertex: Vertex): string | undefined {
    if (!this.#namesPlatforms) return this.#platform;
    const seen = new Set<string>();
    const open = [vertex.id];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      const { parsed = OTHER, inputs = [] } = this.#vertexes.get(id) ?? {};
      const platform = platformIn(parsed) ?? this.#platform;
      if (platform !== undefined) return platform;
      open.push(...inputs.toReversed());
    }
    return undefined;
  }
}

function platformIn(name: VertexName): string | undefined {
  return name.kind === "other" ? undefined : name.platform;
}

/** What helps comes last; among equals the digest decides, which is the same in every stream. */
function byWeight(one: Vertex, other: Vertex): number {
  const weight = Number(one.group?.isWeak ?? false) - Number(other.group?.isWeak ?? false);
  return weight || (one.id < other.id ? -1 : 1);
}

function entry<V>(map: Map<string, V>, key: string, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
