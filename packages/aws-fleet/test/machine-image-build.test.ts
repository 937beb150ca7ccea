import { MachineImage, RunnerFleet, type MachineImageProps } from "../src";
import { planned } from "./planned";
import { counts, fleetProps, only, synthesise, type Synthesised } from "./synthesise";

const { groupName: _group, maxInstances: _most, ...machines } = fleetProps;
const least: MachineImageProps = { ...machines, name: "ci-linux" };

type Changes = Partial<Omit<MachineImageProps, "image">> & { readonly image?: object };
const typesOf = ({ architecture }: Changes) => (architecture === "arm64" ? { instanceTypes: ["m7g.large"] } : {});
const build = (changes: Changes = {}) =>
  synthesise(
    (stack) =>
      void MachineImage.build(stack, "Image", { ...least, ...typesOf(changes), ...changes } as MachineImageProps),
  );

const component = ({ resources }: Synthesised, name: string) => {
  const found = Object.values(resources.aws_imagebuilder_component ?? {}).filter((each) => each.name === name);
  expect(found).toHaveLength(1);
  return found[0]!;
};
const policies = ({ resources }: Synthesised) =>
  Object.values(resources.aws_iam_role_policy ?? {}).map(({ policy }) => policy as string);
const recipeOf = (changes?: Changes) => only(build(changes), "aws_imagebuilder_image_recipe");
const versionOf = (changes?: Changes) => recipeOf(changes).version as string;

test("an image is a pipeline and all that it needs", () => {
  expect(counts(build())).toEqual({
    aws_cloudwatch_log_group: 2,
    aws_iam_instance_profile: 1,
    aws_iam_role: 2,
    aws_iam_role_policy: 2,
    aws_imagebuilder_component: 3,
    aws_imagebuilder_distribution_configuration: 1,
    aws_imagebuilder_image: 1,
    aws_imagebuilder_image_pipeline: 1,
    aws_imagebuilder_image_recipe: 1,
    aws_imagebuilder_infrastructure_configuration: 1,
    aws_imagebuilder_lifecycle_policy: 1,
    aws_security_group: 1,
    aws_ssm_parameter: 1,
    aws_vpc_security_group_egress_rule: 2,
  });
});

test("the ids of what Image Builder knows by name are part of the API", () => {
  expect(build().paths.filter((path) => !/Roles|Network|Log|AwsEnvironment/.test(path))).toEqual([
    "Image/Base",
    "Image/Distribution",
    "Image/Infrastructure",
    "Image/Parameter",
    "Image/Pipeline",
    "Image/Recipe/CleanUpComponent",
    "Image/Recipe/PrepareComponent",
    "Image/Recipe/Resource",
    "Image/Recipe/TestComponent",
    "Image/Removal",
    "Image/Resource",
  ]);
});

describe("the parameter", () => {
  test("is one that Image Builder's own role may write, and nobody puts its value back", () => {
    const stack = build();
    expect(only(stack, "aws_ssm_parameter")).toMatchObject({
      name: "/imagebuilder/ci-linux",
      type: "String",
      data_type: "aws:ec2:image",
      insecure_value: "${data.aws_ssm_parameter.Image_Base_A5FF5E9B.insecure_value}".replace(
        /Image_Base_\w+/,
        Object.keys(stack.data.aws_ssm_parameter!)[0]!,
      ),
      lifecycle: { ignore_changes: ["insecure_value"] },
    });
    expect(only(stack, "aws_imagebuilder_image")).not.toHaveProperty("execution_role");
    expect(only(stack, "aws_imagebuilder_image_pipeline")).not.toHaveProperty("execution_role");
  });

  test("names the system's own image until there is another", () => {
    const { data } = build({ image: { os: "ubuntu-24.04" }, architecture: "arm64" });
    expect(Object.values(data.aws_ssm_parameter!)).toMatchObject([
      { name: "/aws/service/canonical/ubuntu/server/24.04/stable/current/arm64/hvm/ebs-gp3/ami-id" },
    ]);
  });

  test("is written by the distribution, and no launch template is", () => {
    const { distribution } = only(build(), "aws_imagebuilder_distribution_configuration");
    expect(distribution).toHaveLength(1);
    expect(distribution[0]).not.toHaveProperty("launch_template_configuration");
    expect(distribution[0].ami_distribution_configuration).not.toHaveProperty("launch_permission");
    expect(distribution[0].ssm_parameter_configuration).toEqual([
      {
        parameter_name: expect.stringMatching(/^\$\{aws_ssm_parameter\.\w+\.name\}$/),
        data_type: "aws:ec2:image",
        ami_account_id: "${data.aws_caller_identity.AwsEnvironmentAccount.account_id}",
      },
    ]);
    expect(distribution[0].ami_distribution_configuration.name).toBe("ci-linux-{{ imagebuilder:buildDate }}");
  });
});

describe("the recipe", () => {
  const managed =
    "arn:${data.aws_partition.AwsEnvironmentPartition.partition}:imagebuilder:${data.aws_region.AwsEnvironmentRegion.region}:aws";

  test.each([
    ["amazon-linux-2023", "amd64", "amazon-linux-2023-x86"],
    ["amazon-linux-2023", "arm64", "amazon-linux-2023-arm64"],
    ["ubuntu-22.04", "amd64", "ubuntu-server-22-lts-x86"],
    ["ubuntu-24.04", "arm64", "ubuntu-server-24-lts-arm64"],
  ] as const)("of %s on %s follows the publisher's newest image", (os, architecture, name) => {
    expect(recipeOf({ image: { os }, architecture }).parent_image).toBe(`${managed}:image/${name}/x.x.x`);
  });

  test("prepares, hardens what was installed, runs what the user has, cleans up, and tests", () => {
    const own = "arn:aws:imagebuilder:eu-west-1:123456789012:component/agent/x.x.x";
    const { component: all } = recipeOf({ image: { prepare: { hardening: "medium", componentArns: [own] } } });
    expect(all).toEqual([
      { component_arn: expect.stringContaining("PrepareComponent") },
      { component_arn: `${managed}:component/stig-build-linux/x.x.x`, parameter: [{ name: "Level", value: "Medium" }] },
      { component_arn: own },
      { component_arn: expect.stringContaining("CleanUpComponent") },
      { component_arn: expect.stringContaining("TestComponent") },
    ]);
  });

  test("hardens nothing unless asked to", () => {
    expect(recipeOf().component).toHaveLength(3);
  });

  test("has a volume as large as the machines', encrypted with their key", () => {
    const key = "arn:aws:kms:eu-west-1:123456789012:key/0a1b";
    expect(recipeOf({ rootVolume: { sizeGiB: 30, kmsKeyArn: key } }).block_device_mapping).toEqual([
      {
        device_name: "/dev/xvda",
        ebs: { volume_type: "gp3", volume_size: 30, encrypted: "true", kms_key_id: key, delete_on_termination: "true" },
      },
    ]);
  });

  test("goes only once its successor is there", () => {
    const { resources } = build();
    for (const type of ["aws_imagebuilder_image_recipe", "aws_imagebuilder_component", "aws_imagebuilder_image"]) {
      for (const resource of Object.values(resources[type]!)) {
        expect(resource.lifecycle).toEqual({ create_before_destroy: true });
      }
    }
  });
});

describe("a version", () => {
  test("is a number that Image Builder takes, and the same for the same content", () => {
    const [, , patch] = versionOf().split(".");
    expect(Number(patch)).toBeLessThan(2 ** 30);
    expect(versionOf()).toMatch(/^1\.0\.\d+$/);
    expect(versionOf()).toBe(versionOf());
  });

  test.each<[string, Changes]>([
    ["a package", { image: { prepare: { packages: ["jq"] } } }],
    ["an image to have at hand", { preloadImages: ["alpine:3"] }],
    ["a mirror", { registryMirrors: ["https://mirror.example.com"] }],
    ["hardening", { image: { prepare: { hardening: "low" } } }],
    ["a component", { image: { prepare: { componentArns: ["arn:aws:imagebuilder:eu-west-1:1:component/a/1.0.0"] } } }],
    ["the system", { image: { os: "ubuntu-24.04" } }],
    ["the architecture", { architecture: "arm64" }],
    ["the size of the volume", { rootVolume: { sizeGiB: 60 } }],
    ["the executor", { executor: "instance" }],
    ["a proxy", { trust: { httpsProxy: "http://proxy:3128" } }],
  ])("is another one with %s", (_what, changes) => {
    expect(versionOf(changes)).not.toBe(versionOf());
  });

  test.each<[string, Changes]>([
    ["tags", { tags: { team: "ci" } }],
    ["a schedule", { image: { prepare: { schedule: "cron(0 5 ? * mon *)" } } }],
    ["the number that is kept", { image: { prepare: { keepImages: 5 } } }],
    ["the subnet", { image: { prepare: { subnetId: "subnet-9123456789abcdef0" } } }],
    ["what machines do when they boot", { userDataParts: [{ filename: "a.sh", content: "#!/bin/sh\n" }] }],
    ["types of machines", { instanceTypes: ["c7i.large"] }],
  ])("stays with other %s: no image is built for that", (_what, changes) => {
    expect(versionOf(changes)).toBe(versionOf());
  });

  test("of gitlab-runner is part of the content where jobs need it", () => {
    const of = (runnerVersion: string) => versionOf({ executor: "instance", runnerVersion });
    expect(of("19.4.0")).not.toBe(of("19.4.1"));
  });
});

describe("where it is built", () => {
  test("is the first of the machines' subnets, on a type of their architecture, and nobody gets in", () => {
    const stack = build({ architecture: "arm64" });
    expect(only(stack, "aws_imagebuilder_infrastructure_configuration")).toMatchObject({
      instance_types: ["m7g.large"],
      subnet_id: "subnet-0123456789abcdef0",
      security_group_ids: [expect.stringMatching(/^\$\{aws_security_group\.\w+\.id\}$/)],
      instance_metadata_options: { http_tokens: "required", http_put_response_hop_limit: 1 },
      terminate_instance_on_failure: true,
    });
    expect(only(build(), "aws_imagebuilder_infrastructure_configuration").instance_types).toEqual(["m7i.large"]);
    expect(stack.resources).not.toHaveProperty("aws_vpc_security_group_ingress_rule");
    expect(only(stack, "aws_security_group")).not.toHaveProperty("ingress");
  });

  test("is where and on what the preparation says, in that subnet's VPC", () => {
    const prepare = { subnetId: "subnet-9123456789abcdef0", instanceType: "c7i.xlarge" };
    const stack = build({ vpcId: "vpc-0123456789abcdef0", image: { prepare } });
    expect(only(stack, "aws_imagebuilder_infrastructure_configuration")).toMatchObject({
      instance_types: ["c7i.xlarge"],
      subnet_id: "subnet-9123456789abcdef0",
    });
    expect(Object.values(stack.data.aws_subnet!)).toEqual([{ id: "subnet-9123456789abcdef0" }]);
    expect(only(stack, "aws_security_group").vpc_id).toMatch(/^\$\{data\.aws_subnet\./);
  });

  test("has the machines' further security groups, by which they reach what they pull from", () => {
    const { security_group_ids: ids } = only(
      build({ securityGroupIds: ["sg-9123456789abcdef0"] }),
      "aws_imagebuilder_infrastructure_configuration",
    );
    expect(ids).toHaveLength(2);
    expect(ids[1]).toBe("sg-9123456789abcdef0");
  });
});

describe("images", () => {
  test("are built by Terraform first, and by the pipeline when the base has a newer version", () => {
    const stack = build({ image: { prepare: { schedule: "cron(0 5 ? * mon *)" } } });
    const [first] = Object.keys(stack.resources.aws_imagebuilder_image!);
    const pipeline = only(stack, "aws_imagebuilder_image_pipeline");
    expect(pipeline.depends_on).toEqual([`aws_imagebuilder_image.${first}`]);
    expect(pipeline.status).toBe("ENABLED");
    expect(pipeline.schedule).toEqual({
      schedule_expression: "cron(0 5 ? * mon *)",
      timezone: "UTC",
      pipeline_execution_start_condition: "EXPRESSION_MATCH_AND_DEPENDENCY_UPDATES_AVAILABLE",
    });
    for (const built of [pipeline, only(stack, "aws_imagebuilder_image")]) {
      expect(built.image_tests_configuration).toEqual({ image_tests_enabled: true, timeout_minutes: 60 });
    }
  });

  test("are removed but for the newest, and for the one that Terraform would build again", () => {
    const stack = build({ image: { prepare: { keepImages: 5 } } });
    const { policy_detail: details, resource_selection: selection } = only(stack, "aws_imagebuilder_lifecycle_policy");
    expect(details).toEqual([
      {
        action: [{ type: "DELETE", include_resources: [{ amis: true, snapshots: true }] }],
        filter: [{ type: "COUNT", value: 5 }],
        exclusion_rules: [{ tag_map: { "runner-fleet:built-by": "terraform" } }],
      },
    ]);
    const [recipe] = Object.keys(stack.resources.aws_imagebuilder_image_recipe!);
    expect(selection).toEqual([
      {
        recipe: [
          {
            name: `\${aws_imagebuilder_image_recipe.${recipe}.name}`,
            semantic_version: `\${aws_imagebuilder_image_recipe.${recipe}.version}`,
          },
        ],
      },
    ]);
    expect(only(stack, "aws_imagebuilder_image").tags).toMatchObject({ "runner-fleet:built-by": "terraform" });
    expect(only(stack, "aws_imagebuilder_image_pipeline").tags).not.toHaveProperty("runner-fleet:built-by");
  });

  test("are there before the first machine", () => {
    const stack = synthesise((scope) => {
      const image = MachineImage.build(scope, "Image", least);
      new RunnerFleet(scope, "Linux", {
        ...fleetProps,
        image: { ssmParameter: image.ssmParameter, follow: "launch", docker: "present" },
        dependsOn: image.ready,
      });
    });
    const [first] = Object.keys(stack.resources.aws_imagebuilder_image!);
    expect(only(stack, "aws_autoscaling_group").depends_on).toContain(`aws_imagebuilder_image.${first}`);
    expect(only(stack, "aws_launch_template").image_id).toBe("resolve:ssm:/imagebuilder/ci-linux");
  });

  test("and volumes have the machines' tags and the name", () => {
    const stack = build({ tags: { team: "ci" } });
    const expected = { team: "ci", "runner-fleet:machine-image": "ci-linux" };
    const [{ ami_distribution_configuration: ami }] = only(
      stack,
      "aws_imagebuilder_distribution_configuration",
    ).distribution;
    expect(ami.ami_tags).toEqual({ ...expected, Name: "ci-linux" });
    expect(only(stack, "aws_imagebuilder_infrastructure_configuration").resource_tags).toEqual(expected);
  });
});

describe("ECR", () => {
  const image = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/ci/build:1";

  test("is open for the repositories of images that are in the image, and for no others", () => {
    const stack = build({ preloadImages: [image, `${image}2`, "alpine:3", "public.ecr.aws/docker/library/alpine:3"] });
    const [builder] = policies(stack).filter((policy) => policy.includes("ecr:"));
    expect(JSON.parse(builder!).Statement.at(-1)).toMatchObject({
      Sid: "Pull",
      Resource: [
        "arn:${data.aws_partition.AwsEnvironmentPartition.partition}:ecr:eu-west-1:111122223333:repository/ci/build",
      ],
    });
    expect(component(stack, "ci-linux-prepare").data).toContain("ecr-login");
  });

  test("is closed where no image comes from there", () => {
    const stack = build({ preloadImages: ["alpine:3"] });
    expect(policies(stack).filter((policy) => policy.includes("ecr:"))).toEqual([]);
    expect(component(stack, "ci-linux-prepare").data).not.toContain('ecr-login"');
  });

  test("is open for what is said of images that only Terraform knows", () => {
    const arn = "arn:aws:ecr:eu-west-1:111122223333:repository/ci/*";
    const stack = build({ preloadImages: [planned.text("image")], ecr: { repositoryArns: [arn] } });
    expect(policies(stack).filter((policy) => policy.includes(arn))).toHaveLength(1);
  });
});

describe("what only Terraform knows", () => {
  const stack = () =>
    build({
      image: { prepare: { subnetId: planned.text("subnet"), instanceType: planned.text("type") } },
      preloadImages: [planned.text("image")],
      rootVolume: { sizeGiB: planned.number("size"), kmsKeyArn: planned.text("key") },
      tags: planned.map("tags"),
    });

  test("has a part in the version, which Terraform finds", () => {
    const { version } = only(stack(), "aws_imagebuilder_image_recipe");
    expect(version).toMatch(/^1\.0\.\$\{parseint\(substr\(sha256\(jsonencode\(local\.\w+\)\), 0, 7\), 16\)\}$/);
    const prepare = component(stack(), "ci-linux-prepare");
    expect(prepare.version).toMatch(/^1\.0\.\$\{parseint\(substr\(sha256\(local\.\w+\), 0, 7\), 16\)\}$/);
    expect(prepare.data).toMatch(/^\$\{local\.\w+\}$/);
  });

  test("stands in the component as the JSON of its value, and what is literal is no template of Terraform's", () => {
    const { locals } = stack();
    const [text] = Object.values(locals).filter((local) => String(local).includes("schemaVersion"));
    expect(text).toContain(", sh, ${jsonencode(var.image)}]");
    const trust = component(build({ trust: { httpsProxy: "http://proxy:3128" } }), "ci-linux-prepare").data;
    expect(trust).toContain("$${variable?}");
  });

  test("may be subnet, type, size, key and tags", () => {
    expect(only(stack(), "aws_imagebuilder_infrastructure_configuration")).toMatchObject({
      instance_types: ["${var.type}"],
      subnet_id: "${var.subnet}",
      tags: expect.stringMatching(/^\$\{local\./),
    });
  });

  test("can't be whether there is Docker", () => {
    expect(() => build({ image: { docker: planned.choice("docker") } })).toThrow(
      "test/Image: 'image.docker' must be known when the stack is synthesised where an image is prepared, got a value that only Terraform knows; leave it out",
    );
  });

  test.each([
    ["image.prepare.componentArns", { image: { prepare: { componentArns: planned.list("arns") } } }],
    ["image.prepare.packages", { image: { prepare: { packages: planned.list("packages") } } }],
    ["preloadImages", { preloadImages: planned.list("images") }],
  ])("can't be the list %s", (prop, changes) => {
    expect(() => build(changes)).toThrow(
      `test/Image: '${prop}' must be a list that is known when the stack is synthesised`,
    );
  });
});

test.each(["ci.linux", "CI", "ci", "-ci", "a".repeat(97)])("the name %p is refused", (name) => {
  expect(() => build({ name })).toThrow(
    `test/Image: 'name' must be 3 to 96 lower-case letters, digits, dashes and underscores, got "${name}"; correct the name`,
  );
});

test("what is wrong with the machines is said as a fleet says it", () => {
  expect(() => build({ architecture: "sparc" as "amd64" })).toThrow("test/Image: 'architecture' must be");
});

test("more than Image Builder takes is refused before it is applied", () => {
  const preloadImages = Array.from({ length: 200 }, (_, index) => `registry.example.com/team/image:${index}`);
  expect(() => build({ preloadImages })).toThrow(
    /^test\/Image: what prepares the image must have at most 16000 characters, got \d+; shorten trust\.caBundle/,
  );
});

test("logs end after a month", () => {
  const logs = Object.values(build().resources.aws_cloudwatch_log_group!);
  expect(logs.map(({ name, retention_in_days: days }) => [name, days])).toEqual([
    ["/aws/imagebuilder/ci-linux", 30],
    ["/aws/imagebuilder/pipeline/ci-linux", 30],
  ]);
});
