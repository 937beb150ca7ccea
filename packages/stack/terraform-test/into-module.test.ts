import { RunnerStack } from "../src";
import { engines, terraform } from "./engine";
import { besideCall } from "./into-module/beside-call";
import { cases, more } from "./into-module/cases";
import { changedIn, chartObjects, chartValues, cloudConfigs, configToml, withDefaults } from "./into-module/in-place";
import { machinesAlone, machinesInputs } from "./into-module/machines-alone";
import { deployed, moduleCall, type Deployed } from "./into-module/module-call";
import type { ModuleRun } from "./module-run";
import type { Plan } from "./plan";

/** What the plan may change in place, and why it hurts nobody: see docs/leaving-cdktf.md. */
const [ofTemplateInPlace, ofReleaseInPlace] = [
  "module.runners.aws_launch_template.machines: update",
  "module.runners.helm_release.manager: update",
] as const;
const inPlace = [ofTemplateInPlace, ofReleaseInPlace];

describe.each(engines)("$title takes a deployed stack as a call of the module", (engine) => {
  describe.each(Object.entries(cases))("with %s, and", (_, { description, inputs, ofTemplate }) => {
    let stack: Deployed;
    let call: ModuleRun;
    let plan: Plan;
    beforeAll(() => {
      stack = deployed((app) => new RunnerStack(app, "test", description), "eks-docker-autoscaler", engine);
      call = moduleCall(stack, engine, { values: inputs });
      plan = call.plan();
    });
    afterAll(() => {
      stack.run.remove();
      call.remove();
    });

    test("everything in the stack has its place in the module", () => {
      const { addresses, remaining, added } = stack.into;
      expect(addresses.size).toBeGreaterThan(10);
      expect([[...remaining], added]).toEqual([[], []]);
      expect(plan.resources.sort()).toEqual([...addresses.values()].sort());
    });

    test("nothing is created, replaced or destroyed: a template may get a version, and a release gets its values", () => {
      expect(plan.changes).toEqual(ofTemplate.length > 0 ? inPlace : [ofReleaseInPlace]);
      expect(changedIn(plan, "aws_launch_template")).toEqual(ofTemplate);
      expect(changedIn(plan, "helm_release")).toEqual(["chart", "values"]);
    });

    test.each([
      ["aws_autoscaling_group", "machines"],
      ["aws_launch_template", "machines"],
      ["aws_security_group", "machines_network"],
      ["aws_iam_role", "manager"],
      ["aws_iam_policy", "manager_role_fleet"],
      ["aws_eks_pod_identity_association", "manager_role"],
    ])("the %s is the one that was there", (type, name) => {
      const { id } = plan.before(type, `.${name}`);
      expect(id).toEqual(expect.stringMatching(/./));
      expect(plan.after(type, `.${name}`).id).toBe(id);
    });

    test("new machines are told the same", () => {
      const [before, after] = cloudConfigs(plan);
      expect(Object.keys(before)).toContain("runcmd");
      expect(after).toEqual(before);
    });

    test("the manager's pod stays, and reads a config.toml that says the same", () => {
      const values = chartValues(plan);
      const [before, after] = values;
      expect(after.config.restartChecksum).toBe(before.config.restartChecksum);
      const { all, changed } = chartObjects(values);
      expect(all).toContainEqual(expect.stringMatching(/^StatefulSet /));
      expect(changed).toEqual([expect.stringMatching(/^ConfigMap /), expect.stringMatching(/^Job .*-preflight$/)]);
      expect(configToml(after)).toEqual(withDefaults(configToml(before)));
    });

    test("once applied there is nothing left to do, with the moved blocks or without", () => {
      call.apply(plan);
      expect(call.pending()).toBe("nothing");
      call.write({ "moved.tf": "" });
      expect(call.pending()).toBe("nothing");
    });
  });
});

describe("with more in it than the module makes, and that kept beside the call,", () => {
  // The form of a token, and no token: put together here so that no scanner takes it for one.
  const secret = { runner_token_linux: `glrt-${"0123456789abcdefghij"}` };
  /** The one reference into the module is mended, as the comment above the moved block says. */
  const beside = (from: Deployed) =>
    besideCall(from).replace("aws_security_group.linux_network.id", "module.runners.security_group_id");
  let stack: Deployed;
  let call: ModuleRun;
  let plan: Plan;
  beforeAll(() => {
    stack = deployed(
      (app) => new RunnerStack(app, "test", more.description),
      "eks-docker-autoscaler",
      terraform,
      secret,
    );
    call = moduleCall(
      stack,
      terraform,
      { values: more.inputs, expressions: more.references },
      {
        "beside.tf": beside(stack),
        "kubernetes.tf": 'provider "kubernetes" {\n  config_path = "kubeconfig"\n}\n',
        "terraform.tfvars.json": JSON.stringify(secret),
      },
    );
    plan = call.plan();
  });
  afterAll(() => {
    stack.run.remove();
    call.remove();
  });

  test("each of it is told what to do about it", () => {
    const { hcl, remaining, added } = stack.into;
    expect([...remaining.values()]).toEqual([
      "aws_cloudwatch_event_rule.linux_spot_interruption_log_group",
      "aws_cloudwatch_event_rule.linux_spot_interruption_log_notices",
      "aws_cloudwatch_event_target.linux_spot_interruption_log_group",
      "aws_cloudwatch_event_target.linux_spot_interruption_log_notices",
      "aws_cloudwatch_log_group.linux_spot_interruption",
      "aws_cloudwatch_log_resource_policy.spot_interruption",
      "aws_ecr_lifecycle_policy.image",
      "aws_ecr_repository.image",
      "aws_vpc_security_group_ingress_rule.linux_network_from_cidr_10_0_8",
      "kubernetes_namespace_v1.namespace",
      "kubernetes_secret_v1.tokens",
      "terraform_data.image_build",
    ]);
    expect(added).toEqual([]);
    for (const text of ["The namespace,", "The Secret", "The manager's image", "The log of spot", "SSH from ranges"]) {
      expect(hcl).toContain(`\n# ${text}`);
    }
    expect(hcl).toContain(
      "# It refers to aws_security_group.linux_network: write outputs of module.runners there.\nmoved",
    );
  });

  test("nothing is created, replaced or destroyed", () => {
    expect(plan.changes).toEqual(inPlace);
    const { addresses, remaining } = stack.into;
    // What is counted on both sides moves as a whole.
    const resources = plan.resources.map((address) => address.replace(/\[0\]$/, ""));
    expect(resources.sort()).toEqual([...addresses.values(), ...remaining.values()].sort());
  });

  test("the manager's pod stays, with its image", () => {
    const { all, changed } = chartObjects(chartValues(plan));
    expect(all).toContainEqual(expect.stringMatching(/^StatefulSet /));
    expect(changed).toEqual([expect.stringMatching(/^ConfigMap /), expect.stringMatching(/^Job .*-preflight$/)]);
  });

  test("one that is given up is forgotten, and left as it is", () => {
    const moved = /^moved \{\n {2}from = (aws_ecr_lifecycle_policy\S+)\n[^}]*\}$/m;
    const removed = "removed {\n  from = $1\n  lifecycle {\n    destroy = false\n  }\n}";
    call.write({
      "moved.tf": stack.into.hcl.replace(moved, removed),
      "beside.tf": beside(stack).replace(/^resource "aws_ecr_lifecycle_policy" [^]*?^\}$/m, ""),
    });
    expect(call.plan().changes).toEqual(["aws_ecr_lifecycle_policy.Runners_Image_LifecyclePolicy: forget", ...inPlace]);
  });
});

test("the machines alone are those of a call of their module, with the rules in the order of its lists", () => {
  const stack = deployed(machinesAlone, "aws-fleet", terraform);
  const call = moduleCall(stack, terraform, { values: machinesInputs });
  try {
    const { addresses, remaining, added } = stack.into;
    expect([addresses.size, [...remaining], added]).toEqual([11, [], []]);
    const plan = call.plan();
    expect(plan.changes).toEqual(["module.runners.aws_launch_template.machines: update"]);
    expect(plan.resources.sort()).toEqual([...addresses.values()].sort());
    call.apply(plan);
    expect(call.pending()).toBe("nothing");
  } finally {
    stack.run.remove();
    call.remove();
  }
});
