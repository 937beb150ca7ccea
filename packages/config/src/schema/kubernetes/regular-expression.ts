import { syntaxError } from "../../values/go-pattern";
import { text } from "../value";

const LONGEST = 1_000;

/** A regular expression in Go's syntax, of at most 1000 characters. */
export const regularExpression = () =>
  text({ maxLength: LONGEST }).superRefine((value, context) => {
    const reason = typeof value === "string" && value.length <= LONGEST ? syntaxError(value) : undefined;
    if (reason !== undefined) {
      context.addIssue({
        code: "custom",
        message: `must be a regular expression in Go's syntax (RE2): ${reason}`,
      });
    }
  });
