import { UserRunner } from "@cdktf/provider-gitlab/lib/user-runner";
import { TerraformData } from "@runner-fleet/terraform-values";
import { Fn, Token, type IResolvable, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { assertRegistration } from "./assert-registration";

const ACCESS_LEVELS = { protected: "ref_protected", open: "not_protected" };

/** What GitLab is told of one runner. */
export interface RunnerProps {
  /**
   * Tags of the jobs that the runner takes, up to 255 characters each. Must be given unless `runUntagged` is true.
   *
   * @default - none
   */
  readonly tags?: readonly string[];
  /**
   * Whether the runner takes jobs without tags.
   *
   * @default false
   */
  readonly runUntagged?: boolean | IResolvable;
  /**
   * Whether the runner takes jobs of protected branches and tags alone.
   *
   * @default false
   */
  readonly protected?: boolean | IResolvable;
  /**
   * Whether the runner stays with its project. Only for runners of a project.
   *
   * @default - true for a runner of a project
   */
  readonly locked?: boolean | IResolvable;
  /**
   * Seconds after which GitLab ends a job of this runner, at least 600. Once set it can be changed, but only in GitLab be
   * taken away: the provider keeps what it no longer finds in the configuration.
   *
   * @default - the limit of the job's project
   */
  readonly maximumTimeoutSeconds?: number;
  /**
   * What GitLab shows as the runner's description.
   *
   * @default - the key of the runner
   */
  readonly description?: string;
  /**
   * Whether the runner takes no jobs.
   *
   * @default false
   */
  readonly paused?: boolean | IResolvable;
  /**
   * A note for GitLab's administrators, up to 1024 characters. Once set it can be changed, but only in GitLab be taken
   * away, as with `maximumTimeoutSeconds`.
   *
   * @default - none
   */
  readonly maintenanceNote?: string;
}

/** Which runners are created, and for whom they work. */
export interface RunnerRegistrationProps {
  /** Whose jobs the runners take: those of the whole instance (administrators only), of a group, or of a project. */
  readonly type: "instance" | "group" | "project";
  /**
   * Number of the group. Must be given for `group`, and for `group` alone.
   *
   * @default - none
   */
  readonly groupId?: string;
  /**
   * Number of the project. Must be given for `project`, and for `project` alone.
   *
   * @default - none
   */
  readonly projectId?: string;
  /** The runners by name: one a fleet, which all managers of the fleet share. */
  readonly runners: Readonly<Record<string, RunnerProps>>;
  /**
   * A number to raise for new runners with new tokens in place of all old ones.
   *
   * @default 1
   */
  readonly revision?: number;
}

/** A runner that was created in GitLab. */
export interface RegisteredRunner {
  /** Number of the runner: `id` in config.toml. A runner that takes its place has another one. */
  readonly id: number;
  /** The runner's authentication token, sensitive, as an attribute of the resource: it is in the state, and nowhere else. */
  readonly token: string;
}

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
