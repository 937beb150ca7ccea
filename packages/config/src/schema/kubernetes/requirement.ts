import { Expression } from "../../values/expression";
import { kubernetesPatterns } from "../kubernetes-pattern";
import { section } from "../section";
import { choice, text, textList } from "../value";

interface Requirement {
  readonly operator: unknown;
  readonly values?: readonly unknown[] | Expression;
}

// The API server refuses the pod of every job for it.
const fits = ({ operator, values = [] }: Requirement) => {
  if (Expression.is(operator) || Expression.is(values)) {
    return true;
  }
  if (operator === "Exists" || operator === "DoesNotExist") {
    return values.length === 0;
  }
  if (operator === "In" || operator === "NotIn") {
    return values.length > 0;
  }
  return values.length === 1 && values.every((value) => Expression.is(value) || /^-?\d+$/.test(String(value)));
};

const operatorFits = {
  path: ["values"],
  error: "must fit the operator: at least one for In and NotIn, one whole number for Gt and Lt, none for the others",
};

const key = () => text(kubernetesPatterns.labelKey);

/** What must hold of a label of a node. */
export const nodeRequirementSchema = section({
  /** Key of the label. */
  key: key(),
  /** How it is compared: `In`, `NotIn`, `Exists`, `DoesNotExist`, `Gt` or `Lt`. */
  operator: choice(["In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"]),
  /**
   * What it is compared with: at least one value for `In` and `NotIn`, one whole number for `Gt` and `Lt`.
   *
   * @default - nothing, as for `Exists` and `DoesNotExist`
   */
  values: textList({ mayBeEmpty: true }).optional(),
}).refine(fits, operatorFits);

/** What must hold of the name of a node, the only field that Kubernetes compares. */
export const nodeFieldRequirementSchema = section({
  /** Name of the field, `metadata.name`. */
  key: choice(["metadata.name"]),
  /** How it is compared: `In` or `NotIn`. */
  operator: choice(["In", "NotIn"]),
  /** The name of a node, a single one. */
  values: textList({ ...kubernetesPatterns.subdomain, expected: "a name of a node", minEntries: 1, maxEntries: 1 }),
});

/** What must hold of a label of a pod or of a namespace. */
export const podRequirementSchema = section({
  /** Key of the label. */
  key: key(),
  /** How it is compared: `In`, `NotIn`, `Exists` or `DoesNotExist`. */
  operator: choice(["In", "NotIn", "Exists", "DoesNotExist"]),
  /**
   * What it is compared with: at least one value for `In` and `NotIn`.
   *
   * @default - nothing, as for `Exists` and `DoesNotExist`
   */
  values: textList({ mayBeEmpty: true }).optional(),
}).refine(fits, operatorFits);
