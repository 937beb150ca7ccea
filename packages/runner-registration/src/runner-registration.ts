import { UserRunner } from "@cdktf/provider-gitlab/lib/user-runner";
import { TerraformData } from "@runner-fleet/terraform-values";
import { Fn, Token, type IResolvable, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { assertRegistration } from "./assert-registration";
import type { RunnerRegistrationProps, RegisteredRunner } from "./runner-registration-props";

const ACCESS_LEVELS = { protected: "ref_protected", open: "not_protected" };

/**
 * Runners in GitLab, created by its API for the user whose token the gitlab provider has.
 *
 * The state holds every runner's token. No output does, and what a token is handed to should take it by a write-only
 * argument.
 *
 * A runner that is replaced or removed ends after what uses it was updated (`create_before_destroy`), so its manager has
 * drained and has another token by then: a manager whose runner is deleted gets no more jobs.
 */
export class RunnerRegistration extends Construct {
  /** The runners by the names they were given. */
  readonly runners: Readonly<Record<string, RegisteredRunner>>;
  /** What must be there before a manager asks for jobs. */
  readonly dependables: readonly ITerraformDependable[];
  /**
   * A number that is another one whenever a runner was added, removed or replaced. For the revision of write-only
   * arguments that hold the tokens of all: Terraform cannot compare what it does not keep. That of a single token is the
   * runner's `id`.
   */
  readonly tokensRevision: number;

  /** @throws Error if a prop breaks its rule; the message names prop, rule and value */
  constructor(scope: Construct, id: string, props: RunnerRegistrationProps) {
    super(scope, id);
    assertRegistration(this.node.path, props);
    const { type, groupId, projectId } = props;
    const revision = new TerraformData(this, "Revision", { input: props.revision ?? 1 });
    const resources = Object.entries(props.runners).map(([name, runner]) => {
      const resource = new UserRunner(this, name, {
        runnerType: `${type}_type`,
        groupId: groupId === undefined ? undefined : numberOf(groupId),
        projectId: projectId === undefined ? undefined : numberOf(projectId),
        description: runner.description ?? name,
        // Given also when there are none: the provider keeps what it no longer finds in the configuration.
        tagList: [...(runner.tags ?? [])],
        untagged: runner.runUntagged ?? false,
        accessLevel: accessLevel(runner.protected ?? false),
        locked: type === "project" ? (runner.locked ?? true) : undefined,
        maximumTimeout: runner.maximumTimeoutSeconds,
        paused: runner.paused ?? false,
        maintenanceNote: runner.maintenanceNote,
        lifecycle: { createBeforeDestroy: true, replaceTriggeredBy: [revision.address] },
      });
      return [name, resource] as const;
    });
    // By name: another order of the fleets is no other token.
    const ids = [...resources].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { id: runnerId }]) => runnerId);
    // Seven digits of base 16, which every number of a provider can hold.
    this.tokensRevision = Token.asNumber(Fn.parseint(Fn.substr(Fn.sha256(Fn.join(" ", ids)), 0, 7), 16));
    this.dependables = resources.map(([, resource]) => resource);
    this.runners = Object.fromEntries(
      resources.map(([name, { id: runnerId, token }]) => [name, { id: Token.asNumber(Fn.tonumber(runnerId)), token }]),
    );
  }
}

/** The provider takes numbers; a token keeps what Terraform makes of it. */
const numberOf = (id: string): number => (Token.isUnresolved(id) ? Token.asNumber(id) : Number(id));

function accessLevel(isProtected: boolean | IResolvable): string {
  return typeof isProtected === "boolean"
    ? ACCESS_LEVELS[isProtected ? "protected" : "open"]
    : Token.asString(Fn.conditional(isProtected, ACCESS_LEVELS.protected, ACCESS_LEVELS.open));
}
