import { checkContext, clusterOfContext } from "../../src/drain/kube-context";

describe("a context of a kubeconfig file", () => {
  test.each([
    ["arn:aws:eks:eu-west-1:123456789012:cluster/prod", "prod"],
    ["arn:aws-cn:eks:cn-north-1:123456789012:cluster/prod", "prod"],
    ["ann@prod.eu-west-1.eksctl.io", "prod"],
    ["prod", undefined],
    ["ann@prod.example.com", undefined],
  ])("%s is of the cluster %s", (context, cluster) => {
    expect(clusterOfContext(context)).toBe(cluster);
  });

  test("whose cluster nobody can tell is not refused", () => {
    expect(checkContext("mine", "prod")).toBeUndefined();
    expect(checkContext("arn:aws:eks:eu-west-1:123456789012:cluster/test", undefined)).toBeUndefined();
  });

  test("of another cluster is refused", () => {
    expect(() => checkContext("ann@test.eu-west-1.eksctl.io", "prod")).toThrow(
      "kubectl's current context must be one of the cluster 'prod' (cluster.name), got 'ann@test.eu-west-1.eksctl.io'",
    );
  });
});
