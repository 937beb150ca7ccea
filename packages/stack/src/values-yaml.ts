import { Expression, Template } from "@runner-fleet/config";
import type { ChartValue } from "@runner-fleet/eks-manager";
import { DefaultTokenResolver, StringConcat, Tokenization, type TerraformStack } from "cdktf";
import { stringify } from "yaml";

/** Values of the chart as YAML for a person to read. */
export function valuesYaml(values: ChartValue, stack: TerraformStack): string {
  const resolved: unknown = Tokenization.resolve(preview(values), {
    scope: stack,
    resolver: new DefaultTokenResolver(new StringConcat()),
    preparing: false,
  });
  return stringify(resolved, { lineWidth: 0 });
}

function preview(value: ChartValue): unknown {
  if (value instanceof Template) {
    return value.toPreview();
  }
  if (Expression.is(value)) {
    return String(value);
  }
  if (Array.isArray(value)) {
    return value.map(preview);
  }
  return typeof value === "object"
    ? Object.fromEntries(
        Object.entries(value)
          .filter((entry): entry is [string, ChartValue] => entry[1] !== undefined)
          .map(([key, item]) => [key, preview(item)]),
      )
    : value;
}
