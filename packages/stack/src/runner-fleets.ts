import {
  awsEnvironment,
  CacheBucket,
  type JobRoles,
  ManagerRole,
  namedTags,
  renderUserData,
  RunnerFleet,
  withTags,
  type IamSettings,
  type Presence,
} from "@runner-fleet/aws-fleet";
import {
  describeFleets,
  Expression,
  fleetsOf,
  hasMachines,
  hasPods,
  isCacheByRole,
  jobsOnMachines,
  machineFleetShards,
  managerNeedsRole,
  formatFinding,
  namespaceName,
  namespacePolicy,
  numbered,
  readConfig,
  roleNeeds,
  shardNames,
  shards,
  sshUser,
  tokenKey,
  tokenSecretName,
  type MachineFleetShard,
  type RunnerFleetConfig,
  type RunnerFleetInput,
  type TextOrExpression,
} from "@runner-fleet/config";
import {
  ManagerNamespace,
  OfficialManager,
  RunnerCache,
  RunnerManager,
  TokenSecret,
  type ManagerChart,
  type RunnerManagerProps,
} from "@runner-fleet/eks-manager";
import type { IManagerImage } from "@runner-fleet/runner-image";
import { Annotations, type IResolvable, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { withCacheLocation } from "./cache-in-config";
import { grantExistingCache } from "./existing-cache";
import { declareVariables } from "./declare-variables";
import { addHclHints } from "./hcl-hints";
import { jobRoleName, jobRoles } from "./job-roles";
import { managerImage, type ImageBuildProps } from "./manager-image";
import { podIdentity } from "./pod-identity";
import { withRegistryAccess } from "./registry-access";
import { RenderedFiles, type RenderedText } from "./rendered-files";
import { resolvedJobs, resolvedMachines } from "./resolved-machines";
import { resolveExpressions, tokenOf } from "./resolve-expressions";
import { withExpressions } from "./token-expressions";
import { tokenVariables } from "./token-variables";
import { valuesYaml } from "./values-yaml";

/** A description of runner fleets, and what only a program can say of them. */
export interface RunnerFleetsProps extends RunnerFleetInput {
  /**
   * The image of the managers, made or found elsewhere.
   *
   * @default - what `manager.image` of the description says
   */
  readonly managerImage?: IManagerImage;
  /**
   * How the image is built where `manager.image` is "build": architectures, profile, key, whether a destroy takes the
   * images along.
   *
   * @default - for both architectures, in a repository of the deployment's name that a destroy leaves while it holds images
   */
  readonly imageBuild?: ImageBuildProps;
  /**
   * Where the managers' chart comes from. GitLab's own (`manager.chart`) can come from a registry alone.
   *
   * @default - the chart in the package eks-manager, or GitLab's own from https://charts.gitlab.io
   */
  readonly chart?: ManagerChart;
  /**
   * Whether managers are rolled out one after the other, so that jobs go on starting meanwhile, or all at once.
   *
   * @default "one-at-a-time"
   */
  readonly rollout?: "one-at-a-time" | "all";
  /**
   * Whether an apply waits until every manager is ready, which is after the one before it has drained.
   *
   * @default true
   */
  readonly waitForRollout?: boolean | Expression<"flag">;
}

/** A manager from the project's own chart, or from GitLab's. */
export type Manager = RunnerManager | OfficialManager;

/**
 * Runner fleets with their managers, in a stack of your own with providers of your own: aws, helm and, where the
 * namespace or the Secret is made, kubernetes.
 *
 * @throws ConfigError with everything that is wrong with the description, at once
 */
export class RunnerFleets extends Construct {
  /** The description with its defaults, checked. */
  readonly config: RunnerFleetConfig;
  /** The fleets by the name of their Auto Scaling group, or its expression. */
  readonly fleets: ReadonlyMap<string, RunnerFleet>;
  /** The managers' roles, one a shard; none where nothing of AWS is needed. */
  readonly roles: readonly ManagerRole[];
  /**
   * The roles of jobs.
   *
   * @default - none, where the description has no service accounts with roles
   */
  readonly jobRoles?: JobRoles;
  /** The managers, one a shard. */
  readonly managers: readonly Manager[];
  /**
   * The cache.
   *
   * @default - none, where the description asks for none or names a bucket
   */
  readonly cache?: CacheBucket;

  private readonly props: RunnerFleetsProps;
  private readonly iam: IamSettings;

  constructor(scope: Construct, id: string, props: RunnerFleetsProps) {
    super(scope, id);
    this.props = props;
    const {
      managerImage: _image,
      chart: _chart,
      rollout: _rollout,
      waitForRollout: _wait,
      imageBuild: _build,
      ...description
    } = props;
    declareVariables(this, description);
    const { config, warnings } = readConfig(withExpressions(this, description), this.node.path);
    for (const warning of warnings) {
      Annotations.of(this).addWarning(formatFinding(warning));
    }
    const { tags, ...iam } = resolveExpressions(config.aws);
    this.iam = { ...iam, tags: namedTags(this, withTags(tags, { "runner-fleet": resolveExpressions(config.name) })) };

    this.roles = managerNeedsRole(config) ? shards(config).map((shard) => this.makeRole(config, shard)) : [];
    this.jobRoles = jobRoles(this, config, this.iam);
    this.cache = this.makeCache(config);
    const withCache = this.cache ? withCacheLocation(this, config, this.cache) : config;
    this.config = withRegistryAccess(this, withCache, this.roles);
    this.fleets = new Map(this.parts().map((part) => [String(part.groupName), this.makeFleet(part)]));
    this.managers = this.makeManagers();
    new RenderedFiles(this, "Rendered", this.renderedFiles());
    addHclHints(this);
  }

  private parts(): MachineFleetShard[] {
    return shards(this.config).flatMap((shard) => machineFleetShards(this.config, shard));
  }

  private makeRole(config: RunnerFleetConfig, shard: number): ManagerRole {
    const names = resolveExpressions(shardNames(config, shard));
    return new ManagerRole(this, numbered("ManagerRole", shard), {
      ...this.iam,
      ...podIdentity(config),
      name: names.manager,
      namespace: resolveExpressions(namespaceName(config)),
      serviceAccount: names.serviceAccount,
      pluginVersion: resolveExpressions(config.manager.pluginVersion),
      fleets: machineFleetShards(config, shard).map(({ groupName, fleet }) => ({
        ...resolveExpressions({ groupName, sshUser: sshUser(fleet.machines) }),
        instanceConnect: fleet.machines.ssh === undefined,
      })),
    });
  }

  private makeCache(config: RunnerFleetConfig): CacheBucket | undefined {
    const { name, cache } = config;
    if (!cache || !isCacheByRole(config)) {
      return undefined;
    }
    const presence = cache.presentWhen && (tokenOf(cache.presentWhen) as Presence);
    if (cache.s3.bucketName !== undefined) {
      for (const role of this.roles) {
        grantExistingCache(role, awsEnvironment(this).partition, { ...resolveExpressions(cache.s3), presence });
      }
      return undefined;
    }
    const { expirationDays, kmsKeyArn } = resolveExpressions(cache);
    const settings = { ...this.iam, name: resolveExpressions(name), expirationDays, kmsKeyArn, presence };
    const bucket = new CacheBucket(this, "Cache", settings);
    for (const role of this.roles) {
      bucket.grantManager(role);
    }
    return bucket;
  }

  private makeFleet({
    key,
    fleetName,
    fleet,
    shard,
    groupName,
    maxInstances,
    onDemandBaseCapacity,
  }: MachineFleetShard): RunnerFleet {
    const { tags, ...machines } = resolvedMachines(fleet.machines);
    const ownTags = { "runner-fleet:fleet": resolveExpressions(fleetName) };
    const fleetTags = withTags(withTags(this.iam.tags, ownTags), tags ?? {});
    return new RunnerFleet(this, numbered(`Fleet-${key}`, shard), {
      ...machines,
      ...resolvedJobs(this.config, fleet),
      ...resolveExpressions({ maxInstances, onDemandBaseCapacity }),
      ...this.iam,
      tags: fleetTags,
      groupName: resolveExpressions(groupName),
    });
  }

  private makeManagers(): Manager[] {
    const { rollout = "one-at-a-time", waitForRollout } = this.props;
    const { config } = this;
    const region = roleNeeds(config).length > 0 ? awsEnvironment(this).region : undefined;
    const namespace = this.makeNamespace();
    const secret = this.makeTokenSecret(namespace);
    const cache = config.cache?.inCluster && new RunnerCache(this, "CacheServer", { config, namespace });
    const image =
      this.props.managerImage ?? managerImage(this, config, { tags: this.iam.tags, ...this.props.imageBuild });
    return shards(config).reduce<Manager[]>((managers, shard) => {
      const role = this.roles[shard];
      const previous = rollout === "one-at-a-time" ? managers.at(-1)?.release : managerOfJobs(config, managers);
      const groups = machineFleetShards(config, shard).flatMap(
        ({ groupName }) => this.fleets.get(String(groupName))?.dependables ?? [],
      );
      const manager = this.makeManager(numbered("Manager", shard), {
        config,
        shard,
        namespace,
        region,
        image,
        irsaRoleArn: config.cluster.identity === "irsa" ? role?.arn : undefined,
        jobServiceAccountAnnotations: (fleet, account) => this.jobRoleAnnotations(fleet, account),
        waitForRollout: Expression.is(waitForRollout) ? (tokenOf(waitForRollout) as IResolvable) : waitForRollout,
        dependsOn: [
          ...groups,
          ...(role?.dependables ?? []),
          ...(this.jobRoles?.dependables ?? []),
          image.ready,
          secret?.resource,
          cache?.release,
          previous,
        ].filter((dependable): dependable is ITerraformDependable => dependable !== undefined),
      });
      return [...managers, manager];
    }, []);
  }

  private makeManager(id: string, props: Omit<RunnerManagerProps, "chart">): Manager {
    const { chart } = this.props;
    if (this.config.manager.chart === "runner-manager") {
      return new RunnerManager(this, id, { ...props, chart });
    }
    if (chart && "directory" in chart) {
      throw new Error(
        `${this.node.path}: 'chart' must name a registry where manager.chart is "gitlab-runner", got a folder; leave it out, or give 'oci' and 'version' of a copy`,
      );
    }
    return new OfficialManager(this, id, { ...props, chart });
  }

  /** IAM Roles for Service Accounts go by what the account names; EKS Pod Identity needs nothing there. */
  private jobRoleAnnotations(fleet: string, account: string): Record<string, TextOrExpression> | undefined {
    const arn = this.jobRoles?.arns.get(jobRoleName(this.config, fleet, account));
    return arn === undefined || this.config.cluster.identity !== "irsa"
      ? undefined
      : { "eks.amazonaws.com/role-arn": withExpressions(this, arn, ["jobRole", fleet, account]) };
  }

  private makeNamespace(): string {
    const name = resolveExpressions(namespaceName(this.config));
    return namespacePolicy(this.config) === "existing"
      ? name
      : new ManagerNamespace(this, "Namespace", {
          name,
          labels: { "runner-fleet": resolveExpressions(this.config.name) },
        }).name;
  }

  private makeTokenSecret(namespace: string): TokenSecret | undefined {
    const { fleets, cluster } = this.config;
    if (cluster.tokens.source !== "variable") {
      return undefined;
    }
    const keys = Object.fromEntries(Object.keys(fleets).map((fleet) => [fleet, tokenKey(this.config, fleet)]));
    return new TokenSecret(this, "Tokens", {
      name: resolveExpressions(tokenSecretName(this.config)),
      namespace,
      tokens: tokenVariables(this, keys),
      revision: resolveExpressions(cluster.tokens.revision),
    });
  }

  private renderedFiles(): Record<string, RenderedText> {
    const { config, managers } = this;
    const ofManagers = managers.flatMap<[string, RenderedText]>((manager, shard) => [
      [`${numbered("config", shard)}.toml`, () => configText(manager).toPreview()],
      [`${numbered("values", shard)}.yaml`, (stack) => valuesYaml(manager.values, stack)],
    ]);
    const ofMachines = fleetsOf(config, hasMachines).map<[string, RenderedText]>(([name, fleet]) => [
      `user-data-${name}.yaml`,
      () => renderUserData(fleet.machines, jobsOnMachines(config, fleet)).toPreview(),
    ]);
    return Object.fromEntries([["fleets.txt", () => describeFleets(config)], ...ofManagers, ...ofMachines]);
  }
}

/** What jobs share is made by the release of the first manager: without it the others' roles have no namespace. */
const managerOfJobs = (config: RunnerFleetConfig, [first]: readonly Manager[]) =>
  fleetsOf(config, hasPods).length > 0 ? first?.release : undefined;

/** What a manager's runners are told: its config.toml, or the template that GitLab's chart has them registered by. */
const configText = (manager: Manager) =>
  manager instanceof OfficialManager ? manager.template : manager.values.config.toml;
