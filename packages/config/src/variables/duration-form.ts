import { DURATION_FORM } from "../values/duration";
import { Expression } from "../values/expression";
import { secondsOf } from "../values/seconds-of";
import { demanded } from "./as-described";
import type { Subject } from "./subject";
import type { VariableValidation } from "./variable";

/** Terraform's expression for the seconds of a duration in whole hours, minutes and seconds. */
export const secondsIn = (duration: string) => (secondsOf(Expression.text(duration)) as Expression).terraform;

/** A duration with which Terraform can calculate: in whole hours, minutes and seconds. */
export const wholeDuration = (subject: Subject): VariableValidation =>
  demanded(
    {
      rule: "schema-format",
      condition: (text) => `can(regex("^([0-9]+h)?([0-9]+m)?([0-9]+s)?$", ${text})) && ${text} != ""`,
      must: `must be ${DURATION_FORM}, in whole hours, minutes and seconds`,
      fix: "correct the value",
    },
    subject,
  );
