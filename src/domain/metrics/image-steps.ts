import type { Step } from "../progress/step.ts";
import type { SolveFigures } from "./solve-figures.ts";

/**
 * The ids of the steps that the image of each platform is made of, by the platform. Those that images share are in
 * several, whichever platform BuildKit names in them.
 */
export function imageSteps({ platforms, steps }: SolveFigures): ReadonlyMap<string, ReadonlySet<string>> {
  const ends = lastSteps(steps);
  const known = new Map(steps.map((step) => [step.id, step]));
  const named = new Set<string | undefined>(platforms);
  return new Map(
    platforms.map((platform) => {
      const own = ends.filter((end) => end.platform === platform);
      // An image that has no last step of its own shares one, and what names none of the platforms is for all.
      const all = own.length === 0 ? ends : [...own, ...ends.filter((end) => !named.has(end.platform))];
      return [platform, allBelow(all, known)];
    }),
  );
}

/** The steps that no other is made from: one for each image, unless the solve broke off. */
export function lastSteps(steps: readonly Step[]): readonly Step[] {
  const used = new Set(steps.flatMap(({ inputs }) => inputs));
  return steps.filter(({ id }) => !used.has(id));
}

function allBelow(ends: readonly Step[], known: ReadonlyMap<string, Step>): ReadonlySet<string> {
  const below = new Set<string>();
  const open = ends.map(({ id }) => id);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const step = known.get(id);
    if (step === undefined || below.has(id)) continue;
    below.add(id);
    open.push(...step.inputs);
  }
  return below;
}
