import type { Place } from "./failure.ts";

/** BuildKit shows the lines around a failure like this, those that failed with an arrow. */
const EXCERPT = /^(?:.*?([^\s/]+)):\d+\n-{20}\n((?: *\d+ \|[^\n]*\n)+)-{20}$/gm;
const FAILED_LINE = /^ *(\d+) \| >>> /gm;

/**
 * Which lines of a Dockerfile a failed build points to.
 * @param output the end of what buildx printed
 * @param file the Dockerfile's path
 */
export function failedLines(output: string, file: string): Place | undefined {
  const excerpt = [...output.matchAll(EXCERPT)].at(-1)?.[2] ?? "";
  const lines = [...excerpt.matchAll(FAILED_LINE)].map(([, line]) => Number(line));
  const [line, ...more] = lines;
  return line === undefined ? undefined : { file, line, endLine: more.at(-1) ?? line };
}
