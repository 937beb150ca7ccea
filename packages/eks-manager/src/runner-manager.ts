import { Release } from "@cdktf/provider-helm/lib/release";
import { Expression, shardNames, sum, type RunnerFleetConfig, type Template } from "@runner-fleet/config";
import { Fn, TerraformLocal, Token, type IResolvable, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ChartAsset } from "./chart-asset";
import { preflightSeconds } from "./cluster-values";
import {
  bundledChart,
  chartDigest,
  checkedFiles,
  type FolderChart,
  type ManagerChart,
  type RegistryChart,
} from "./manager-chart";
import type { ServiceAccountAnnotations } from "./job-namespaces";
import { gracePeriodSeconds, managerValues, type ManagerImageReference, type ManagerValues } from "./manager-values";
import { releaseSettings } from "./release-settings";
import { terraformValue } from "./terraform-value";

/** What a manager runs, where, and what must be there before it. */
export interface RunnerManagerProps {
  /** The description; the manager serves all of its fleets. */
  readonly config: RunnerFleetConfig;
  /**
   * Which of the managers this is, counted from 0.
   *
   * @default 0
   */
  readonly shard?: number;
  /** Namespace of the manager. */
  readonly namespace: string;
  /**
   * AWS region of the machines.
   *
   * @default - none; the manager uses nothing of AWS
   */
  readonly region?: string;
  /** The image of the manager. */
  readonly image: ManagerImageReference;
  /**
   * ARN of the role that the service account names, for IAM Roles for Service Accounts. EKS Pod Identity needs none.
   *
   * @default - the service account names no role
   */
  readonly irsaRoleArn?: string;
  /**
   * Annotations of the service accounts that are made for jobs, such as the role's ARN for IRSA.
   *
   * @default - none
   */
  readonly jobServiceAccountAnnotations?: ServiceAccountAnnotations;
  /**
   * Where the chart comes from.
   *
   * @default - the chart in this package, laid beside the synthesised stack
   */
  readonly chart?: ManagerChart;
  /**
   * Whether an apply waits until the new manager is ready, which is after the old one has drained.
   *
   * @default true
   */
  readonly waitForRollout?: boolean | IResolvable;
  /**
   * What the manager needs before it starts, and must let go of before it is removed: the groups, its role's policies,
   * the image, the Secret, the manager before it in a rollout.
   *
   * @default - nothing
   */
  readonly dependsOn?: ITerraformDependable[];
}

/** For the new pod to be scheduled, pull its image and get ready, once the old one is gone. */
const START_SECONDS = 900;

/**
 * A GitLab Runner manager on Kubernetes, as a Helm release of the chart `runner-manager`.
 *
 * There is never a second manager for the same groups: it would remove the machines of the first. The release waits, so
 * that what Terraform does next, to the groups of a removed fleet for example, is done when the manager has let go.
 */
export class RunnerManager extends Construct {
  /** Name of the release and of the StatefulSet. */
  readonly name: string;
  /** The release, for what must wait until the manager is rolled out. */
  readonly release: Release;
  /** The values of the chart. */
  readonly values: ManagerValues;
  /** The manager's config.toml, as Terraform evaluates it. */
  readonly configToml: string;
  /** The values as YAML, as Terraform evaluates them. */
  readonly valuesYaml: string;

  constructor(scope: Construct, id: string, props: RunnerManagerProps) {
    super(scope, id);
    const { config, shard = 0, chart = bundledChart(), waitForRollout = true } = props;
    const name = shardNames(config, shard).manager;
    this.name = Expression.is(name) ? Token.asString(String(name)) : name;

    const folder = "directory" in chart ? this.chartFolder(chart) : undefined;
    this.values = managerValues(config, shard, {
      image: props.image,
      region: props.region,
      serviceAccountAnnotations: props.irsaRoleArn ? { "eks.amazonaws.com/role-arn": props.irsaRoleArn } : undefined,
      jobServiceAccountAnnotations: props.jobServiceAccountAnnotations,
      chartDigest: folder?.digest,
    });
    const { toml } = this.values.config;
    this.configToml = this.local("config_toml", toml);
    const values = terraformValue(this.values, {
      template: (template) => (template === toml ? this.configToml : template.toTerraform()),
      checksum: (of) => Fn.sha256(this.local("restart_keys", of)),
    });
    // A structure in a local, encoded by Terraform: text encoded here would break where a value known later has a quote.
    this.valuesYaml = Fn.yamlencode(new TerraformLocal(this, "values", values).expression);

    // Helm gives it to the preflight and then to the manager: each has enough, whichever is the longer.
    const timeout = sum([gracePeriodSeconds(config), START_SECONDS, preflightSeconds(config)]);
    this.release = new Release(this, "Resource", {
      name: this.name,
      namespace: props.namespace,
      chart: folder ? folder.path : (chart as RegistryChart).oci,
      version: folder ? undefined : (chart as RegistryChart).version,
      values: [this.valuesYaml],
      ...releaseSettings({ config, waitForRollout, timeout, dependsOn: props.dependsOn }),
    });
  }

  private chartFolder({ directory, foundAt }: FolderChart): Pick<ChartAsset, "path" | "digest"> {
    return foundAt === undefined
      ? ChartAsset.of(this, directory)
      : { path: foundAt, digest: chartDigest(checkedFiles(this.node.path, directory)) };
  }

  private local(id: string, text: Template): string {
    return new TerraformLocal(this, id, text.toTerraform()).asString;
  }
}
