import { ManagerImage } from "@runner-fleet/runner-image";
import { Testing } from "cdktf";
import { ConfigError, Expression, RunnerFleets, type RunnerFleetsProps } from "../src";
import { description, fleet, only, ownStack, synthesise, synthesiseFleets, withWritten } from "./synthesise";

const dependsOn = (props: Partial<RunnerFleetsProps>, id = "Runners_Manager_") => {
  const releases = Object.entries(synthesiseFleets(props).resources.helm_release ?? {});
  const [release] = releases.filter(([name]) => name.startsWith(id)).map(([, block]) => block);
  return (release.depends_on as string[]).map((address) => address.replace(/_[0-9A-F]{8}$/, ""));
};

test("paths are what Terraform's state knows things by, and stay what they are", () => {
  const { paths } = synthesiseFleets({
    manager: { shards: 2, image: "build" },
    cache: {},
    cluster: { name: "cluster", tokens: { source: "variable" } },
  });
  expect(paths.filter((path) => /^Runners\/[^/]+$|^Runners\/(Manager|Cache|Namespace|Tokens)/.test(path))).toEqual([
    "Runners/Cache/Encryption",
    "Runners/Cache/Lifecycle",
    "Runners/Cache/Ownership",
    "Runners/Cache/PublicAccessBlock",
    "Runners/Cache/Resource",
    "Runners/Cache/Role",
    "Runners/Cache/RolePolicy",
    "Runners/Cache/TlsOnly",
    "Runners/Manager-2/Resource",
    "Runners/Manager-2/config_toml",
    "Runners/Manager-2/values",
    "Runners/Manager/Resource",
    "Runners/Manager/config_toml",
    "Runners/Manager/values",
    "Runners/ManagerRole-2/Association",
    "Runners/ManagerRole-2/CachePolicy",
    "Runners/ManagerRole-2/FleetPolicy",
    "Runners/ManagerRole-2/FleetPolicyAttachment",
    "Runners/ManagerRole-2/PodIdentityAgent",
    "Runners/ManagerRole-2/Resource",
    "Runners/ManagerRole/Association",
    "Runners/ManagerRole/CachePolicy",
    "Runners/ManagerRole/FleetPolicy",
    "Runners/ManagerRole/FleetPolicyAttachment",
    "Runners/ManagerRole/PodIdentityAgent",
    "Runners/ManagerRole/Resource",
    "Runners/Namespace/Resource",
    "Runners/Tokens/Resource",
    "Runners/cacheBucketLocation",
    "Runners/cacheBucketName",
    "Runners/cacheRoleArn",
  ]);
  expect(paths.filter((path) => /^Runners\/Fleet/.test(path) && path.endsWith("/Resource"))).toEqual([
    "Runners/Fleet-linux-2/Network/Resource",
    "Runners/Fleet-linux-2/Resource",
    "Runners/Fleet-linux/Network/Resource",
    "Runners/Fleet-linux/Resource",
  ]);
});

test("a fleet keeps its paths when another one is put before it", () => {
  const before = synthesiseFleets().paths;
  const { paths } = synthesiseFleets({ fleets: { another: fleet, linux: fleet } });
  expect(before.filter((path) => !paths.includes(path))).toEqual([]);
});

test("a manager waits for its groups, its rights, its image and its tokens", () => {
  expect(
    dependsOn({
      manager: { image: "build" },
      cache: {},
      cluster: { name: "cluster", tokens: { source: "variable" } },
    }).sort(),
  ).toEqual([
    "aws_autoscaling_group.Runners_Fleet-linux",
    "aws_eks_pod_identity_association.Runners_ManagerRole_Association",
    "aws_iam_role_policy.Runners_ManagerRole_CachePolicy",
    "aws_iam_role_policy_attachment.Runners_ManagerRole_FleetPolicyAttachment",
    "kubernetes_secret_v1.Runners_Tokens",
    "terraform_data.Runners_Image_Build",
  ]);
});

test("the managers of several shards are rolled out one after the other, each with groups of its own", () => {
  const second = dependsOn({ manager: { shards: 2 } }, "Runners_Manager-2_");
  expect(second).toContain("helm_release.Runners_Manager");
  expect(second).toContain("aws_autoscaling_group.Runners_Fleet-linux-2");
  expect(second).not.toContain("aws_autoscaling_group.Runners_Fleet-linux");
  expect(dependsOn({ manager: { shards: 2 } })).not.toContain("helm_release.Runners_Manager-2");
});

test("with rollout 'all' no manager waits for another", () => {
  const second = dependsOn({ manager: { shards: 2, rollout: "all" } }, "Runners_Manager-2_");
  expect(second.filter((address) => address.startsWith("helm_release."))).toEqual([]);
});

test.each([
  [undefined, true],
  [false, false],
])("waitForRollout %s makes the release wait: %s", (waitForRollout, wait) => {
  expect(only(synthesiseFleets({ manager: { waitForRollout } }), "helm_release")).toMatchObject({
    wait,
    atomic: false,
  });
});

test.each<[string, RunnerFleetsProps["cluster"]]>([
  ["the Secret with the tokens is made", { name: "cluster", tokens: { source: "variable" } }],
  ["the description says so", { name: "cluster", namespacePolicy: "create" }],
])("the namespace is made, with the restricted Pod Security Standard, where %s", (_when, cluster) => {
  expect(only(synthesiseFleets({ cluster }), "kubernetes_namespace_v1").metadata).toEqual({
    name: "ci",
    labels: {
      "runner-fleet": "ci",
      "pod-security.kubernetes.io/enforce": "restricted",
      "pod-security.kubernetes.io/warn": "restricted",
    },
  });
});

test.each<[string, RunnerFleetsProps["cluster"]]>([
  ["the Secret with the tokens is in it", { name: "cluster", namespace: "runners" }],
  [
    "the description says so",
    { name: "cluster", namespace: "runners", namespacePolicy: "existing", tokens: { source: "variable" } },
  ],
])("the namespace exists already where %s", (_when, cluster) => {
  const stack = synthesiseFleets({ cluster });
  expect(stack.resources).not.toHaveProperty("kubernetes_namespace_v1");
  expect(only(stack, "helm_release").namespace).toBe("runners");
});

test("tokens by variable are write-only, and the variable is ephemeral and held against its form", () => {
  const stack = synthesiseFleets({ cluster: { name: "cluster", tokens: { source: "variable", revision: 3 } } });
  expect(only(stack, "kubernetes_secret_v1")).toMatchObject({
    data_wo: { linux: "${var.runner_token_linux}" },
    data_wo_revision: 3,
  });
  expect(only(stack, "kubernetes_secret_v1")).not.toHaveProperty("data");
  expect(stack.variables.runner_token_linux).toMatchObject({
    ephemeral: true,
    sensitive: true,
    nullable: false,
    validation: [{ condition: '${startswith(var.runner_token_linux, "glrt-")}' }],
  });
});

test("tokens in a Secret that exists make no resource and no variable", () => {
  const stack = synthesiseFleets();
  expect(stack.resources).not.toHaveProperty("kubernetes_secret_v1");
  expect(stack.variables).toEqual({});
});

test("each fleet's token has a variable that is named after its key", () => {
  const { variables } = synthesiseFleets({
    cluster: { name: "cluster", tokens: { source: "variable" } },
    fleets: { linux: fleet, other: { ...fleet, tokenKey: "other.token-2" } },
  });
  expect(Object.keys(variables).sort()).toEqual(["runner_token_linux", "runner_token_other_token_2"]);
});

test("IRSA annotates the service account with the role, and needs no association", () => {
  const stack = synthesiseFleets({ cluster: { name: "cluster", identity: "irsa" } });
  expect(stack.resources).not.toHaveProperty("aws_eks_pod_identity_association");
  const [values] = Object.entries(stack.locals).flatMap(([name, value]) =>
    /Manager_values/.test(name) ? [value] : [],
  );
  expect(values.serviceAccount.annotations).toEqual({
    "eks.amazonaws.com/role-arn": expect.stringMatching(/^\$\{aws_iam_role\.Runners_ManagerRole_\w+\.arn\}$/),
  });
});

test("an image made elsewhere takes the place of the description's", () => {
  const managerImage = ManagerImage.fromRegistry({ repository: "registry.example.com/manager", tag: "1.2.3" });
  const stack = synthesiseFleets({ managerImage, manager: { image: "build" } });
  expect(stack.resources).not.toHaveProperty("aws_ecr_repository");
  expect(JSON.stringify(stack.locals)).toContain('"repository":"registry.example.com/manager","tag":"1.2.3"');
});

test("a bucket that exists is used, and not made", () => {
  const stack = synthesiseFleets({ cache: { s3: { bucketName: "caches", bucketLocation: "eu-west-1" } } });
  expect(stack.resources).not.toHaveProperty("aws_s3_bucket");
  expect(JSON.stringify(stack.locals)).toContain('BucketName = \\"caches\\"');
});

test("every machine, volume and policy says to which deployment and fleet it belongs", () => {
  const stack = synthesiseFleets({ aws: { tags: { team: "platform" } } });
  expect(only(stack, "aws_launch_template").tags).toMatchObject({
    team: "platform",
    "runner-fleet": "ci",
    "runner-fleet:fleet": "linux",
    "runner-fleet:group": "ci-linux",
  });
  expect(only(stack, "aws_iam_role").tags).toEqual({ team: "platform", "runner-fleet": "ci" });
});

test("Terraform evaluates nothing in a literal text", () => {
  const stack = synthesiseFleets({
    aws: { tags: { owner: "${a} %{b}" } },
    fleets: {
      linux: {
        ...fleet,
        preBuildScript: "echo ${HOME}",
        machines: { ...fleet.machines, userDataParts: [{ filename: "a.sh", content: "#!/bin/sh\necho ${HOME}\n" }] },
      },
    },
  });
  expect(only(stack, "aws_iam_role").tags.owner).toBe("$${a} %%{b}");
  expect(JSON.stringify(stack.locals)).toContain("echo $${HOME}");
  const userData = Buffer.from(only(stack, "aws_launch_template").user_data, "base64").toString();
  expect(userData).toContain("echo ${HOME}");
});

test("two deployments in one stack do not mix what they know", () => {
  const { locals } = synthesise((app) => {
    const stack = ownStack(app);
    new RunnerFleets(stack, "Runners", { ...description, cache: {} });
    new RunnerFleets(stack, "More", { ...description, name: "more", cache: {} });
    return stack;
  });
  expect(locals.cache_bucket_name).toMatch(/^\$\{aws_s3_bucket\.Runners_Cache_\w+\.bucket\}$/);
  expect(locals.cache_bucket_name_2).toMatch(/^\$\{aws_s3_bucket\.More_Cache_\w+\.bucket\}$/);
  const tomlOf = (id: string) =>
    Object.entries(locals).find(([name]) => name.startsWith(`${id}_Manager_config_toml`))?.[1];
  expect(tomlOf("Runners")).toContain("BucketName = ${jsonencode(local.cache_bucket_name)}");
  expect(tomlOf("More")).toContain("BucketName = ${jsonencode(local.cache_bucket_name_2)}");
});

test("a description that is wrong is refused by the construct's path, with all that is wrong", () => {
  const refused = () =>
    synthesiseFleets({ fleets: { linux: { ...fleet, maxInstances: 0, capacityPerInstance: 0 } }, name: "Upper" });
  expect(refused).toThrow(ConfigError);
  expect(refused).toThrow("own/Runners is not a valid description of runner fleets:\n");
  expect(refused).toThrow("fleets.linux.maxInstances: must be at least 1, got 0");
  expect(refused).toThrow("fleets.linux.capacityPerInstance: must be at least 1, got 0");
  expect(refused).toThrow("name: must be lower-case letters");
});

test("a warning is an annotation of the construct", () => {
  const stack = ownStack(Testing.app());
  const { node } = new RunnerFleets(stack, "Runners", { ...description, gitlab: { url: "http://gitlab.example.com" } });
  expect(node.metadata.map(({ type, data }) => [type, data])).toEqual([
    ["@cdktf/warn", expect.stringMatching(/^gitlab\.url: .*\[gitlab-url-unencrypted\]$/)],
  ]);
});

test("what a person reviews is written beside the stack, and nothing else", () => {
  withWritten(
    (app) => {
      const stack = ownStack(app);
      new RunnerFleets(stack, "Runners", { ...description, manager: { shards: 2 }, fleets: { linux: fleet } });
      return stack;
    },
    (read) => {
      expect(read("rendered/config.toml")).toContain('name = "ci-linux"\n');
      expect(read("rendered/config-2.toml")).toContain('name = "ci-linux-2"\n');
      expect(read("rendered/values.yaml")).toContain("fullnameOverride: ci\n");
      expect(read("rendered/values-2.yaml")).toContain("fullnameOverride: ci-2\n");
      expect(read("rendered/values.yaml")).toContain("region: ${data.aws_region.AwsEnvironmentRegion.region}\n");
      expect(read("rendered/user-data-linux.yaml")).toContain("#cloud-config");
      expect(read("rendered/fleets.txt")).toContain("linux");
    },
  );
});

test("an image that is built is built as 'imageBuild' says, and named after the deployment", () => {
  const stack = synthesiseFleets({
    manager: { image: "build" },
    imageBuild: { architectures: ["arm64"], forceDelete: true },
  });
  expect(only(stack, "aws_ecr_repository")).toMatchObject({ name: "ci/manager", force_delete: true });
  expect(JSON.stringify(only(stack, "terraform_data"))).toContain('"linux/arm64"');
});

test("a size that only Terraform knows is held against the rules by the release", () => {
  const maxInstances = Expression.number("var.max");
  const release = only(synthesiseFleets({ fleets: { linux: { ...fleet, maxInstances } } }), "helm_release");
  expect(release.lifecycle.precondition).toEqual([
    {
      condition: "${var.max >= 1 && floor(var.max) == var.max}",
      error_message:
        "fleets.linux.maxInstances: must be a whole number of at least 1, got ${var.max}; raise it; every manager needs a machine [schema-range]",
    },
  ]);
});

test("sizes that are known leave the release without conditions", () => {
  expect(only(synthesiseFleets(), "helm_release")).not.toHaveProperty("lifecycle");
});
