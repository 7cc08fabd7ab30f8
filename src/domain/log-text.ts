// Terminal control sequences (ECMA-48), and control characters other than line ends and tabs.
const CONTROLS =
  // eslint-disable-next-line no-control-regex -- they are what it looks for
  /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b\n]*(?:\u0007|\u001b\\)|[\u0000-\u0008\u000b-\u001f\u007f-\u0084\u0086-\u009f]/g;

/**
 * Makes text from outside safe to print in a workflow's log: no colours, no carriage returns, and nothing the runner
 * would take for a command. The runner reads `::command::` at the start of a line and `##[command]` anywhere in it.
 * The first is moved off the start rather than changed, so that a masked value stays the text the runner masks.
 * @see https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function logText(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(CONTROLS, "")
    .split("\n")
    .map((line) => (/^[\s\u0085]*::/.test(line) ? `| ${line}` : line).replaceAll("##[", "##\u200b["))
    .join("\n");
}
