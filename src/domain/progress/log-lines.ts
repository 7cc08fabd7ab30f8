// Terminal control sequences (ECMA-48), and control characters other than tabs.
const CONTROLS =
  // eslint-disable-next-line no-control-regex -- they are what it looks for
  /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[@-Z\\-_]|[\u0000-\u0008\u000b-\u001f\u007f-\u0084\u0086-\u009f]/g;
/** Moves to the start of the line, as a carriage return does. */
// eslint-disable-next-line no-control-regex -- it is what it looks for
const TO_START = /\u001b\[[01]?G/g;

/**
 * Joins the pieces of an output into lines as a terminal would show them in the end: without colours, and of a line
 * that was written over, such as a progress bar, the last state that was not empty.
 */
export class LogLines {
  // Kept between pieces, since one may end inside a character.
  readonly #decoder = new TextDecoder();
  /** What is written since the last carriage return. */
  #current = "";
  /** The last state that was written over. */
  #earlier = "";
  /** Whether the next text writes over `#current`: a carriage return may be half of a line end. */
  #returned = false;

  /** Takes a piece and returns the lines that end in it. */
  take(data: Uint8Array): readonly string[] {
    const texts = this.#decoder.decode(data, { stream: true }).split("\n");
    return texts.flatMap((text, at) => {
      const ended = at === 0 ? [] : [this.#end()];
      this.#write(text);
      return ended;
    });
  }

  /** The line that has not ended, if there is something in it. */
  get unfinished(): string | undefined {
    return this.#shown() || undefined;
  }

  /** Ends the line that has not ended and returns it, if there is something in it. */
  end(): readonly string[] {
    const line = this.#end();
    return line === "" ? [] : [line];
  }

  #write(text: string): void {
    for (const [at, state] of text.replace(TO_START, "\r").split("\r").entries()) {
      if (at > 0) this.#returned = true;
      if (state === "") continue;
      if (this.#returned) {
        this.#earlier = this.#shown();
        this.#current = "";
        this.#returned = false;
      }
      this.#current += state;
    }
  }

  #end(): string {
    const line = this.#shown();
    this.#current = "";
    this.#earlier = "";
    this.#returned = false;
    return line;
  }

  #shown(): string {
    const shown = this.#current.replace(CONTROLS, "").trimEnd();
    return shown === "" ? this.#earlier : shown;
  }
}
