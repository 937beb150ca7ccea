import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { App, TerraformElement, TerraformStack, Testing } from "cdktf";
import { RunnerFleets, type RunnerFleetsProps } from "../src";

/** A block of Terraform's JSON. Its shape is what the tests are about, so nothing is said of it here. */
export type Block = ReturnType<typeof JSON.parse>;

/** A synthesised stack. */
export interface Synthesised {
  /** Resources by type, each with its id in Terraform. */
  readonly resources: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly variables: Readonly<Record<string, Block>>;
  readonly outputs: Readonly<Record<string, Block>>;
  readonly locals: Readonly<Record<string, Block>>;
  readonly providers: Readonly<Record<string, Block[]>>;
  readonly terraform: Block;
  /** Paths of everything that has an address in Terraform, without the stack's own. */
  readonly paths: readonly string[];
}

/** Synthesises one stack; its validations run. */
export function synthesise(make: (app: App) => TerraformStack): Synthesised {
  const stack = make(Testing.app());
  const json = JSON.parse(Testing.synth(stack, true)) as Block;
  return {
    resources: json.resource ?? {},
    variables: json.variable ?? {},
    outputs: json.output ?? {},
    locals: json.locals ?? {},
    providers: json.provider,
    terraform: json.terraform,
    paths: stack.node
      .findAll()
      .filter((node) => TerraformElement.isTerraformElement(node) && !TerraformStack.isStack(node))
      .map(({ node }) => node.path.slice(stack.node.path.length + 1))
      .sort(),
  };
}

/** A stack of one's own, with providers of one's own. */
export function ownStack(app: App): TerraformStack {
  const stack = new TerraformStack(app, "own");
  new AwsProvider(stack, "Aws", { region: "eu-west-1" });
  new HelmProvider(stack, "Helm");
  new KubernetesProvider(stack, "Kubernetes");
  return stack;
}

/** Fleets in a stack of one's own. */
export const synthesiseFleets = (props: Partial<RunnerFleetsProps> = {}): Synthesised =>
  synthesise((app) => {
    const stack = ownStack(app);
    new RunnerFleets(stack, "Runners", { ...description, ...props });
    return stack;
  });

/** The least that a fleet needs. */
export const fleet = {
  executor: "docker-autoscaler",
  maxInstances: 4,
  docker: { image: "alpine:3.22" },
  machines: {
    instanceTypes: ["m7i.large"],
    subnetIds: ["subnet-0123456789abcdef0"],
    managerSecurityGroupIds: ["sg-0123456789abcdef0"],
  },
} as const satisfies RunnerFleetsProps["fleets"][string];

/** The least that a deployment needs. */
export const description = {
  name: "ci",
  gitlab: { url: "https://gitlab.example.com" },
  cluster: { name: "cluster" },
  fleets: { linux: fleet },
} as const satisfies RunnerFleetsProps;

/** Synthesises an app into a folder, calls `read` with a reader of its stack's files, and removes the folder. */
export function withWritten(make: (app: App) => TerraformStack, check: (read: (path: string) => string) => void): void {
  const outdir = mkdtempSync(join(tmpdir(), "runner-fleet-stack-"));
  try {
    const app = new App({ outdir });
    const stack = make(app);
    app.synth();
    check((path) => readFileSync(join(outdir, "stacks", stack.node.id, path), "utf8"));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** The one resource of a type; fails when there is none or another. */
export function only({ resources }: Synthesised, type: string): Block {
  const all = Object.values(resources[type] ?? {});
  expect(all).toHaveLength(1);
  return all[0];
}
