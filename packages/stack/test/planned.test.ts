import { Expression, type RunnerFleetsProps } from "../src";
import { plannedDescription } from "./planned-description";
import { fleet, only, synthesiseFleets, type Block, type Synthesised } from "./synthesise";

const planned = (props: Partial<RunnerFleetsProps> = {}) => synthesiseFleets({ ...plannedDescription, ...props });

/** The resources of a type, the first shard's first. */
const all = ({ resources }: Synthesised, type: string): Block[] =>
  Object.entries(resources[type] ?? {})
    .sort(([a], [b]) => Number(a.includes("-2_")) - Number(b.includes("-2_")))
    .map(([, block]) => block);

/** A local of the construct `Manager`, whose ids end in a digest. */
const localOf = ({ locals }: Synthesised, id: string): Block =>
  Object.entries(locals).find(([name]) => name.startsWith(`Runners_Manager_${id}_`))?.[1];

describe("a deployment of which Terraform alone knows nearly all", () => {
  const stack = planned();

  test("is made of what a known one is made of", () => {
    const types = Object.entries(stack.resources).map(([type, of]) => [type, Object.keys(of).length]);
    expect(Object.fromEntries(types)).toEqual({
      aws_autoscaling_group: 2,
      aws_eks_pod_identity_association: 2,
      aws_iam_instance_profile: 2,
      aws_iam_policy: 2,
      aws_iam_role: 5,
      aws_iam_role_policy: 3,
      aws_iam_role_policy_attachment: 4,
      aws_kms_grant: 2,
      aws_launch_template: 2,
      aws_s3_bucket: 1,
      aws_s3_bucket_lifecycle_configuration: 1,
      aws_s3_bucket_ownership_controls: 1,
      aws_s3_bucket_policy: 1,
      aws_s3_bucket_public_access_block: 1,
      aws_s3_bucket_server_side_encryption_configuration: 1,
      aws_security_group: 2,
      aws_vpc_security_group_egress_rule: 4,
      aws_vpc_security_group_ingress_rule: 2,
      helm_release: 2,
      kubernetes_namespace_v1: 1,
      kubernetes_secret_v1: 1,
    });
  });

  test("holds no token that cdktf has not resolved", () => {
    expect(JSON.stringify(stack)).not.toMatch(/TfToken|TOKEN\[|-8\.1e298|\[object/);
  });

  test("is known by its fleet's key in the stack", () => {
    expect(stack.paths).toEqual(
      expect.arrayContaining(["Runners/Fleet-machines/Resource", "Runners/Fleet-machines-2/Resource"]),
    );
  });

  test("decides of its parts when Terraform plans", () => {
    const counts = Object.values(stack.resources)
      .flatMap((ofType) => Object.values(ofType))
      .map(({ count }) => count as string | undefined)
      .filter((count) => count !== undefined);
    const times = Object.fromEntries(
      [...new Set(counts)].map((count) => [count, counts.filter((each) => each === count).length]),
    );
    expect(times).toEqual({
      '${((local.looked_at ? "ssm" : "none") == "ssm") ? 1 : 0}': 6,
      "${local.grant ? 1 : 0}": 2,
      "${local.cache ? 1 : 0}": 10,
      "${length(local.sources)}": 2,
    });
  });
});

describe("the deployment's name", () => {
  const stack = planned();

  test("is part of the name of everything in AWS", () => {
    expect(all(stack, "aws_autoscaling_group").map(({ name }) => name)).toEqual([
      "${var.name}-${local.fleet}",
      "${var.name}-${local.fleet}-2",
    ]);
    expect(all(stack, "aws_iam_policy").map(({ name_prefix }) => name_prefix)).toEqual([
      "${substr(var.name, 0, 37)}-",
      '${substr("${var.name}-2", 0, 37)}-',
    ]);
    expect(only(stack, "aws_s3_bucket").bucket).toMatch(/^\$\{var\.name\}-/);
  });

  test("is that of the releases", () => {
    expect(all(stack, "helm_release").map(({ name }) => name)).toEqual(["${var.name}", '${"${var.name}-2"}']);
  });

  test("is on everything as a tag, whatever tags Terraform finds", () => {
    const tags = Object.entries(stack.locals).filter(([name]) => name.startsWith("Runners_Tags_"));
    expect(tags.map(([, value]) => value)).toEqual(['${merge(local.tags_of_all, {"runner-fleet" = var.name})}']);
    expect(only(stack, "aws_s3_bucket").tags).toMatch(/^\$\{local\.Runners_Tags_\w+\}$/);
  });
});

describe("the fleet's name", () => {
  test("is in the policy of its manager, with the user that is logged in as", () => {
    const [policy] = all(planned({ manager: {} }), "aws_iam_policy");
    expect(policy.policy).toContain(':autoScalingGroupName/${var.name}-${local.fleet}"');
    const [own] = all(
      planned({
        fleets: {
          machines: {
            ...plannedDescription.fleets.machines,
            machines: { ...fleet.machines, image: { user: Expression.text("local.user") } },
          },
        },
      }),
      "aws_iam_policy",
    );
    expect(own.policy).toContain('"ec2:osuser":"${local.user}"');
    expect(own.policy).toContain('"ec2:ResourceTag/aws:autoscaling:groupName":["${var.name}-${local.fleet}"]');
  });

  test("is a tag of its machines, which their own tags may change", () => {
    const stack = planned();
    const tags = Object.entries(stack.locals).filter(([name]) => name.startsWith("Runners_Fleet-machines_Tags_"));
    expect(tags.map(([, value]) => value)).toEqual([
      expect.stringMatching(
        /^\$\{merge\(merge\(merge\(local\.Runners_Tags_\w+, \{"runner-fleet:fleet" = local\.fleet\}\), local\.tags_of_machines\), \{"runner-fleet:group" = "\$\{var\.name\}-\$\{local\.fleet\}"\}\)\}$/,
      ),
    ]);
  });
});

describe("names in the cluster", () => {
  const stack = planned();

  test("namespace and account are those of the association, the release and the values", () => {
    const association = all(stack, "aws_eks_pod_identity_association").map((each) => [
      each.namespace,
      each.service_account,
    ]);
    expect(association).toEqual([
      ["${local.namespace}", "${local.account}"],
      ["${local.namespace}", "${local.account}-2"],
    ]);
    expect(only(stack, "kubernetes_namespace_v1").metadata.name).toBe("${local.namespace}");
    expect(localOf(stack, "values").serviceAccount.name).toBe("${local.account}");
  });

  test("with IRSA they are those that the role trusts", () => {
    const oidcProviderArn =
      "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF";
    const cluster = { ...plannedDescription.cluster, identity: "irsa", oidcProviderArn } as const;
    const roles = all(planned({ cluster }), "aws_iam_role").map(
      ({ assume_role_policy }) => assume_role_policy as string,
    );
    expect(
      roles.filter((policy) => policy.includes('"system:serviceaccount:${local.namespace}:${local.account}"')),
    ).toHaveLength(1);
    expect(
      roles.filter((policy) => policy.includes('"system:serviceaccount:${local.namespace}:${local.account}-2"')),
    ).toHaveLength(1);
  });

  test("the Secret is made and read by one name, and its key is the fleet's", () => {
    const secret = only(stack, "kubernetes_secret_v1");
    expect(secret.metadata.name).toBe("${local.secret}");
    expect(localOf(stack, "values").tokens.secretName).toBe("${local.secret}");
    expect(secret.data_wo).toEqual({ "${local.fleet}": "${var.runner_token_machines}" });
    expect(localOf(stack, "values").tokens.env).toContain(" = local.fleet }");
  });
});

describe("the variable of a token", () => {
  const tokens = { source: "variable" } as const;
  const variablesOf = (fleets: RunnerFleetsProps["fleets"]) =>
    Object.entries(synthesiseFleets({ cluster: { name: "cluster", tokens }, fleets }).variables)
      .filter(([name]) => name.startsWith("runner_token_"))
      .map(([name, { description }]) => [name, description as string]);

  test("is named after the fleet's key where only Terraform knows the key of the token, and says nothing that it can't", () => {
    expect(variablesOf({ linux: { ...fleet, tokenKey: Expression.text("var.token_key") } })).toEqual([
      [
        "runner_token_linux",
        "Runner authentication token for the fleet linux: begins with glrt-. It is in no plan and in no state.",
      ],
    ]);
  });
});

describe("a cache of which Terraform decides", () => {
  const rightsOf = (s3: NonNullable<RunnerFleetsProps["cache"]>["s3"]) =>
    all(synthesiseFleets({ cache: { presentWhen: Expression.flag("var.cached"), s3 } }), "aws_iam_role_policy");

  test.each([
    ["that exists", { bucketName: "caches", bucketLocation: "eu-west-1" }],
    [
      "that exists with a role",
      { bucketName: "caches", bucketLocation: "eu-west-1", roleArn: "arn:aws:iam::123456789012:role/caches" },
    ],
  ])("gives the manager no right to a bucket %s where there is none", (_what, s3) => {
    const rights = rightsOf(s3);
    expect(rights).toHaveLength(1);
    expect(rights.map(({ count }) => count)).toEqual(["${var.cached ? 1 : 0}"]);
  });

  test("has no count where it is known to be there", () => {
    const stack = synthesiseFleets({ cache: {} });
    expect(all(stack, "aws_s3_bucket")).toEqual([expect.not.objectContaining({ count: expect.anything() as unknown })]);
  });
});

test("an image that is built may be named by Terraform, but not versioned", () => {
  expect(only(planned({ manager: { image: "build" } }), "aws_ecr_repository").name).toBe("${var.name}/manager");
  expect(() => planned({ manager: { image: "build", pluginVersion: Expression.text("var.plugin") } })).toThrow(
    "own/Runners/Image: 'pluginVersion' must be known at synthesis, because the image's tag is made from it; give a literal",
  );
});

test("a rollout that Terraform decides whether to wait for is one that the release is told of", () => {
  const [release] = all(planned({ manager: { waitForRollout: Expression.flag("var.wait") } }), "helm_release");
  expect(release.wait).toBe("${var.wait}");
});
