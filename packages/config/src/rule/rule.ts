import type { RunnerFleetConfig } from "../schema/runner-fleet-config";

/** What a rule found, before it is written out. */
export interface RuleFinding {
  /** Where, from the top of the description. */
  readonly path: readonly PropertyKey[];
  /** What the rule asks and what was given, in lower case and without a full stop. */
  readonly message: string;
  /**
   * What to do here.
   *
   * @default - the rule's own `fix`
   */
  readonly fix?: string;
}

/** Something that must hold in a description beyond the form of its single values. */
export interface Rule {
  /** Stable name in kebab-case; also the name of the rule's file. */
  readonly id: string;
  /** The rule in one sentence. */
  readonly title: string;
  /** What goes wrong otherwise, for someone whose jobs hang. */
  readonly why: string;
  /** What to do. */
  readonly fix: string;
  /** An error keeps the description from being used. */
  readonly severity: "error" | "warning";
  /**
   * Whether a description may live with the finding by `accept`. Warnings always may.
   *
   * @default - warnings may, errors may not
   */
  readonly acceptable?: boolean;
  /** Finds every place where the rule does not hold. Values known only to Terraform are left to Terraform. */
  readonly check: (config: RunnerFleetConfig) => Iterable<RuleFinding>;
}

/** Whether a description may live with what a rule finds. */
export const isAcceptable = ({ acceptable, severity }: Rule): boolean => acceptable ?? severity === "warning";
