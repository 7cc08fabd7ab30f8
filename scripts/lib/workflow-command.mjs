/**
 * What an action tells the runner by printing `::name key=value::message`.
 *
 * @typedef {object} WorkflowCommand
 * @property {string} name - Such as "warning", "group" or "add-mask".
 * @property {Record<string, string>} properties
 * @property {string} message
 */

/** @param {string} text */
function unescape(text) {
  return text
    .replaceAll("%0D", "\r")
    .replaceAll("%0A", "\n")
    .replaceAll("%3A", ":")
    .replaceAll("%2C", ",")
    .replaceAll("%25", "%");
}

/**
 * The workflow commands in what an action printed, in order.
 *
 * @param {string} log
 * @returns {WorkflowCommand[]}
 */
export function parseCommands(log) {
  return [...log.matchAll(/^::([\w-]+)(?: (.*?))?::(.*)$/gm)].map(
    ([, name = "", properties = "", message = ""]) => {
      const pairs = properties.split(",").filter(Boolean);
      return {
        name,
        properties: Object.fromEntries(
          pairs.map((pair) => [
            pair.slice(0, pair.indexOf("=")),
            unescape(pair.slice(pair.indexOf("=") + 1)),
          ]),
        ),
        message: unescape(message),
      };
    },
  );
}
