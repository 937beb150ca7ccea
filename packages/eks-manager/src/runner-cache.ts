import { Release } from "@cdktf/provider-helm/lib/release";
import { cacheServer, Expression, type RunnerFleetConfig } from "@runner-fleet/config";
import { Fn, TerraformLocal, Token, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { cacheChartValues } from "./cache-values";
import { ChartAsset } from "./chart-asset";
import type { ChartValue } from "./chart-value";
import { bundledCacheChart } from "./manager-chart";
import { terraformValue } from "./terraform-value";

/** A cache in the cluster, and what must be there before it. */
export interface RunnerCacheProps {
  /** The description, whose `cache.inCluster` says what is made. */
  readonly config: RunnerFleetConfig;
  /** Namespace of the manager, which is also the cache's. */
  readonly namespace: string;
  /**
   * What the cache needs before it starts.
   *
   * @default - nothing
   */
  readonly dependsOn?: ITerraformDependable[];
}

/** For the image to be pulled and the server to be ready. */
const START_SECONDS = 600;

/**
 * A small S3-compatible cache in the cluster, as a Helm release of the chart `runner-cache`. Its keys are made in the
 * cluster: no plan and no state has them.
 */
export class RunnerCache extends Construct {
  /** The release, for what must wait until the Secret with the keys is there. */
  readonly release: Release;
  /** The values of the chart. */
  readonly values: Readonly<Record<string, ChartValue | undefined>>;

  /** @throws Error when the description has no cache in the cluster */
  constructor(scope: Construct, id: string, { config, namespace, dependsOn }: RunnerCacheProps) {
    super(scope, id);
    const { directory } = bundledCacheChart();
    const chart = ChartAsset.of(this, directory, "RunnerCacheChart");
    const values = cacheChartValues(config, chart.digest);
    const name = cacheServer(config)?.name;
    if (values === undefined || name === undefined) {
      throw new Error(`${this.node.path}: 'config' must have cache.inCluster; add it, or make no RunnerCache`);
    }
    this.values = values;
    const written = terraformValue(values, {
      template: (template) => template.toTerraform(),
      checksum: (of) => Fn.sha256(of.toTerraform()),
    });
    this.release = new Release(this, "Resource", {
      name: Expression.is(name) ? Token.asString(String(name)) : name,
      namespace,
      chart: chart.path,
      values: [Fn.yamlencode(new TerraformLocal(this, "values", written).expression)],
      wait: true,
      atomic: false,
      timeout: START_SECONDS,
      maxHistory: 5,
      dependsOn,
    });
  }
}
