import { Expression, type RunnerFleetConfig } from "@runner-fleet/config";
import type { ChartValue } from "./chart-value";

/**
 * The taints that the manager tolerates, as values of a chart. Attributes that are left out are null where Terraform
 * alone knows the list, and a chart takes no null.
 */
export function tolerationValues({ cluster: { tolerations } }: RunnerFleetConfig): ChartValue | undefined {
  return Expression.is(tolerations)
    ? Expression.objects(
        `[for toleration in ${tolerations.terraform} : { for key, value in toleration : key => value if value != null }]`,
      )
    : tolerations?.map((toleration) => ({ ...toleration }));
}
