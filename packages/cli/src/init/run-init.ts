import { existsSync } from "node:fs";
import { formatFinding } from "@runner-fleet/config";
import { writeFileSafely } from "../file/write-file";
import { CommandError, type ExitCode } from "../terminal/command-error";
import type { Terminal } from "../terminal/terminal";
import { askOnTerminal } from "./ask-on-terminal";
import { checkAnswers } from "./check-answers";
import { collectAnswers, refusedAnswers } from "./collect-answers";
import type { InitOptions } from "./init-options";
import { nextSteps } from "./next-steps";

/** Where a description is written that nobody named a file for. */
const USUAL_FILE = "runner-fleet.yaml";

const STDOUT = "-";

/**
 * Writes a first description of runner fleets, with comments, from flags and from what a person answers.
 *
 * @throws UsageError when an answer is missing or refused, with every flag that is concerned
 * @throws CommandError when the person cancels, or the file is there or can't be written; nothing is written then
 */
export async function runInit(options: InitOptions, terminal: Terminal): Promise<ExitCode> {
  const { output: file = USUAL_FILE, force = false, yes = false } = options;
  const isAsking = terminal.isInteractive && !yes;
  if (isAsking && !force && file !== STDOUT && existsSync(file)) {
    // Later would be after a dozen answers.
    throw new CommandError(`${file}: must not be there; choose another name with --output, or --force`);
  }
  const answers = await collectAnswers(options, isAsking ? askOnTerminal : undefined);
  const { config, findings, text, left } = checkAnswers(answers);
  if (!config) {
    throw refusedAnswers(answers, findings);
  }
  for (const finding of findings) {
    terminal.say(`${terminal.sayColors.yellow("warning:")} ${formatFinding(finding)}`);
  }
  if (file === STDOUT) {
    terminal.out(text);
    return 0;
  }
  writeFileSafely(file, text, { force });
  for (const line of [`Wrote ${file}.`, "", ...nextSteps({ file, config, left })]) {
    terminal.say(line);
  }
  return 0;
}
