import { RunnerStack, type RunnerStackProps } from "../src";
import { fleet, only, synthesise, type Block, type Synthesised } from "./synthesise";

const { managerSecurityGroupIds: _pods, ...machines } = fleet.machines;
const subnetIds = ["subnet-0123456789abcdef0", "subnet-1123456789abcdef0"];

/** A stack whose managers run on what is named. */
const stackOn = (platform: "ec2" | "fargate", props: Partial<RunnerStackProps> = {}): Synthesised =>
  synthesise(
    (app) =>
      new RunnerStack(app, "stack", {
        region: "eu-west-1",
        name: "ci",
        gitlab: { url: "https://gitlab.example.com" },
        manager: { platform, ...(platform === "fargate" && { image: "build" }), ...props.manager },
        [platform]: { subnetIds },
        fleets: { linux: { ...fleet, machines } },
        ...Object.fromEntries(Object.entries(props).filter(([key]) => key !== "manager")),
      }),
  );

const all = ({ resources }: Synthesised, type: string): Block[] => Object.values(resources[type] ?? {});

/** The managers, the first one first. */
const managersOf = (platform: "ec2" | "fargate", stack: Synthesised): Block[] =>
  all(stack, platform === "ec2" ? "aws_autoscaling_group" : "aws_ecs_service")
    .filter(({ name }) => platform === "fargate" || (name as string).endsWith(".manager"))
    .sort((a, b) => (a.name as string).length - (b.name as string).length);

/** The parameters that any policy of the stack names. */
const parametersIn = (stack: Synthesised) =>
  all(stack, "aws_iam_role_policy").flatMap(({ policy }) => (policy as string).match(/parameter\/[^"\\]+/g) ?? []);

describe.each(["ec2", "fargate"] as const)("managers on %s", (platform) => {
  const stack = stackOn(platform);

  test("need no cluster of Kubernetes", () => {
    expect(Object.keys(stack.providers)).toEqual(["aws"]);
    expect(Object.keys(stack.resources).filter((type) => /^(helm|kubernetes)_/.test(type))).toEqual([]);
  });

  test("are the only ones from whom machines accept SSH", () => {
    const ssh = all(stack, "aws_vpc_security_group_ingress_rule").filter(({ from_port: port }) => port === 22);
    expect(ssh.map(({ referenced_security_group_id: group }) => group)).toEqual(["${local.manager_security_group_id}"]);
    expect(stack.locals.manager_security_group_id).toMatch(/^\$\{aws_security_group\.\w*ManagerNetwork\w*\.id\}$/);
  });

  test("find config.toml in a bucket, under a name that ends in what a running manager does not read again", () => {
    const { key, content } = only(stack, "aws_s3_object");
    expect(key).toMatch(/^ci\/[0-9a-f]{16}\.toml$/);
    expect(content).toMatch(/^\$\{local\.\w*config_toml\w*\}$/);
    const other = only(
      stackOn(platform, { fleets: { linux: { ...fleet, machines, maxInstances: 5 } } }),
      "aws_s3_object",
    );
    expect(other.key).not.toBe(key);
    const policies = [{ periods: ["* * * * *"], idleCount: 1, idleTime: "20m" }];
    const hot = only(stackOn(platform, { fleets: { linux: { ...fleet, machines, policies } } }), "aws_s3_object");
    expect(hot.key).toBe(key);
  });

  test("start when their fleets, rights and configuration are there", () => {
    const [manager] = managersOf(platform, stack);
    const types = (manager.depends_on as string[]).map((address) => address.split(".")[0]);
    expect(types).toEqual(
      expect.arrayContaining(["aws_autoscaling_group", "aws_iam_role_policy", "aws_iam_role_policy_attachment"]),
    );
  });

  test("may read their own token, and no other", () => {
    expect(parametersIn(stack)).toEqual(["parameter/ci/linux"]);
  });

  test("get tokens of ephemeral variables by an argument that no state keeps", () => {
    const given = stackOn(platform, { [platform]: { subnetIds, tokens: { source: "variable" } } });
    expect(given.variables.runner_token_linux).toMatchObject({ ephemeral: true, sensitive: true });
    expect(only(given, "aws_ssm_parameter")).toMatchObject({
      name: "/ci/linux",
      type: "SecureString",
      value_wo: "${var.runner_token_linux}",
    });
  });

  test("take over one after the other, each with what is its own", () => {
    const two = stackOn(platform, { manager: { shards: 2 } });
    expect(all(two, "aws_s3_object").map(({ key }) => (key as string).split("/")[0])).toEqual(
      expect.arrayContaining(["ci", "ci-2"]),
    );
    expect(two.outputs.config_toml_2).toMatchObject({ value: expect.stringContaining("config_toml") });
    const managers = managersOf(platform, two);
    expect(managers).toHaveLength(2);
    const first = platform === "ec2" ? /^terraform_data\..*Rollout/ : /^aws_ecs_service\./;
    expect(managers[1].depends_on as string[]).toEqual(expect.arrayContaining([expect.stringMatching(first)]));
  });
});

test("a platform is told the least where the default VPC is used", () => {
  const stack = stackOn("fargate", {
    aws: { defaultVpc: true },
    fargate: undefined,
    fleets: { linux: { ...fleet, machines: { instanceTypes: ["m7i.large"] } } },
  });
  expect(only(stack, "aws_ecs_service").network_configuration).toMatchObject({
    assign_public_ip: true,
    subnets: "${local.default_subnet_ids}",
  });
  expect(only(stack, "aws_autoscaling_group").vpc_zone_identifier).toBe("${local.default_subnet_ids}");
});

describe("runners that are made in GitLab", () => {
  const registration = { type: "group", groupId: "42" } as const;
  const fleets = { linux: { ...fleet, machines, registration: { tags: ["linux"] } } };

  test.each(["ec2", "fargate"] as const)(
    "hand their token to a manager on %s, and their number to config.toml",
    (on) => {
      const stack = stackOn(on, { registration, fleets, [on]: { subnetIds, tokens: { source: "gitlab" } } });
      expect(stack.providers.gitlab).toEqual([{ base_url: "https://gitlab.example.com/api/v4/" }]);
      expect(only(stack, "gitlab_user_runner")).toMatchObject({
        runner_type: "group_type",
        group_id: 42,
        tag_list: ["linux"],
        description: "ci-linux",
      });
      expect(only(stack, "aws_ssm_parameter").value_wo).toMatch(/^\$\{gitlab_user_runner\.\w+\.token\}$/);
      expect(stack.locals.runner_id_linux).toMatch(/^\$\{tonumber\(gitlab_user_runner\.\w+\.id\)\}$/);
      expect(JSON.stringify(stack.locals)).toContain("\\nid = ${local.runner_id_linux}\\n");
      expect(JSON.stringify(stack.outputs)).not.toContain(".token");
    },
  );

  test("hand their token to a Secret of Kubernetes, which is written again with every new one", () => {
    const stack = synthesise(
      (app) =>
        new RunnerStack(app, "stack", {
          region: "eu-west-1",
          gitlab: { url: "https://gitlab.example.com" },
          cluster: { name: "platform", tokens: { source: "gitlab" } },
          registration,
          fleets: { linux: { ...fleet, registration: { tags: ["linux"] } } },
        }),
    );
    const secret = only(stack, "kubernetes_secret_v1");
    expect(secret.data_wo.linux).toMatch(/^\$\{gitlab_user_runner\.\w+\.token\}$/);
    expect(secret.data_wo_revision).toContain("gitlab_user_runner");
  });
});

describe("an image that is prepared for a fleet", () => {
  const prepared = stackOn("ec2", {
    manager: { shards: 2 },
    fleets: { linux: { ...fleet, machines: { ...machines, image: { prepare: {} }, preloadImages: ["alpine:3.22"] } } },
  });

  test("is built once for all shards, and new machines take the newest", () => {
    only(prepared, "aws_imagebuilder_image");
    const images = all(prepared, "aws_launch_template").map(({ image_id: image }) => image as string);
    expect(images.filter((image) => image === "resolve:ssm:${local.machine_image_parameter_linux}")).toHaveLength(2);
  });

  test("is there before the first machine starts", () => {
    const groups = all(prepared, "aws_autoscaling_group").filter(({ max_size: size }) => size === 2);
    expect(groups).toHaveLength(2);
    for (const { depends_on: needed } of groups) {
      expect((needed as string[]).filter((address) => address.startsWith("aws_imagebuilder_image."))).toHaveLength(1);
    }
  });

  test("leaves nothing to install or to pull at boot", () => {
    const texts = all(prepared, "aws_launch_template")
      .map(({ user_data: encoded }) => Buffer.from(encoded as string, "base64").toString())
      .filter((text) => text.startsWith("#cloud-config"));
    expect(texts).toHaveLength(2);
    for (const text of texts) expect(text).not.toMatch(/packages:|docker pull/);
  });
});
