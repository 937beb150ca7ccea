import { defaultSchema, toModule, type TerraformDocument } from "@runner-fleet/hcl";
import { moduleDocument, plainModules, requiredVersion, type PlainModule } from "../src";
import { terraform } from "./engine";
import { goodValues } from "./refused/good-values";
import { ModuleRun } from "./module-run";

/** What each module is given besides what it must be given, so that all of it is made. */
const more: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "eks-docker-autoscaler": {
    cache: { path: "team-a" },
    policies: [{ idle_count: 2, scale_factor: 0.5 }],
    monitoring: true,
  },
  "ec2-docker-autoscaler": {
    cache: { path: "team-a" },
    policies: [{ idle_count: 2, scale_factor: 0.5 }],
    metrics_cidrs: ["10.0.0.0/16"],
    metrics_security_group_ids: ["sg-1123456789abcdef0"],
    token_kms_key_arn: "arn:aws:kms:eu-west-1:123456789012:key/11234567-89ab-cdef-0123-456789abcdef",
  },
  "fargate-docker-autoscaler": {
    manager_image: { repository: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/ci/runner-manager", tag: "1" },
    cache: { path: "team-a" },
    policies: [{ idle_count: 2, scale_factor: 0.5 }],
    metrics_cidrs: ["10.0.0.0/16"],
    metrics_security_group_ids: ["sg-1123456789abcdef0"],
    manager_kms_key_arn: "arn:aws:kms:eu-west-1:123456789012:key/11234567-89ab-cdef-0123-456789abcdef",
  },
  "aws-fleet": { manager_cidrs: ["10.0.0.0/16", "2001:db8::/32"] },
};

const everything = {
  machine_access: "ssm",
  tags: { team: "ci" },
  root_volume: { kms_key: { arn: "arn:aws:kms:eu-west-1:123456789012:key/01234567-89ab-cdef-0123-456789abcdef" } },
};

interface Resource {
  readonly address: string;
  readonly values: Readonly<Record<string, unknown>>;
}

interface PlannedModule {
  readonly address: string;
  readonly resources: readonly Resource[];
}

/** The same module twice in one root: as it is synthesised, and as HCL. */
function plannedTwice(module: PlainModule) {
  const document = moduleDocument(module) as TerraformDocument & { readonly variable: object };
  const { provider: _fromTheCaller, "//": _metadata, ...json } = document;
  const own = Object.keys(document.variable);
  const values = Object.fromEntries(
    Object.entries({ ...goodValues, ...everything, ...more[module.name] }).filter(([name]) => own.includes(name)),
  );
  const call = (name: string, source: string) => ({ [name]: { source, ...values } });
  const run = new ModuleRun(terraform, {
    "json/main.tf.json": JSON.stringify(json),
    "main.tf.json": JSON.stringify({
      provider: { aws: { region: "eu-west-1" }, ...(module.providers.helm && { helm: {} }) },
      module: { ...call("json", "./json"), ...call("hcl", `../terraform/${module.name}`) },
      output: Object.fromEntries(["json", "hcl"].map((name) => [name, { value: `\${module.${name}}` }])),
    }),
  });
  try {
    run.init();
    return { plan: run.plan(), addresses: addressesOf(module, document) };
  } finally {
    run.remove();
  }
}

const addressesOf = ({ providers }: PlainModule, document: TerraformDocument) =>
  toModule(document, { schema: defaultSchema(), requiredVersion, providers }).addresses;

test.each(plainModules.map((module) => [module.name, module] as const))(
  "%s as HCL plans what its constructs plan",
  (_name, module) => {
    const { plan, addresses } = plannedTwice(module);
    const { planned_values, output_changes } = JSON.parse(plan.json) as {
      planned_values: { root_module: { child_modules: readonly PlannedModule[] } };
      output_changes: Readonly<Record<string, unknown>>;
    };
    const resourcesOf = (name: string, rename: (address: string) => string) => {
      const found = planned_values.root_module.child_modules.find(({ address }) => address === `module.${name}`);
      const entries = (found?.resources ?? []).map(({ address, values }) => {
        const inside = address.slice(`module.${name}.`.length);
        return [rename(inside), withoutFolder(values)] as const;
      });
      return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
    };
    const renamed = (address: string) => {
      const [, plain = "", index = ""] = /^([^[]*)(\[.*\])?$/.exec(address) ?? [];
      return `${addresses.get(plain) ?? plain}${index}`;
    };
    const ofHcl = resourcesOf("hcl", (address) => address);
    expect(Object.keys(ofHcl).length).toBeGreaterThan(10);
    expect(ofHcl).toEqual(resourcesOf("json", renamed));
    expect(output_changes.hcl).toEqual(output_changes.json);
  },
);

/** Each of the two finds the chart from where it lies itself. */
const withoutFolder = (values: Readonly<Record<string, unknown>> = {}): unknown => {
  const { chart, ...rest } = values;
  return typeof chart === "string" ? { ...rest, chart: chart.replace(/^.*\/charts\//, "charts/") } : values;
};
