import { TerraformOutput, type TerraformStack } from "cdktf";
import type { RunnerFleets } from "./runner-fleets";

/** Declares what people ask for of fleets and managers as outputs of a stack. */
export function declareOutputs(stack: TerraformStack, runners: RunnerFleets): void {
  const { fleets, roles, managers, managerOutputs, cache } = runners;
  const output = (name: string, description: string, value: unknown) =>
    new TerraformOutput(stack, name, { description, value });
  if (fleets.size > 0) {
    output("group_names", "Names of the Auto Scaling groups.", [...fleets.keys()]);
  }
  output(
    "manager_names",
    "Names of the managers.",
    managers.map(({ name }) => name),
  );
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
