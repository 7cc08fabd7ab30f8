import type { BuildWarning } from "./event.ts";

/** The warnings of a build, of which each is shown once, however many streams tell it. */
export class BuildChecks {
  readonly #known = new Map<string, BuildWarning>();

  /** Takes warnings and returns those that were not known. */
  take(warnings: readonly BuildWarning[]): readonly BuildWarning[] {
    return warnings.filter((warning) => {
      const key = JSON.stringify([warning.text, warning.file, warning.line]);
      if (this.#known.has(key)) return false;
      this.#known.set(key, warning);
      return true;
    });
  }

  /** All warnings, in the order in which they came. */
  get all(): readonly BuildWarning[] {
    return [...this.#known.values()];
  }
}

/** Says a warning in one line: `WorkdirRelativePath: … (line 4), see https://…`. */
export function printWarning({ text, url, file, line }: BuildWarning): string {
  const place =
    file === undefined || text.includes(`(line ${line})`) ? "" : ` (${file}${line ? `:${line}` : ""})`;
  return `${text}${place}${url === undefined ? "" : `, see ${url}`}`;
}
