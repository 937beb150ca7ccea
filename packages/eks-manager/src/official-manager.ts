import { Release } from "@cdktf/provider-helm/lib/release";
import { Expression, renderRunnerTemplate, shardNames, sum, versions, type Template } from "@runner-fleet/config";
import { Fn, TerraformLocal, Token } from "cdktf";
import { Construct } from "constructs";
import { gracePeriodSeconds } from "./manager-values";
import type { RegistryChart } from "./manager-chart";
import { officialValues, type OfficialValues } from "./official-values";
import type { RunnerManagerProps } from "./runner-manager";
import { releaseSettings } from "./release-settings";
import { terraformValue } from "./terraform-value";

/** What a manager from GitLab's own chart runs, where, and what must be there before it. */
export interface OfficialManagerProps extends Omit<RunnerManagerProps, "chart"> {
  /**
   * Where GitLab's chart comes from, if not from GitLab: a copy in a registry of yours.
   *
   * @default - `gitlab-runner` from https://charts.gitlab.io, in the version of `versions.officialChart`
   */
  readonly chart?: RegistryChart;
}

/** For the new pod to be scheduled, pull its image, be registered and get ready, once the old one is gone. */
const START_SECONDS = 900;

/**
 * A GitLab Runner manager on Kubernetes, as a Helm release of GitLab's own chart `gitlab-runner`, for a description of one
 * fleet of pods.
 *
 * Its Deployment may run two managers at once, which harms no job in a pod, but would remove the machines of any other
 * executor.
 *
 * @throws Error when the description has a fleet with machines, or several fleets
 */
export class OfficialManager extends Construct {
  /** Name of the release and of the Deployment. */
  readonly name: string;
  /** The release, for what must wait until the manager is rolled out. */
  readonly release: Release;
  /** The values of the chart. */
  readonly values: OfficialValues;
  /** The template that the runner is registered by. */
  readonly template: Template;
  /** The same as Terraform evaluates it. */
  readonly configToml: string;
  /** The values as YAML, as Terraform evaluates them. */
  readonly valuesYaml: string;

  constructor(scope: Construct, id: string, props: OfficialManagerProps) {
    super(scope, id);
    const { config, shard = 0, chart, waitForRollout = true } = props;
    const name = shardNames(config, shard).manager;
    this.name = Expression.is(name) ? Token.asString(String(name)) : name;
    this.values = officialValues(config, shard, {
      image: props.image,
      region: props.region,
      serviceAccountAnnotations: props.irsaRoleArn ? { "eks.amazonaws.com/role-arn": props.irsaRoleArn } : undefined,
      jobServiceAccountAnnotations: props.jobServiceAccountAnnotations,
    });
    this.template = renderRunnerTemplate(config, shard);
    const template = this.template.toTerraform();
    this.configToml = new TerraformLocal(this, "config_toml", template).asString;
    const values = terraformValue(this.values, {
      // Where nothing in it had to be escaped for Helm, it is written once.
      template: (text) => (text.toTerraform() === template ? this.configToml : text.toTerraform()),
      checksum: (of) => Fn.sha256(of.toTerraform()),
    });
    // A structure in a local, encoded by Terraform: text encoded here would break where a value known later has a quote.
    this.valuesYaml = Fn.yamlencode(new TerraformLocal(this, "values", values).expression);

    const timeout = sum([gracePeriodSeconds(config), START_SECONDS]);
    this.release = new Release(this, "Resource", {
      name: this.name,
      namespace: props.namespace,
      ...(chart
        ? { chart: chart.oci, version: chart.version }
        : { repository: "https://charts.gitlab.io", chart: "gitlab-runner", version: versions.officialChart }),
      values: [this.valuesYaml],
      ...releaseSettings({ config, waitForRollout, timeout, dependsOn: props.dependsOn }),
    });
  }
}
