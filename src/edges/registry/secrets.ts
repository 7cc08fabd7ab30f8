/** The passwords and tokens of a run, so that no text which is shown holds one, whoever wrote it. */
export class Secrets {
  readonly #values = new Set<string>();

  /** Remembers a secret. */
  add(secret: string): void {
    if (secret === "") return;
    this.#values.add(secret);
    this.#values.add(JSON.stringify(secret).slice(1, -1)); // as it looks inside a JSON answer
  }

  /** The text with every secret in it replaced by stars. */
  hide(text: string): string {
    const longestFirst = [...this.#values].sort((one, other) => other.length - one.length);
    return longestFirst.reduce((rest, secret) => rest.replaceAll(secret, "***"), text);
  }
}
