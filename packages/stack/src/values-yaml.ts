import { mapChartValue, type ChartValue, type ChartValueWriter } from "@runner-fleet/eks-manager";
import { DefaultTokenResolver, StringConcat, Tokenization, type TerraformStack } from "cdktf";
import { stringify } from "yaml";

const asItIs: ChartValueWriter = {
  text: (text) => text,
  template: (template) => template.toPreview(),
  checksum: () => "known when Terraform plans",
};

/** Values of the chart as YAML for a person to read. */
export function valuesYaml(values: ChartValue, stack: TerraformStack): string {
  const resolved: unknown = Tokenization.resolve(mapChartValue(values, asItIs), {
    scope: stack,
    resolver: new DefaultTokenResolver(new StringConcat()),
    preparing: false,
  });
  return stringify(resolved, { lineWidth: 0 });
}
