import { hasMachines, isWithoutAws, type InitAnswers } from "./init-answers";

/** What an answer is before it is known to fit. */
export type AnswerValue = string | number | boolean | readonly string[] | undefined;

/** Answers so far. */
export type AnswersSoFar = { readonly [Key in keyof InitAnswers]?: AnswerValue };

/** When a question has a meaning. */
export interface Condition {
  /** Whether it has one with these answers. */
  readonly holds: (answers: Partial<InitAnswers>) => boolean;
  /** What it is for, after "is for". */
  readonly words: string;
}

/** One of the answers that can be chosen. */
export interface Choice {
  /** The answer as a flag gives it. */
  readonly value: string;
  /** What a person reads. */
  readonly label: string;
  /**
   * What speaks for it.
   *
   * @default - the label says enough
   */
  readonly hint?: string;
}

/** How a person at a terminal is asked. */
export interface Prompt {
  /** `select` is one of the choices, `confirm` yes or no, `text` a line, which may be empty for the suggestion. */
  readonly kind: "select" | "confirm" | "text";
  /** The question. */
  readonly message: string;
  /**
   * What can be chosen, with `select`.
   *
   * @default - none
   */
  readonly choices?: (answers: Partial<InitAnswers>) => readonly Choice[];
  /**
   * What is suggested to this person alone, since it depends on the computer.
   *
   * @default - what is suggested to everybody
   */
  readonly suggestion?: () => string;
  /**
   * What an empty line means where nothing is suggested.
   *
   * @default - an answer must be given
   */
  readonly empty?: string;
  /**
   * Whether it is asked with these answers.
   *
   * @default - whenever the question has a meaning
   */
  readonly isAsked?: (answers: Partial<InitAnswers>) => boolean;
}

/** Something that a description needs to be told, by a flag or by a person. */
export interface Question {
  /** Which answer it gives. */
  readonly key: keyof InitAnswers;
  /** The long flag. */
  readonly flag: string;
  /**
   * What the help calls the flag's value.
   *
   * @default - the flag has none: it says yes, and with `--no-` no
   */
  readonly argument?: string;
  /** What the help says. */
  readonly description: string;
  /**
   * What the help says of `--no-…`.
   *
   * @default - there is no such flag, since there is an `argument`
   */
  readonly opposite?: string;
  /**
   * The values that the flag takes.
   *
   * @default - whatever the schema takes
   */
  readonly values?: readonly string[];
  /**
   * Makes an answer of the flag's text, or of what a person wrote.
   *
   * @default - the text is the answer
   */
  readonly read?: (text: string) => AnswerValue;
  /** What is taken when nobody says anything; `undefined` leaves it out of the description. */
  readonly suggestion: (answers: Partial<InitAnswers>) => AnswerValue;
  /**
   * Whether nobody but a person may decide it: `always`, or `unless-yes` where `--yes` takes the suggestion.
   *
   * @default - never; the suggestion fits most
   */
  readonly mustBeSaid?: "always" | "unless-yes";
  /**
   * When it has a meaning.
   *
   * @default - always
   */
  readonly condition?: Condition;
  /** Where the description has the answer: the places whose findings are about it. */
  readonly paths: (answers: InitAnswers) => readonly (readonly PropertyKey[])[];
  /**
   * How a person is asked.
   *
   * @default - not at all: the suggestion fits most, and the flag says otherwise
   */
  readonly prompt?: Prompt;
}

/** Whether a question has a meaning with these answers. */
export const applies = ({ condition }: Question, answers: Partial<InitAnswers>) => condition?.holds(answers) ?? true;

/** Both of two conditions. */
export const both = (one: Condition, other: Condition): Condition => ({
  holds: (answers) => one.holds(answers) && other.holds(answers),
  words: `${one.words} and ${other.words}`,
});

/** Jobs run on machines. */
export const onMachines: Condition = {
  holds: hasMachines,
  words: "jobs on machines (--executor docker-autoscaler or instance)",
};

/** Jobs run in pods. */
export const inPods: Condition = {
  holds: (answers) => !hasMachines(answers),
  words: "jobs in pods (--executor kubernetes)",
};

/** The manager is in a cluster. */
export const inCluster: Condition = {
  holds: ({ platform }) => platform === "kubernetes",
  words: "a manager on Kubernetes (--platform kubernetes)",
};

/** Jobs have an image. */
export const inContainers: Condition = {
  holds: ({ executor }) => executor !== "instance",
  words: "jobs in containers (--executor docker-autoscaler or kubernetes)",
};

/** Something of AWS is used. */
export const inAws: Condition = {
  holds: (answers) => !isWithoutAws(answers),
  words: "what is in AWS (with --kubeconfig give --cluster, too)",
};

/** There are office hours. */
export const inOfficeHours: Condition = {
  holds: ({ executor, idle }) => executor !== "kubernetes" && idle !== 0,
  words: "machines that are kept ready (--idle above 0)",
};
