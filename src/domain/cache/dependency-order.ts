interface Node<T> {
  readonly at: number;
  readonly thing: T;
  readonly dependents: Node<T>[];
  openCount: number;
}

/**
 * Orders things, each with its position, so that each comes after all it depends on. Things that depend on themselves,
 * and what depends on those, are left out.
 * @param dependenciesOf the positions of those that a thing depends on; every position exists
 */
export function inDependencyOrder<T>(
  things: readonly T[],
  dependenciesOf: (thing: T) => readonly number[],
): readonly (readonly [at: number, thing: T])[] {
  const nodes = things.map((thing, at): Node<T> => ({ at, thing, dependents: [], openCount: 0 }));
  for (const node of nodes) {
    const dependencies = dependenciesOf(node.thing);
    node.openCount = dependencies.length;
    for (const at of dependencies) nodes[at]?.dependents.push(node);
  }
  // Not by recursion: a chain may be as long as the text it was read from.
  const ordered = nodes.filter(({ openCount }) => openCount === 0);
  for (const { dependents } of ordered) {
    for (const dependent of dependents) {
      dependent.openCount -= 1;
      if (dependent.openCount === 0) ordered.push(dependent);
    }
  }
  return ordered.map(({ at, thing }) => [at, thing]);
}
