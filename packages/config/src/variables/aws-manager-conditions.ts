import { fargateMemory } from "../fleets/fargate-sizes";
import { HOOK_LIMIT_SECONDS, HOOK_MARGIN_SECONDS } from "../fleets/lifecycle-hook";
import { managerResources } from "../fleets/sizing";
import { PROTECTION_SECONDS } from "../fleets/task-protection";
import { managerSchema } from "../schema/manager";
import { Duration } from "../values/duration";
import { Expression } from "../values/expression";
import { dockerAuthConfigs } from "./docker-auth-config";
import { secondsIn } from "./duration-form";
import { heldAs, type ModuleCondition } from "./module-condition";

const shutdownTimeout = managerSchema.parse({}).shutdownTimeout as number;
const longestOnInstance = Duration.seconds(HOOK_LIMIT_SECONDS - HOOK_MARGIN_SECONDS - shutdownTimeout);
const longestOnFargate = Duration.seconds(PROTECTION_SECONDS - shutdownTimeout);

const UNITS: Readonly<Record<string, number>> = { Mi: 1, Gi: 1_024 };

/** Memory in MiB that a manager of so many machines needs. */
function neededMemory(machines: number): number {
  const [, amount, unit = ""] = /^(\d+)(Mi|Gi)$/.exec(String(managerResources(machines).memory)) ?? [];
  return Number(amount) * (UNITS[unit] ?? NaN);
}

/** Above which numbers of machines a manager needs more memory. */
const memorySteps = [...String(managerResources(Expression.number("n")).memory).matchAll(/<= (\d+)/g)].map(
  ([, machines]) => Number(machines),
);

const steps = `[${memorySteps.map((above) => `{ above = ${above}, mib = ${neededMemory(above + 1)} }`).join(", ")}]`;

const amounts = Object.entries(fargateMemory)
  .map(([cpu, memory]) => `"${cpu}" = [${memory.join(", ")}]`)
  .join(", ");
const amountsOfCpu = `try({ ${amounts} }[tostring(var.manager_cpu)], [])`;

/** What speaks of a manager outside Kubernetes: how long it may drain, and what its task or instance has. */
export const awsManagerConditions: readonly ModuleCondition[] = [
  heldAs("drain-beyond-hook", {
    variables: ["drainTimeout"],
    onlyWith: "managerInstanceType",
    condition: `try(${secondsIn("var.drain_timeout")} <= ${longestOnInstance.seconds}, true)`,
    must: `must be at most ${longestOnInstance} for a manager on an instance`,
    given: "var.drain_timeout",
    fix: "lower it to what your longest job takes, or run the manager on EKS, which waits for longer",
  }),
  heldAs("drain-beyond-protection", {
    variables: ["drainTimeout"],
    onlyWith: "managerMemoryMib",
    condition: `try(${secondsIn("var.drain_timeout")} <= ${longestOnFargate.seconds}, true)`,
    must: `should be at most ${longestOnFargate} for a manager on Fargate`,
    given: "var.drain_timeout",
    fix: "lower it to what your longest job takes, or run the manager on EKS, which waits for longer",
  }),
  heldAs("ecr-login-without-helper", {
    variables: ["environment"],
    onlyWith: "managerInstanceType",
    condition: `alltrue([for text in ${dockerAuthConfigs("var.environment")} : !contains(concat([try(jsondecode(text).credsStore, "")], try(values(jsondecode(text).credHelpers), [])), "ecr-login")])`,
    must: "DOCKER_AUTH_CONFIG must not name ecr-login for a manager on an instance, which has no helper for it",
    given: null,
    fix: "remove it, or describe the repositories in a stack of your own (ecr)",
  }),
  heldAs("fargate-size-unknown", {
    variables: ["managerMemoryMib", "managerCpu"],
    condition: `contains(${amountsOfCpu}, var.manager_memory_mib)`,
    must: `must be one of \${join(", ", ${amountsOfCpu})} with a manager_cpu of \${var.manager_cpu}`,
    given: "var.manager_memory_mib",
    fix: "choose one of them, or another manager_cpu",
  }),
  heldAs("fargate-memory-small", {
    variables: ["managerMemoryMib", "maxInstances"],
    condition: `alltrue([for step in ${steps} : var.max_instances <= step.above || var.manager_memory_mib >= step.mib])`,
    must: `should be at least \${max(${neededMemory(1)}, [for step in ${steps} : step.mib if var.max_instances > step.above]...)} for \${var.max_instances} machines`,
    given: "var.manager_memory_mib",
    fix: "raise manager_memory_mib, or share the machines out over several calls of the module",
  }),
];
