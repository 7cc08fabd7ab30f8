import { AsyncLocalStorage } from "node:async_hooks";

/** Of a call that prints more the end is kept, in which it says what failed. */
const MAX_CHARACTERS = 200_000;

/** What a call has written until now. */
export interface Output {
  text: string;
  /** Hears of every change. */
  onWrite?: () => void;
}

const sinks = new AsyncLocalStorage<Output>();

/**
 * From now on nothing that this process writes to its streams gets out; what {@link capture} runs has it told.
 */
export function silence(): void {
  for (const stream of [process.stdout, process.stderr]) stream.write = swallow;
}

/** Runs `work` and tells what it, and only it, writes, however many run at a time. */
export function capture<T>(work: (output: Output) => Promise<T>): Promise<T> {
  const output: Output = { text: "" };
  return sinks.run(output, () => work(output));
}

function swallow(chunk: string | Uint8Array, ...rest: unknown[]): boolean {
  const sink = sinks.getStore();
  if (sink) {
    const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
    sink.text = (sink.text + text).slice(-MAX_CHARACTERS);
    sink.onWrite?.();
  }
  const callback = rest.findLast((value) => typeof value === "function");
  if (callback) process.nextTick(callback);
  return true;
}
