/**
 * Sends a command of the DevTools protocol and returns its result; fails when the browser says that it failed.
 *
 * @typedef {(method: string, params?: object) => Promise<any>} Send
 */

/**
 * Speaks the DevTools protocol over a pair of pipes, on which a NUL ends each message.
 *
 * @param {import("node:stream").Writable} input
 * @param {import("node:stream").Readable} output
 */
export function speak(input, output) {
  /** @type {Map<number, { resolve: (result: any) => void, reject: (error: Error) => void }>} */
  const waiting = new Map();
  /** @type {Error | undefined} */
  let ended;
  let lastId = 0;
  let rest = "";

  /** @param {string} text */
  const receive = (text) => {
    const { id, result, error } = JSON.parse(text);
    const waiter = waiting.get(id);
    if (waiter === undefined) return; // an event
    waiting.delete(id);
    if (error === undefined) waiter.resolve(result);
    else waiter.reject(new Error(`The browser refused: ${error.message} ${error.data ?? ""}`.trim()));
  };
  output.setEncoding("utf8").on("data", (chunk) => {
    const messages = (rest + chunk).split("\0");
    rest = messages.pop() ?? "";
    messages.forEach(receive);
  });
  // That the browser has gone is told by its exit.
  input.on("error", () => {});
  output.on("error", () => {});

  /** @param {string | undefined} sessionId @returns {Send} */
  const session =
    (sessionId) =>
    async (method, params = {}) => {
      if (ended) throw ended;
      const id = ++lastId;
      input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
      return await new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    };

  return {
    /** Sends to the browser itself. */
    send: session(undefined),
    /** Sends to what one is attached to. */
    session,
    /** @param {Error} error - Why there will be no more answers. */
    end(error) {
      ended ??= error;
      for (const { reject } of waiting.values()) reject(ended);
      waiting.clear();
    },
  };
}
