import { DataAwsSubnet } from "@cdktf/provider-aws/lib/data-aws-subnet";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { type DockerAutoscalerFleetInput, renderConfigToml } from "@runner-fleet/config";
import { LocalBackend, TerraformLocal, TerraformOutput, TerraformStack, TerraformVariable, type App } from "cdktf";
import { parse as parseToml } from "smol-toml";
import { parse as parseYaml } from "yaml";
import { Expression, RunnerFleets, RunnerStack, type RunnerStackProps } from "../src";
import { description, fleet } from "./description";
import { TerraformRun } from "./terraform-run";

/** Text that is something else to Terraform, HCL, JSON, YAML, TOML, a shell or a terminal. */
const awkward = [
  `"double" 'single' \`back\``,
  "${var.nothing} $${escaped} %{ if true } %%{x} $ % {}",
  "a && b || c; <x> & </x>",
  "C:\\temp\\new \\u0041 \\\\",
  "first\nsecond\n\n  third\ttab\n",
  "# no comment: - [x] | > '''",
  'Grüße, 世界, 🏃, \u00a0\u2028 """',
].join(" ; ");

type Fleet = DockerAutoscalerFleetInput;
type ScaleFactor = Extract<NonNullable<Fleet["policies"]>, readonly unknown[]>[number]["scaleFactor"];

/** The same values as literals and as expressions, by the name of the variable that gives each. */
interface Values {
  readonly text: RunnerStackProps["gitlab"]["url"];
  readonly number: NonNullable<Fleet["outputLimit"]>;
  readonly float: NonNullable<ScaleFactor>;
  readonly whole: NonNullable<ScaleFactor>;
  readonly tiny: NonNullable<ScaleFactor>;
  readonly flag: NonNullable<Fleet["docker"]["privileged"]>;
  readonly list: NonNullable<Fleet["environment"]>;
  readonly duration: RunnerStackProps["gitlab"]["url"];
}

const literals = {
  text: awkward,
  number: 4_096,
  float: 2.5,
  whole: 2,
  tiny: 1e-7,
  flag: false,
  list: [`FIRST=${awkward}`, "SECOND=2"],
  duration: "1h30m0s",
} satisfies Record<keyof Values, unknown>;

const expressions: Values = {
  text: Expression.text("var.text"),
  number: Expression.number("var.number"),
  float: Expression.number("var.float"),
  whole: Expression.number("var.whole"),
  tiny: Expression.number("var.tiny"),
  flag: Expression.flag("var.flag"),
  list: Expression.list("var.list"),
  duration: Expression.text("var.duration"),
};

const types: Readonly<Record<keyof Values, string>> = {
  text: "string",
  number: "number",
  float: "number",
  whole: "number",
  tiny: "number",
  flag: "bool",
  list: "list(string)",
  duration: "string",
};

const describeWith = (values: Values): RunnerStackProps => ({
  ...description,
  fleets: {
    linux: {
      ...fleet,
      maxInstances: literals.number,
      outputLimit: values.number,
      environment: values.list,
      preBuildScript: values.text,
      docker: {
        image: "alpine:3.22",
        privileged: values.flag,
        user: values.text,
        containerLabels: { "awkward.${key}": values.text },
        allowedUsers: [values.text, "root"],
      },
      autoscaler: { instanceAcquireTimeout: values.duration },
      policies: [
        { periods: ["* 8-17 * * mon-fri"], idleCount: values.number, scaleFactor: values.float },
        { periods: ["* 18-19 * * *"], scaleFactor: values.whole, idleTime: values.duration },
        { periods: ["* 20-21 * * *"], scaleFactor: values.tiny },
      ],
    },
  },
});

/** The text that a stack of the literals would have, without Terraform. */
const literalToml = () => {
  let toml = "";
  const run = new TerraformRun((app) => {
    toml = renderConfigToml(new RunnerStack(app, "test", describeWith(literals)).runners.config).toString();
  });
  run.remove();
  return toml;
};

describe("a description of literals", () => {
  const run = new TerraformRun();
  afterAll(() => run.remove());

  test("gives its config.toml byte for byte, as an output and in the values of the release", () => {
    let toml = "";
    run.synthesise((app) => {
      const { runners } = new RunnerStack(app, "test", describeWith(literals));
      toml = renderConfigToml(runners.config).toString();
    });
    const plan = run.plan();
    run.apply(plan);
    expect(toml).toContain("$${escaped}");
    expect(run.output("config_toml")).toBe(toml);
    const [values = ""] = plan.after("helm_release").values as string[];
    expect(parseYaml(values)).toMatchObject({ config: { toml } });
  });
});

describe("a description of expressions", () => {
  const run = new TerraformRun(undefined, { values: literals });
  afterAll(() => run.remove());

  test("gives the document of the same literals, types included", () => {
    run.synthesise((app) => {
      const stack = new RunnerStack(app, "test", describeWith(expressions));
      for (const [name, type] of Object.entries(types)) {
        new TerraformVariable(stack, name, { type });
      }
    });
    run.apply();
    const integersAsBigInt = { integersAsBigInt: true } as const;
    const document = parseToml(run.output("config_toml"), integersAsBigInt);
    expect(document).toStrictEqual(parseToml(literalToml(), integersAsBigInt));
    expect(run.pending()).toBe("nothing");
  });
});

describe("a description with tokens of other resources, in a stack of one's own", () => {
  const run = new TerraformRun();
  afterAll(() => run.remove());

  test("gives the values of those resources", () => {
    run.synthesise((app: App) => {
      const stack = new TerraformStack(app, "own");
      new LocalBackend(stack, { path: "../../../own.tfstate" });
      new AwsProvider(stack, "Aws", { region: "eu-west-1" });
      new HelmProvider(stack, "Helm", {});
      new KubernetesProvider(stack, "Kubernetes", {});
      const subnet = new DataAwsSubnet(stack, "Subnet", { id: "subnet-0123456789abcdef0" });
      const script = new TerraformLocal(stack, "Script", 'echo "it\'s $HOME" && true');
      const variables = new TerraformLocal(stack, "Variables", ["A=1", 'B="2"']);
      const { config } = new RunnerFleets(stack, "Runners", {
        name: "own",
        gitlab: { url: "https://gitlab.example.com" },
        cluster: { name: "ci" },
        fleets: {
          linux: {
            ...fleet,
            preBuildScript: script.asString,
            environment: variables.asList,
            docker: { image: "alpine:3.22", user: `user-of-${subnet.availabilityZone}` },
            machines: {
              instanceTypes: ["m7i.large"],
              subnetIds: [subnet.id],
              vpcId: subnet.vpcId,
              managerCidrs: [subnet.cidrBlock],
            },
            outputLimit: new TerraformLocal(stack, "Limit", 1_024).asNumber,
          },
        },
      });
      new TerraformOutput(stack, "config_toml", { value: renderConfigToml(config).toTerraform() });
      new TerraformOutput(stack, "zone", { value: subnet.availabilityZone });
    });
    run.apply();
    const document = parseToml(run.output("config_toml"));
    expect(document).toMatchObject({
      runners: [
        {
          name: "own-linux",
          pre_build_script: 'echo "it\'s $HOME" && true',
          environment: ["A=1", 'B="2"'],
          output_limit: 1_024,
          docker: { user: `user-of-${run.output("zone")}` },
        },
      ],
    });
    expect(run.pending()).toBe("nothing");
  });
});
