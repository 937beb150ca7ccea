import {
  awsEnvironment,
  CacheBucket,
  type JobRoles,
  ManagerRole,
  type ManagerNetwork,
  renderUserData,
  RunnerFleet,
  type IamSettings,
} from "@runner-fleet/aws-fleet";
import {
  describeFleets,
  fleetsOf,
  hasMachines,
  isCacheByRole,
  jobsOnMachines,
  machineFleetShards,
  managerNeedsRole,
  formatFinding,
  numbered,
  readConfig,
  shardNames,
  shards,
  sshUser,
  type MachineFleetShard,
  type RunnerFleetConfig,
  type RunnerFleetInput,
} from "@runner-fleet/config";
import type { RunnerRegistration } from "@runner-fleet/runner-registration";
import { namedTags, type Presence, resolveExpressions, tokenOf, withTags } from "@runner-fleet/terraform-values";
import { Annotations, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { withCacheLocation } from "./cache-in-config";
import { withDefaultSubnets } from "./default-subnets";
import { grantExistingCache } from "./existing-cache";
import { declareVariables } from "./declare-variables";
import { addHclHints } from "./hcl-hints";
import { jobRoles } from "./job-roles";
import { makeManagers } from "./managers/make-managers";
import type { MadeManager, Manager, ManagerOutput } from "./managers/made-manager";
import { withManagersNetwork } from "./managers/managers-network";
import type { ManagersInput, ManagersProps } from "./managers/managers-input";
import { roleTrust } from "./managers/role-trust";
import { withPreparedImages } from "./prepared-images";
import { registeredRunners, withRunnerIds } from "./registered-runners";
import { withRegistryAccess } from "./registry-access";
import { RenderedFiles, type RenderedText } from "./rendered-files";
import { resolvedJobs, resolvedMachines } from "./resolved-machines";
import { withExpressions } from "./token-expressions";

/** A description of runner fleets without what it says of providers, and what only a program can say of fleets. */
export interface RunnerFleetsProps extends Omit<RunnerFleetInput, "region" | "cluster">, ManagersProps {
  /**
   * The cluster that the manager runs on.
   *
   * @default - a cluster of which nothing is known
   */
  readonly cluster?: Omit<NonNullable<RunnerFleetInput["cluster"]>, "access">;
}

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
  /**
   * The runners in GitLab.
   *
   * @default - none; they exist already
   */
  readonly registration?: RunnerRegistration;
  /**
   * The security group of managers outside Kubernetes, which all machines let in.
   *
   * @default - none; on Kubernetes the description names where managers are
   */
  readonly network?: ManagerNetwork;
  /** The managers, one a shard. */
  readonly managers: readonly Manager[];
  /** What people ask for of each manager, by the name of an output. */
  readonly managerOutputs: readonly Readonly<Record<string, ManagerOutput>>[];
  /**
   * The cache.
   *
   * @default - none, where the description asks for none or names a bucket
   */
  readonly cache?: CacheBucket;

  private readonly iam: IamSettings;

  constructor(scope: Construct, id: string, props: RunnerFleetsProps) {
    super(scope, id);
    const { managerImage: _image, chart: _chart, imageBuild: _build, ...description } = props;
    declareVariables(this, description);
    const { config: read, warnings } = readConfig(withExpressions(this, description), this.node.path);
    for (const warning of warnings) {
      Annotations.of(this).addWarning(formatFinding(warning));
    }
    const { tags, permissionsBoundaryArn, iamPath } = resolveExpressions(read.aws);
    const ownTags = withTags(tags, { "runner-fleet": resolveExpressions(read.name) });
    this.iam = { permissionsBoundaryArn, iamPath, tags: namedTags(this, ownTags) };

    this.registration = registeredRunners(this, read);
    const described = withRunnerIds(this, withDefaultSubnets(this, read), this.registration);
    const { config, network } = withManagersNetwork(this, described, this.iam);
    this.network = network;
    this.roles = managerNeedsRole(config) ? shards(config).map((shard) => this.makeRole(config, shard)) : [];
    this.jobRoles = jobRoles(this, config, this.iam);
    this.cache = this.makeCache(config);
    const withCache = this.cache ? withCacheLocation(this, config, this.cache) : config;
    const images = withPreparedImages(this, withRegistryAccess(this, withCache, this.roles), this.iam);
    this.config = images.config;
    this.fleets = new Map(
      this.parts().map((part) => [String(part.groupName), this.makeFleet(part, images.ready.get(part.key))]),
    );
    const made = makeManagers(this, { ...props, ...this.madeForManagers() });
    this.managers = made.map(({ manager }) => manager);
    this.managerOutputs = made.map(({ outputs }) => outputs);
    new RenderedFiles(this, "Rendered", this.renderedFiles(made));
    addHclHints(this);
  }

  private parts(): MachineFleetShard[] {
    return shards(this.config).flatMap((shard) => machineFleetShards(this.config, shard));
  }

  private makeRole(config: RunnerFleetConfig, shard: number): ManagerRole {
    const names = resolveExpressions(shardNames(config, shard));
    return new ManagerRole(this, numbered("ManagerRole", shard), {
      ...this.iam,
      ...roleTrust(config, shard),
      name: names.manager,
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

  private makeFleet(
    { key, fleetName, fleet, shard, groupName, maxInstances, onDemandBaseCapacity }: MachineFleetShard,
    imageReady: readonly ITerraformDependable[] = [],
  ): RunnerFleet {
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
      dependsOn: imageReady,
    });
  }

  private madeForManagers(): Omit<ManagersInput, keyof ManagersProps> {
    const { config, iam, roles, jobRoles, registration: registered, network } = this;
    const groupsOf = (shard: number) =>
      machineFleetShards(config, shard).flatMap(
        ({ groupName }) => this.fleets.get(String(groupName))?.dependables ?? [],
      );
    return { config, iam, roles, jobRoles, registered, network, groupsOf };
  }

  private renderedFiles(made: readonly MadeManager[]): Record<string, RenderedText> {
    const { config } = this;
    const ofManagers = made.flatMap(({ files }, shard) =>
      Object.entries(files).map<[string, RenderedText]>(([file, text]) => {
        const [name = file, ending = ""] = file.split(".");
        return [`${numbered(name, shard)}.${ending}`, text];
      }),
    );
    const ofMachines = fleetsOf(config, hasMachines).map<[string, RenderedText]>(([name, fleet]) => [
      `user-data-${name}.yaml`,
      () => renderUserData(fleet.machines, jobsOnMachines(config, fleet)).toPreview(),
    ]);
    return Object.fromEntries([["fleets.txt", () => describeFleets(config)], ...ofManagers, ...ofMachines]);
  }
}
