import { TerraformOutput, type TerraformStack } from "cdktf";
import { placeOutputs } from "./place-outputs";
import type { RunnerFleets } from "./runner-fleets";

/** Declares what people ask for of fleets and managers as outputs of a stack. */
export function declareOutputs(stack: TerraformStack, runners: RunnerFleets): void {
  const { config, fleets, roles, managers, managerOutputs, cache } = runners;
  const output = (name: string, description: string, value: unknown): void => {
    // A variable may have the same name.
    new TerraformOutput(stack, `Output-${name}`, { description, value }).overrideLogicalId(name);
  };
  if (fleets.size > 0) {
    output("group_names", "Names of the Auto Scaling groups.", [...fleets.keys()]);
  }
  output(
    "manager_names",
    "Names of the managers.",
    managers.map(({ name }) => name),
  );
  // By these `runner-fleet drain` finds the managers in a state.
  for (const [name, { description, value }] of Object.entries(placeOutputs(stack, config))) {
    output(name, description, value);
  }
  if (roles.length > 0) {
    output(
      "manager_role_arns",
      "ARNs of the managers' roles.",
      roles.map(({ arn }) => arn),
    );
  }
  for (const [shard, outputs] of managerOutputs.entries()) {
    for (const [name, { description, value }] of Object.entries(outputs)) {
      output(shard === 0 ? name : `${name}_${shard + 1}`, description, value);
    }
  }
  if (cache) {
    output("cache_bucket_name", "Name of the cache's bucket.", cache.bucketName);
  }
}
