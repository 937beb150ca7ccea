import {
  checkConfig,
  formatPath,
  leaveToTerraform,
  type CheckedConfig,
  type Finding,
  type LeftToTerraform,
} from "@runner-fleet/config";
import { parse } from "yaml";
import { descriptionText } from "./description-text";
import type { InitAnswers } from "./init-answers";
import type { Question } from "./question";

/** A description that is written from answers, and what the project's own checks say of it. */
export interface CheckedAnswers extends CheckedConfig {
  /** The description as a file. */
  readonly text: string;
  /** What is left to Terraform. */
  readonly left: readonly LeftToTerraform[];
}

/** Writes the description and checks it as every other command does. */
export function checkAnswers(answers: InitAnswers): CheckedAnswers {
  const text = descriptionText(answers);
  const { input, left } = leaveToTerraform(parse(text));
  return { ...checkConfig(input), text, left };
}

/** How many characters of a finding's path are the place of a question; 0 where the finding is about something else. */
function shared({ paths }: Question, answers: InitAnswers, { path }: Finding): number {
  const lengths = paths(answers)
    .map((segments) => formatPath(segments))
    .filter((place) => path === place || path.startsWith(`${place}.`) || path.startsWith(`${place}[`))
    .map(({ length }) => length);
  return Math.max(0, ...lengths);
}

/** The question that a finding is about: the one whose place in the description is the nearest. */
export function questionOf(
  questions: readonly Question[],
  answers: InitAnswers,
  finding: Finding,
): Question | undefined {
  const [nearest] = questions
    .map((question) => ({ question, length: shared(question, answers, finding) }))
    .filter(({ length }) => length > 0)
    .sort((a, b) => b.length - a.length);
  return nearest?.question;
}
