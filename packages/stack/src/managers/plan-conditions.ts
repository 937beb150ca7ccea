import { planConditions, type RunnerFleetConfig } from "@runner-fleet/config";
import type { TerraformResource } from "cdktf";

/** Holds sizes that only Terraform knows against the rules, before a resource is planned. */
export function holdPlanConditions(resource: TerraformResource, config: RunnerFleetConfig): void {
  const precondition = planConditions(config).map(({ condition, message }) => ({
    condition: `\${${condition}}`,
    errorMessage: message,
  }));
  if (precondition.length > 0) {
    const own = resource.lifecycle?.precondition ?? [];
    resource.lifecycle = { ...resource.lifecycle, precondition: [...own, ...precondition] };
  }
}
