import {
  acceptableRules,
  acceptVariable,
  conditions,
  holdsWith,
  rules,
  terraformCondition,
  type ModuleCondition,
  type Variable,
  type VariableName,
} from "@runner-fleet/config";
import { TerraformLocal, TerraformOutput, TerraformStack, type TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { declareVariable } from "../declare-variables";
import type { RunnerFleets } from "../runner-fleets";
import { jsonSafe } from "../hcl-hints";
import { placeOutputs } from "../place-outputs";

/** The variables of a module, in the order in which its readers meet them, each with what is otherwise there. */
export type ModuleVariables = Readonly<Partial<Record<VariableName, Partial<Variable>>>>;

/** Above the machines of a module. */
export const MACHINES_HEADING = "The machines: a group that the manager alone scales, and what each machine is.";

/** The rules that the caller lives with, for the conditions. */
const ACCEPTED = "local.accepted_rules";

/**
 * What becomes a plain module: a stack whose every value is a variable of the catalogue. The rules that speak of its
 * variables are preconditions of one of its resources, and warnings are checks.
 */
export abstract class ModuleStack extends TerraformStack {
  private readonly conditions: readonly ModuleCondition[];

  constructor(scope: Construct, id: string, variables: ModuleVariables) {
    super(scope, id);
    const names = Object.keys(variables) as VariableName[];
    this.conditions = conditions.filter((each) => holdsWith(names, each));
    const held = new Set(this.conditions.map(({ rule }) => rule));
    const accept = acceptVariable(acceptableRules.filter((rule) => held.has(rule)));
    for (const name of names) {
      declareVariable(this, name, name === "accept" ? accept : variables[name]);
    }
    this.addLocal("accepted_rules", "${var.accept[*].rule}");
  }

  /** A local by its own name, for expressions to refer to. */
  protected addLocal(name: string, value: unknown): void {
    new TerraformLocal(this, `Local-${name}`, value).overrideLogicalId(name);
  }

  /** Locals by their own names. */
  protected addLocals(locals: Readonly<Record<string, unknown>>): void {
    for (const [name, value] of Object.entries(locals)) {
      this.addLocal(name, value);
    }
  }

  /** What the HCL says above a construct's blocks, and which expressions need no escaping in JSON. */
  protected addHints(headings: Readonly<Record<string, string>>, safe: readonly string[]): void {
    for (const [path, heading] of Object.entries(headings)) {
      this.addOverride(`//.hcl.headings.${path}`, heading);
    }
    this.addOverride("//.hcl.jsonSafe", [...jsonSafe, ...safe]);
  }

  /** Holds the variables against the rules: before `resource` is planned, or as a check. */
  protected addConditions(resource: TerraformResource): void {
    resource.lifecycle = {
      ...resource.lifecycle,
      precondition: this.conditions.filter((each) => severityOf(each) === "error").map(assertion),
    };
    const warnings = this.conditions.filter((each) => severityOf(each) === "warning");
    for (const rule of new Set(warnings.map((each) => each.rule))) {
      const assert = warnings
        .filter((each) => each.rule === rule)
        .map(assertion)
        .map(({ condition, errorMessage }) => ({ condition, error_message: errorMessage }));
      this.addOverride(`check.${rule.replaceAll("-", "_")}`, { assert });
    }
  }

  /** The outputs of every module whose manager is outside Kubernetes. */
  protected addManagedOutputs(runners: RunnerFleets): void {
    const { managers, fleets, roles, network, managerOutputs, cache } = runners;
    const [[manager], [fleet], [role], [outputs]] = [managers, [...fleets.values()], roles, managerOutputs];
    if (!manager || !fleet || !role || !network || !outputs) {
      throw new Error(`${this.node.path}: the description must give a manager, a fleet, a role and a network`);
    }
    this.addOutput("group_name", "Name of the Auto Scaling group.", fleet.groupName);
    this.addOutput("security_group_id", "Id of the machines' own security group.", fleet.securityGroupId);
    this.addOutput("manager_name", "Name of the manager.", manager.name);
    this.addPlaceOutputs(runners);
    this.addOutput("manager_role_arn", "ARN of the manager's AWS role.", role.arn);
    this.addOutput("manager_security_group_id", "Id of the manager's own security group.", network.securityGroupId);
    this.addOutput("cache_bucket_name", "Name of the cache's bucket; null without a cache.", cache?.bucketName);
    this.addOutput("config_toml", "The manager's config.toml. It holds no secret.", outputs.config_toml?.value);
  }

  /** The outputs by which `runner-fleet drain` finds the manager. */
  protected addPlaceOutputs(runners: RunnerFleets): void {
    for (const [name, { description, value }] of Object.entries(placeOutputs(runners, runners.config))) {
      this.addOutput(name, description, value);
    }
  }

  /** An output. */
  protected addOutput(name: string, description: string, value: unknown): void {
    // A variable may have the same name.
    new TerraformOutput(this, `Output-${name}`, { description, value }).overrideLogicalId(name);
  }
}

const severityOf = ({ rule }: ModuleCondition) => rules.find(({ id }) => id === rule)?.severity;

/** A condition as Terraform holds it, unless the caller lives with the rule's findings. */
function assertion(held: ModuleCondition): { readonly condition: string; readonly errorMessage: string } {
  const { condition, message } = terraformCondition(held);
  const isAccepted = `contains(${ACCEPTED}, ${JSON.stringify(held.rule)})`;
  return {
    condition: `\${${acceptableRules.includes(held.rule) ? `${isAccepted} || (${condition})` : condition}}`,
    errorMessage: message,
  };
}
