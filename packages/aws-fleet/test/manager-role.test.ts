import { TerraformVariable, type TerraformResource } from "cdktf";
import {
  ManagerRole,
  RunnerFleet,
  type ClusterManagerRoleProps,
  type ManagerService,
  type ServiceManagerRoleProps,
} from "../src";
import { planned } from "./planned";
import { accountId, mayAssume, resolved } from "./simulate";
import { counts, only, synthesise, type Synthesised } from "./synthesise";

const props: ClusterManagerRoleProps = {
  name: "ci",
  cluster: "platform",
  namespace: "ci",
  serviceAccount: "ci-manager",
  fleets: [{ groupName: "ci-linux", sshUser: "ec2-user" }],
};

const synthesiseRole = (more: Partial<ClusterManagerRoleProps> = {}) =>
  synthesise((stack) => void new ManagerRole(stack, "Role", { ...props, ...more }));

const trustOf = (stack: Synthesised) => {
  const { Statement: statements } = JSON.parse(only(stack, "aws_iam_role").assume_role_policy as string);
  expect(statements).toHaveLength(1);
  return statements[0];
};

describe("with Pod Identity", () => {
  test("there is a role, a policy for its fleets and the association", () => {
    expect(counts(synthesiseRole())).toEqual({
      aws_eks_pod_identity_association: 1,
      aws_iam_policy: 1,
      aws_iam_role: 1,
      aws_iam_role_policy_attachment: 1,
    });
  });

  test("ids of constructs are what they were", () => {
    expect(synthesiseRole().paths).toEqual([
      "AwsEnvironmentAccount",
      "AwsEnvironmentPartition",
      "AwsEnvironmentRegion",
      "Role/Association",
      "Role/FleetPolicy",
      "Role/FleetPolicyAttachment",
      "Role/PodIdentityAgent",
      "Role/Resource",
    ]);
  });

  test("the role is for pods of this cluster alone", () => {
    const account = "${data.aws_caller_identity.AwsEnvironmentAccount.account_id}";
    expect(trustOf(synthesiseRole())).toEqual({
      Effect: "Allow",
      Principal: { Service: "pods.eks.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Condition: {
        StringEquals: { "aws:SourceAccount": account },
        ArnEquals: {
          "aws:SourceArn":
            "arn:${data.aws_partition.AwsEnvironmentPartition.partition}:eks:${data.aws_region.AwsEnvironmentRegion.region}:" +
            `${account}:cluster/platform`,
        },
      },
    });
  });

  test("the association names the service account and sends no session tags", () => {
    expect(only(synthesiseRole(), "aws_eks_pod_identity_association")).toMatchObject({
      cluster_name: "platform",
      namespace: "ci",
      service_account: "ci-manager",
      disable_session_tags: true,
    });
  });

  test("the plan looks for the agent", () => {
    expect(Object.values(synthesiseRole().data.aws_eks_addon!)).toEqual([
      expect.objectContaining({ cluster_name: "platform", addon_name: "eks-pod-identity-agent" }),
    ]);
  });

  test("the plan looks for no agent that is managed elsewhere", () => {
    expect(synthesiseRole({ podIdentityAgent: "managed-elsewhere" }).data).not.toHaveProperty("aws_eks_addon");
  });
});

test("the plan looks for the agent where Terraform finds that it is an add-on", () => {
  const stack = synthesiseRole({ podIdentityAgent: planned.text("agent") });
  expect(Object.values(stack.data.aws_eks_addon!).map(({ count }) => count)).toEqual([
    '${(var.agent == "addon") ? 1 : 0}',
  ]);
  expect(Object.values(synthesiseRole().data.aws_eks_addon!)).toEqual([
    expect.not.objectContaining({ count: expect.anything() as unknown }),
  ]);
});

describe("with IAM Roles for Service Accounts", () => {
  const arn = "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF";

  test("there is no association and no agent", () => {
    const stack = synthesiseRole({ identity: "irsa", oidcProviderArn: arn });
    expect(counts(stack)).toEqual({ aws_iam_policy: 1, aws_iam_role: 1, aws_iam_role_policy_attachment: 1 });
    expect(Object.keys(stack.data)).not.toContain("aws_eks_addon");
  });

  test("the role is for one service account and for AWS alone; the keys are the issuer without its scheme", () => {
    expect(trustOf(synthesiseRole({ identity: "irsa", oidcProviderArn: arn }))).toEqual({
      Effect: "Allow",
      Principal: { Federated: arn },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: {
          "oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF:sub": "system:serviceaccount:ci:ci-manager",
          "oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF:aud": "sts.amazonaws.com",
        },
      },
    });
  });

  test("the provider is found by the cluster's issuer", () => {
    const stack = synthesiseRole({ identity: "irsa" });
    expect(Object.values(stack.data.aws_eks_cluster!)).toEqual([expect.objectContaining({ name: "platform" })]);
    const issuer = String.raw`\$\{trimprefix\(data\.aws_eks_cluster\.\w+\.identity\[0\]\.oidc\[0\]\.issuer, "https://"\)\}`;
    const { Principal: principal, Condition: condition } = parseEscaped(stack);
    expect(principal.Federated).toMatch(new RegExp(`^arn:.*:oidc-provider/${issuer}$`));
    expect(Object.keys(condition.StringEquals)).toEqual([
      expect.stringMatching(new RegExp(`^${issuer}:aud$`)),
      expect.stringMatching(new RegExp(`^${issuer}:sub$`)),
    ]);
  });

  /** Terraform's own quotes, inside an expression, are no part of the JSON around it. */
  function parseEscaped(stack: Synthesised) {
    const text = only(stack, "aws_iam_role").assume_role_policy as string;
    return JSON.parse(text.replace(/\$\{[^}]*\}/g, (expression) => expression.replaceAll('"', '\\"'))).Statement[0];
  }
});

describe("outside Kubernetes", () => {
  const { name, fleets } = props;
  const synthesiseService = (service: ManagerService, more: Partial<ServiceManagerRoleProps> = {}) =>
    synthesise((stack) => void new ManagerRole(stack, "Role", { name, fleets, trust: { service }, ...more }));
  const services: ManagerService[] = ["ec2.amazonaws.com", "ecs-tasks.amazonaws.com"];
  const trust = (service: ManagerService) =>
    resolved(only(synthesiseService(service), "aws_iam_role").assume_role_policy);

  test.each(services)("%s: a role and a policy for its fleets, and nothing of a cluster", (service) => {
    const stack = synthesiseService(service);
    expect(counts(stack)).toEqual({ aws_iam_policy: 1, aws_iam_role: 1, aws_iam_role_policy_attachment: 1 });
    expect(Object.keys(stack.data).filter((type) => type.startsWith("aws_eks"))).toEqual([]);
    expect(stack.paths.filter((path) => path.startsWith("Role"))).toEqual([
      "Role/FleetPolicy",
      "Role/FleetPolicyAttachment",
      "Role/Resource",
    ]);
  });

  test("an instance's role is handed out by EC2", () => {
    expect(trustOf(synthesiseService("ec2.amazonaws.com"))).toEqual({
      Effect: "Allow",
      Principal: { Service: "ec2.amazonaws.com" },
      Action: "sts:AssumeRole",
    });
  });

  test("a task's role is handed out by ECS, for this account and region alone", () => {
    const account = "${data.aws_caller_identity.AwsEnvironmentAccount.account_id}";
    expect(trustOf(synthesiseService("ecs-tasks.amazonaws.com"))).toEqual({
      Effect: "Allow",
      Principal: { Service: "ecs-tasks.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: {
        StringEquals: { "aws:SourceAccount": account },
        ArnLike: {
          "aws:SourceArn":
            "arn:${data.aws_partition.AwsEnvironmentPartition.partition}:ecs:" +
            `\${data.aws_region.AwsEnvironmentRegion.region}:${account}:*`,
        },
      },
    });
  });

  const task = (account: string, region = "eu-west-1") => ({
    "aws:SourceAccount": account,
    "aws:SourceArn": `arn:aws:ecs:${region}:${account}:task/ci/0123456789abcdef0123456789abcdef`,
  });

  test.each<[string, ManagerService, string, Record<string, string>, boolean]>([
    ["EC2", "ec2.amazonaws.com", "ec2.amazonaws.com", {}, true],
    ["ECS in place of EC2", "ec2.amazonaws.com", "ecs-tasks.amazonaws.com", task(accountId), false],
    ["ECS", "ecs-tasks.amazonaws.com", "ecs-tasks.amazonaws.com", task(accountId), true],
    ["EC2 in place of ECS", "ecs-tasks.amazonaws.com", "ec2.amazonaws.com", {}, false],
    ["ECS for another account", "ecs-tasks.amazonaws.com", "ecs-tasks.amazonaws.com", task("444455556666"), false],
    [
      "ECS in another region",
      "ecs-tasks.amazonaws.com",
      "ecs-tasks.amazonaws.com",
      task(accountId, "us-east-1"),
      false,
    ],
    ["ECS for nobody", "ecs-tasks.amazonaws.com", "ecs-tasks.amazonaws.com", {}, false],
    ["the service of ECS", "ecs-tasks.amazonaws.com", "ecs.amazonaws.com", task(accountId), false],
  ])("%s: the role of %s is given to %s with %j: %s", async (_what, trusted, service, context, expected) => {
    expect(await mayAssume(trust(trusted), service, context)).toBe(expected);
  });

  test("a role for no fleet has the rights alone that it is given", () => {
    const stack = synthesise((scope) => {
      const role = new ManagerRole(scope, "Role", { name, fleets: [], trust: { service: "ecs-tasks.amazonaws.com" } });
      role.addPolicy("LogPolicy", [{ Effect: "Allow", Action: "logs:PutLogEvents", Resource: "*" }]);
      expect(role.dependables).toHaveLength(1);
    });
    expect(counts(stack)).toEqual({ aws_iam_role: 1, aws_iam_role_policy: 1 });
  });

  test("another content is another policy here, too", () => {
    const description = (more: Partial<ServiceManagerRoleProps>) =>
      only(synthesiseService("ec2.amazonaws.com", more), "aws_iam_policy").description as string;
    expect(description({ fleets: [...fleets, { groupName: "ci-arm", sshUser: "ec2-user" }] })).not.toBe(
      description({}),
    );
  });

  test("path, boundary and tags reach the role", () => {
    const stack = synthesiseService("ec2.amazonaws.com", {
      iamPath: "/ci/",
      permissionsBoundaryArn: "b",
      tags: { a: "b" },
    });
    expect(only(stack, "aws_iam_role")).toMatchObject({ path: "/ci/", permissions_boundary: "b", tags: { a: "b" } });
  });
});

describe("policies of fleets", () => {
  const policy = (more: Partial<ClusterManagerRoleProps>) => only(synthesiseRole(more), "aws_iam_policy");

  test("another content is another policy, since a description can't be changed in place", () => {
    const one = policy({});
    const two = policy({ fleets: [...props.fleets, { groupName: "ci-arm", sshUser: "ec2-user" }] });
    expect(one.description).toMatch(/^Machines of GitLab Runner, [0-9a-f]{64}$/);
    expect(two.description).not.toBe(one.description);
    expect(two.name_prefix).toBe(one.name_prefix);
  });

  test("the same content is the same policy, wherever its tokens come in the app", () => {
    const withVariable = (unrelated: number) =>
      synthesise((stack) => {
        const variable = (name: string) => new TerraformVariable(stack, name, { type: "string" }).stringValue;
        for (let index = 0; index < unrelated; index++) {
          variable(`unrelated${index}`);
        }
        new ManagerRole(stack, "Role", { ...props, fleets: [{ groupName: variable("group"), sshUser: "ec2-user" }] });
      });
    const descriptions = [0, 3].map((unrelated) => only(withVariable(unrelated), "aws_iam_policy").description);
    expect(descriptions[0]).toBe(descriptions[1]);
  });

  describe("about names that only Terraform knows", () => {
    const groupName = `ci-${planned.text("fleet")}`;
    const group = { groupName, sshUser: "ec2-user" };
    const factsOf = (more: Partial<ClusterManagerRoleProps>) => {
      const { description } = policy({ fleets: [group], ...more }) as { description: string };
      const [, form = "", facts = ""] =
        /^Machines of GitLab Runner, \$\{sha256\("([0-9a-f]{64})\/(.*)"\)\}$/.exec(description) ?? [];
      return { form, facts };
    };

    test("are other policies where Terraform finds other names, or users that are logged in as", () => {
      expect(factsOf({}).facts).toBe("ci-${var.fleet}/ec2-user");
      expect(factsOf({ fleets: [...props.fleets, { groupName, sshUser: planned.text("user") }] }).facts).toBe(
        "ci-linux/ec2-user/ci-${var.fleet}/${var.user}",
      );
    });

    test("are other policies where they say something else", () => {
      const { form } = factsOf({});
      expect(form).toMatch(/^[0-9a-f]{64}$/);
      expect(factsOf({ fleets: [{ groupName: planned.text("other"), sshUser: "core" }] }).form).toBe(form);
      expect(factsOf({ fleets: [{ ...group, instanceConnect: false }] }).form).not.toBe(form);
      expect(factsOf({ pluginVersion: "1.0.1" }).form).not.toBe(form);
    });

    test("say to a version that Terraform alone knows what the newest one needs", () => {
      const { form } = factsOf({ pluginVersion: "1.1.0" });
      expect(factsOf({ pluginVersion: planned.text("version") }).form).toBe(form);
    });
  });

  test("a newer plugin gets what it needs", () => {
    expect(policy({ pluginVersion: "1.0.1" }).policy).not.toContain("DescribeSpotInstanceRequests");
    expect(policy({ pluginVersion: "1.1.0" }).policy).toContain("DescribeSpotInstanceRequests");
  });

  test("many fleets are spread over several policies", () => {
    const fleets = Array.from({ length: 60 }, (_, index) => ({
      groupName: `gitlab-runner-team-${index}`.padEnd(60, "x"),
      sshUser: "ec2-user",
    }));
    expect(counts(synthesiseRole({ fleets }))).toMatchObject({ aws_iam_policy: 3, aws_iam_role_policy_attachment: 3 });
  });

  test("more fleets than a role's policies hold are refused", () => {
    const fleets = Array.from({ length: 300 }, (_, index) => ({
      groupName: `gitlab-runner-team-${index}`.padEnd(68, "x"),
      sshUser: "ec2-user",
    }));
    expect(() => synthesiseRole({ fleets })).toThrow(
      /^test\/Role: 'fleets' must fit into 10 policies of a role, got 300 fleets in \d\d; split the deployment$/,
    );
  });
});

test("everything of the role is made before its predecessor is destroyed, so that a draining manager keeps its rights", () => {
  const { resources } = synthesiseRole();
  const lifecycles = Object.values(resources).flatMap((all) => Object.values(all).map(({ lifecycle }) => lifecycle));
  expect(lifecycles).toEqual([1, 2, 3, 4].map(() => ({ create_before_destroy: true })));
});

test("a manager depends on its association and on every right it was given", () => {
  synthesise((stack) => {
    const role = new ManagerRole(stack, "Role", props);
    role.grantAssume("arn:aws:iam::123456789012:role/cache");
    expect(role.dependables.map((dependable) => (dependable as TerraformResource).terraformResourceType)).toEqual([
      "aws_iam_role_policy_attachment",
      "aws_eks_pod_identity_association",
      "aws_iam_role_policy",
    ]);
  });
});

test("a right of which Terraform decides is there or not, and the manager depends on it either way", () => {
  const stack = synthesise((scope) => {
    const role = new ManagerRole(scope, "Role", props);
    role.grantAssume("arn:aws:iam::123456789012:role/cache", "CachePolicy", [], planned.flag("cache"));
    expect(role.dependables).toHaveLength(3);
  });
  expect(only(stack, "aws_iam_role_policy").count).toBe("${var.cache ? 1 : 0}");
});

test("a fleet is taken as it is, made here or elsewhere", () => {
  const stack = synthesise((scope) => {
    const old = RunnerFleet.fromGroupName(scope, "Old", { groupName: "old", sshUser: "core", instanceConnect: false });
    new ManagerRole(scope, "Role", { ...props, fleets: [old] });
  });
  const { policy } = only(stack, "aws_iam_policy");
  expect(policy).toContain(":autoScalingGroupName/old");
  expect(policy).not.toContain("SendSSHPublicKey");
});

test("path, boundary and tags reach the role", () => {
  const settings = {
    iamPath: "/ci/",
    permissionsBoundaryArn: "arn:aws:iam::123456789012:policy/b",
    tags: { team: "ci" },
  };
  const stack = synthesiseRole(settings);
  expect(only(stack, "aws_iam_role")).toMatchObject({
    name_prefix: "ci-",
    path: "/ci/",
    permissions_boundary: "arn:aws:iam::123456789012:policy/b",
    tags: { team: "ci" },
  });
  expect(only(stack, "aws_iam_policy")).toMatchObject({ path: "/ci/", tags: { team: "ci" } });
});

test.each([
  ["cluster", "*", "the name of an EKS cluster"],
  ["namespace", "ci:*", "a name of a Kubernetes object"],
  ["serviceAccount", "CI", "a name of a Kubernetes object"],
])("refuses as %s %j", (prop, value, expected) => {
  expect(() => synthesiseRole({ [prop]: value })).toThrow(
    `test/Role: '${prop}' must be ${expected}, got ${JSON.stringify(value)}; correct the name`,
  );
});

test("refuses a version of the plugin whose calls are not known, and says where", () => {
  expect(() => synthesiseRole({ pluginVersion: "latest" })).toThrow(
    'test/Role: \'pluginVersion\' must be a version such as "1.1.0", got "latest"',
  );
});
