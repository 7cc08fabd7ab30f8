const LIST = new Intl.ListFormat("en-GB");

/** Lists things in a sentence: `a, b and c`. Those above the most are counted: `a, b and 4 more`. */
export function enumerate(items: readonly string[], most: number): string {
  const shown = items.length > most ? [...items.slice(0, most), `${items.length - most} more`] : items;
  return LIST.format(shown);
}

/** Prints how many there are of something: `1 step`, `12 steps`. */
export function printCount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
