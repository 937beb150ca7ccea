import { CommandError } from "../terminal/command-error";
import type { Ask, Asked } from "./collect-answers";

/** Questions are no part of the output, which may go to a file or another program. */
const streams = () => ({ input: process.stdin, output: process.stderr });

/** Asks a person at the terminal: the questions are on stderr, the answers come from stdin. */
export const askOnTerminal: Ask = async (asked) => {
  // An ES module, which is a third of what the command loads; only here is it needed.
  const { isCancel, ...prompts } = await import("@clack/prompts");
  const said = await ask(prompts, asked);
  if (isCancel(said)) {
    throw new CommandError("cancelled: nothing was written");
  }
  return said;
};

type Prompts = Omit<typeof import("@clack/prompts"), "isCancel">;

function ask({ confirm, select, text }: Prompts, { prompt, answers, suggestion, refusal }: Asked) {
  const { kind, message, choices, empty } = prompt;
  if (kind === "confirm") {
    return confirm({ ...streams(), message, initialValue: suggestion === true });
  }
  if (kind === "select") {
    const options = [...(choices?.(answers) ?? [])];
    const suggested = options.find(({ value }) => value === suggestion) ?? options[0];
    return select<string>({ ...streams(), message, options, initialValue: suggested?.value });
  }
  const usual = suggestion === undefined ? "" : String(suggestion);
  return text({
    ...streams(),
    message,
    placeholder: usual === "" ? empty : usual,
    defaultValue: usual,
    validate: (written = "") => refusal(written.trim()),
  }).then((said) => (typeof said === "string" ? said.trim() : said));
}
