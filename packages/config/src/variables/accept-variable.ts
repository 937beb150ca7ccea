import { demanded, noNulls } from "./as-described";
import { objectsType } from "./object-type";
import { noSecret } from "./secret-form";
import { attributeOfEntries } from "./subject";
import { quotedList } from "./terraform-pattern";
import type { Variable } from "./variable";

/**
 * The variable by which a module is told to live with findings.
 *
 * @param acceptable ids of the rules that it takes: those that the module holds, and that can be accepted
 */
export const acceptVariable = (acceptable: readonly string[]) =>
  ({
    type: objectsType({ rule: "string", reason: "string" }),
    description:
      "Findings to live with, each by the `rule` in brackets at the end of its message and the `reason`, in at least 10 characters, for the reader of the next review. Warnings can be accepted, and the errors of which docs/rules.md says so.",
    default: [],
    validations: [
      noNulls("finding"),
      {
        ...demanded(
          {
            rule: "accept-without-effect",
            condition: (rule) => `try(contains(${quotedList(acceptable)}, ${rule}), false)`,
            must: "must be a rule that can be accepted here",
            fix: "use an id of docs/rules.md",
          },
          attributeOfEntries("finding", "rule"),
        ),
        given: "try(var.NAME[*].rule, null)",
      },
      demanded(
        {
          rule: "schema-range",
          condition: (reason) => `try(length(${reason}) >= 10, false)`,
          must: "must have at least 10 characters",
          fix: "give it at least 10 characters",
        },
        attributeOfEntries("finding", "reason"),
      ),
      noSecret,
    ],
  }) as const satisfies Variable;
