import type { Finding } from "@runner-fleet/config";
import { UsageError } from "../terminal/command-error";
import { checkAnswers, questionOf } from "./check-answers";
import type { InitAnswers } from "./init-answers";
import type { InitOptions } from "./init-options";
import { applies, type AnswersSoFar, type AnswerValue, type Prompt, type Question } from "./question";
import { questions } from "./questions";

/** What a person is asked. */
export interface Asked {
  /** The question. */
  readonly prompt: Prompt;
  /** The answers so far, on which the choices depend. */
  readonly answers: Partial<InitAnswers>;
  /**
   * What an empty line stands for.
   *
   * @default - nothing
   */
  readonly suggestion?: AnswerValue;
  /** What speaks against an answer as it is written; `undefined` if nothing does. */
  readonly refusal: (written: string) => string | undefined;
}

/**
 * Asks a person. A `confirm` is answered by `true` or `false`, all others by what was chosen or written.
 *
 * @throws CommandError when the person would rather not say
 */
export type Ask = (asked: Asked) => Promise<string | boolean>;

/**
 * Gathers the answers: from flags, then from a person, then from what is suggested.
 *
 * @param ask how a person is asked; left out where nobody can be
 * @throws UsageError with everything at once: flags that are missing, have no effect, or hold what the schema refuses
 */
export async function collectAnswers(options: InitOptions, ask?: Ask): Promise<InitAnswers> {
  const given = givenAnswers(options);
  assertForms(given);
  let answers: AnswersSoFar = given;
  const missing: Question[] = [];
  const problems: string[] = [];
  for (const question of questions) {
    const sofar = answers as Partial<InitAnswers>;
    const isGiven = given[question.key] !== undefined;
    if (isGiven && !applies(question, sofar)) {
      problems.push(`${question.flag}: has no effect here, it is for ${question.condition?.words}`);
    }
    if (ask && problems.length > 0) {
      // The answers that are still to come would be in vain.
      break;
    }
    if (isGiven) {
      continue;
    }
    const isAsked = applies(question, sofar) && (question.prompt?.isAsked?.(sofar) ?? true);
    if (isAsked && ask && question.prompt) {
      answers = { ...answers, [question.key]: await answered(question, question.prompt, answers, ask) };
      continue;
    }
    if (isAsked && (question.mustBeSaid === "always" || (question.mustBeSaid && !options.yes))) {
      missing.push(question);
    }
    answers = { ...answers, [question.key]: question.suggestion(sofar) };
  }
  if (missing.length > 0) {
    problems.push(missingText(missing));
  }
  if (problems.length > 0) {
    throw new UsageError(problems.join("\n"));
  }
  return answers as InitAnswers;
}

/** The errors that the project's checks find in the answers, each by the flag that it is about. */
export function refusedAnswers(answers: InitAnswers, findings: readonly Finding[]): UsageError | undefined {
  const lines = findings
    .filter(({ severity }) => severity === "error")
    .map((finding) => {
      const { path, message, fix } = finding;
      return `${questionOf(questions, answers, finding)?.flag ?? path}: ${message}; ${fix}`;
    });
  return lines.length > 0 ? new UsageError(lines.join("\n")) : undefined;
}

/** The flags of questions that were given, each read as its question reads it. */
function givenAnswers(options: InitOptions): AnswersSoFar {
  const entries = questions.flatMap(({ key, read }): [keyof InitAnswers, AnswerValue][] => {
    const value = options[key];
    return value === undefined ? [] : [[key, typeof value === "string" && read ? read(value) : value]];
  });
  return Object.fromEntries(entries);
}

/** Every question that has no answer gets what is suggested. */
function completed(answers: AnswersSoFar): InitAnswers {
  return questions.reduce<AnswersSoFar>(
    (sofar, { key, suggestion }) =>
      sofar[key] === undefined ? { ...sofar, [key]: suggestion(sofar as Partial<InitAnswers>) } : sofar,
    answers,
  ) as InitAnswers;
}

/** A flag that can't hold whatever the other answers are is refused before a person is asked anything. */
function assertForms(given: AnswersSoFar): void {
  const answers = completed(given);
  const findings = checkAnswers(answers).findings.filter((finding) => {
    const question = questionOf(questions, answers, finding);
    return finding.rule.startsWith("schema-") && question !== undefined && given[question.key] !== undefined;
  });
  const refused = refusedAnswers(answers, findings);
  if (refused) {
    throw refused;
  }
}

async function answered(question: Question, prompt: Prompt, answers: AnswersSoFar, ask: Ask): Promise<AnswerValue> {
  const sofar = answers as Partial<InitAnswers>;
  const suggestion = prompt.suggestion?.() ?? question.suggestion(sofar);
  const read = (written: string): AnswerValue => (written === "" ? suggestion : (question.read?.(written) ?? written));
  const refusal = (written: string): string | undefined => {
    const value = read(written);
    if (value === undefined) {
      return prompt.empty === undefined && prompt.kind === "text" ? "an answer is needed here" : undefined;
    }
    const draft = completed({ ...answers, [question.key]: value });
    const finding = checkAnswers(draft).findings.find(
      (found) => found.severity === "error" && questionOf(questions, draft, found) === question,
    );
    return finding && `${finding.message}; ${finding.fix}`;
  };
  const said = await ask({ prompt, answers: sofar, suggestion, refusal });
  return typeof said === "boolean" ? said : read(said);
}

function missingText(missing: readonly Question[]): string {
  const flags = missing.map(({ flag, argument, values }) => `${flag} <${values?.join("|") ?? argument}>`);
  const [last] = flags.slice(-1);
  const all = flags.length === 1 ? last : `${flags.slice(0, -1).join(", ")} and ${last}`;
  const isUpToYes = missing.every(({ mustBeSaid }) => mustBeSaid === "unless-yes");
  return `${all} must be given where nobody can be asked${isUpToYes ? "; or take what is suggested with --yes" : ""}`;
}
