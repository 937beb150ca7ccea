import { JobRoles, type JobRolesProps } from "../src";
import { counts, only, synthesise, type Synthesised } from "./synthesise";

const props: JobRolesProps = {
  cluster: "platform",
  accounts: [
    {
      name: "ci-pods-deploy",
      namespace: "ci-pods",
      serviceAccount: "deploy",
      policyArns: ["arn:aws:iam::111122223333:policy/deploy", "arn:aws:iam::aws:policy/ReadOnlyAccess"],
    },
    { name: "ci-pods-scan", namespace: "ci-pods", serviceAccount: "scan", policyArns: [] },
  ],
};

const synthesiseRoles = (more: Partial<JobRolesProps> = {}) =>
  synthesise((stack) => void new JobRoles(stack, "JobRoles", { ...props, ...more }));

const all = (stack: Synthesised, type: string) =>
  Object.values(stack.resources[type] ?? {}) as Record<string, unknown>[];
const trusts = (stack: Synthesised) =>
  all(stack, "aws_iam_role").map((role) => JSON.parse(role.assume_role_policy as string).Statement[0]);

test("each account has a role with its own policies, and an association", () => {
  const stack = synthesiseRoles();
  expect(counts(stack)).toEqual({
    aws_eks_pod_identity_association: 2,
    aws_iam_role: 2,
    aws_iam_role_policy_attachment: 2,
  });
  const nameOf = (reference: unknown) => /JobRoles_(\S+)_[0-9A-F]{8}\./.exec(String(reference))?.[1];
  expect(
    all(stack, "aws_iam_role_policy_attachment")
      .map((policy) => [nameOf(policy.role), policy.policy_arn])
      .sort(),
  ).toEqual([
    ["ci-pods-deploy", "arn:aws:iam::111122223333:policy/deploy"],
    ["ci-pods-deploy", "arn:aws:iam::aws:policy/ReadOnlyAccess"],
  ]);
  expect(
    all(stack, "aws_eks_pod_identity_association")
      .map((link) => [link.namespace, link.service_account, nameOf(link.role_arn)])
      .sort(),
  ).toEqual([
    ["ci-pods", "deploy", "ci-pods-deploy"],
    ["ci-pods", "scan", "ci-pods-scan"],
  ]);
});

test("a role of your own is linked, and none is made", () => {
  const roleArn = "arn:aws:iam::111122223333:role/deploy";
  const stack = synthesiseRoles({
    accounts: [{ name: "ci-pods-deploy", namespace: "ci-pods", serviceAccount: "deploy", roleArn }],
  });
  expect(counts(stack)).toEqual({ aws_eks_pod_identity_association: 1 });
  expect(only(stack, "aws_eks_pod_identity_association").role_arn).toBe(roleArn);
});

test("with IRSA each role trusts one service account, and nothing is associated", () => {
  const stack = synthesiseRoles({ identity: "irsa" });
  expect(counts(stack)).toEqual({ aws_iam_role: 2, aws_iam_role_policy_attachment: 2 });
  expect(
    all(stack, "aws_iam_role")
      .map((role) => /system:serviceaccount:[a-z:-]+/.exec(String(role.assume_role_policy))?.[0])
      .sort(),
  ).toEqual(["system:serviceaccount:ci-pods:deploy", "system:serviceaccount:ci-pods:scan"]);
});

test("a role that Pod Identity gives is for pods of this cluster alone", () => {
  for (const trust of trusts(synthesiseRoles())) {
    expect(trust.Principal).toEqual({ Service: "pods.eks.amazonaws.com" });
    expect(trust.Condition.ArnEquals["aws:SourceArn"]).toMatch(/:cluster\/platform$/);
  }
});

test("roles have the boundary, the path and the tags of everything", () => {
  const stack = synthesiseRoles({
    permissionsBoundaryArn: "arn:aws:iam::111122223333:policy/boundary",
    iamPath: "/ci/",
    tags: { team: "platform" },
  });
  for (const role of all(stack, "aws_iam_role")) {
    expect(role).toMatchObject({
      permissions_boundary: "arn:aws:iam::111122223333:policy/boundary",
      path: "/ci/",
      tags: { team: "platform" },
    });
  }
});

test("the plan looks for the agent's add-on, unless it is managed elsewhere or there is none with IRSA", () => {
  const hasAddon = (more: Partial<JobRolesProps>) => synthesiseRoles(more).paths.includes("JobRoles/PodIdentityAgent");
  expect([{}, { podIdentityAgent: "managed-elsewhere" }, { identity: "irsa" } as const].map(hasAddon)).toEqual([
    true,
    false,
    false,
  ]);
});

test("a cluster's name with a pattern in it is refused", () => {
  expect(() => synthesiseRoles({ cluster: "plat*" })).toThrow(
    "JobRoles: 'cluster' must be the name of an EKS cluster, got \"plat*\"; correct the name",
  );
});
