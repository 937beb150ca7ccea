import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { TerraformStack } from "cdktf";
import { addCustomSynthesis } from "cdktf/lib/synthesize/synthesizer";
import { Construct } from "constructs";
import { chartDigest, checkedFiles } from "./manager-chart";

/**
 * A chart's files, laid beside the synthesised stack, so that it can be applied where this package is not.
 *
 * cdktf's own TerraformAsset would copy the whole folder, with whatever else lies in it.
 */
export class ChartAsset extends Construct {
  /** Digest of the chart's files. */
  readonly digest: string;
  /** The chart as the helm provider is told: a path from the stack's folder. */
  readonly path: string;

  /** @throws Error when the folder lacks a file that the chart must have */
  constructor(
    scope: Construct,
    id: string,
    private readonly directory: string,
  ) {
    super(scope, id);
    const files = checkedFiles(this.node.path, directory);
    this.digest = chartDigest(files);
    const folder = join("assets", kebabCase(id));
    this.path = `\${path.module}/${folder}`;

    const stack = TerraformStack.of(this);
    addCustomSynthesis(this, {
      onSynthesize: ({ manifest, outdir }) => {
        const target = join(outdir, dirname(manifest.forStack(stack).synthesizedStackPath), folder);
        rmSync(target, { recursive: true, force: true });
        for (const [path, content] of files) {
          mkdirSync(dirname(join(target, path)), { recursive: true });
          writeFileSync(join(target, path), content);
        }
      },
    });
  }

  /**
   * The chart of a folder in the stack that `scope` is in: releases with the same chart share it.
   *
   * @param name what the copy is called
   */
  static of(scope: Construct, directory: string, name = "RunnerManagerChart"): ChartAsset {
    const stack = TerraformStack.of(scope);
    const charts = stack.node.children.filter(
      (child): child is ChartAsset => child instanceof ChartAsset && child.node.id.startsWith(name),
    );
    const number = charts.length + 1;
    return (
      charts.find((chart) => chart.directory === directory) ??
      new ChartAsset(stack, number === 1 ? name : `${name}-${number}`, directory)
    );
  }
}

const kebabCase = (id: string) => id.replace(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase();
