import { HttpBackend, TerraformStack } from "cdktf";
import { Expression, RunnerStack, variable, type RunnerStackProps } from "../src";
import { description, fleet, synthesise } from "./synthesise";

const synthesiseStack = (props: Partial<RunnerStackProps> = {}) =>
  synthesise((app) => new RunnerStack(app, "stack", { region: "eu-west-1", ...description, ...props }));

test("the providers are told the region and the cluster, and no credential", () => {
  const { providers } = synthesiseStack({ awsProvider: { profile: "ci" } });
  const exec = {
    api_version: "client.authentication.k8s.io/v1beta1",
    command: "aws",
    args: ["eks", "get-token", "--cluster-name", "cluster", "--region", "eu-west-1"],
  };
  const cluster = {
    host: "${data.aws_eks_cluster.Cluster.endpoint}",
    cluster_ca_certificate: "${base64decode(data.aws_eks_cluster.Cluster.certificate_authority[0].data)}",
  };
  expect(providers).toEqual({
    aws: [{ region: "eu-west-1", profile: "ci" }],
    helm: [{ kubernetes: { ...cluster, exec } }],
    kubernetes: [{ ...cluster, exec: [exec] }],
  });
});

test("more can be said to 'aws eks get-token', such as a role", () => {
  const { providers } = synthesiseStack({
    cluster: { name: "cluster", access: { getTokenArgs: ["--role-arn", "arn:aws:iam::1:role/x"] } },
  });
  expect(providers.helm?.[0].kubernetes.exec.args.slice(-2)).toEqual(["--role-arn", "arn:aws:iam::1:role/x"]);
});

test("with a kubeconfig file nothing is looked up", () => {
  const { providers, paths } = synthesiseStack({
    cluster: { name: "cluster", access: { kubeconfigPath: "~/.kube/config", kubeconfigContext: "ci" } },
  });
  const kubernetes = { config_path: "~/.kube/config", config_context: "ci" };
  expect(providers).toMatchObject({ helm: [{ kubernetes }], kubernetes: [kubernetes] });
  expect(paths).not.toContain("Cluster");
});

test("region and cluster may be variables, which are declared once", () => {
  const { providers, variables } = synthesiseStack({
    region: variable("region"),
    cluster: { name: variable("clusterName") },
  });
  expect(Object.keys(variables).sort()).toEqual(["cluster_name", "region"]);
  expect(providers.aws).toEqual([{ region: "${var.region}" }]);
  expect(providers.helm?.[0].kubernetes.exec.args.slice(-3)).toEqual([
    "${var.cluster_name}",
    "--region",
    "${var.region}",
  ]);
});

test("the state is beside cdktf.out, which may be deleted, unless another backend is given", () => {
  expect(synthesiseStack().terraform.backend).toEqual({ local: { path: "../../../terraform.stack.tfstate" } });
  const backend = (stack: TerraformStack) => new HttpBackend(stack, { address: "https://state.example.com" });
  expect(synthesiseStack({ backend }).terraform.backend).toEqual({ http: { address: "https://state.example.com" } });
});

test("the outputs say what was made, shard by shard", () => {
  const { outputs } = synthesiseStack({ manager: { shards: 2 }, cache: {} });
  expect(Object.keys(outputs).sort()).toEqual([
    "cache_bucket_name",
    "config_toml",
    "config_toml_2",
    "drain_timeout",
    "group_names",
    "manager_names",
    "manager_role_arns",
    "namespace",
    "values_yaml",
    "values_yaml_2",
  ]);
  expect(outputs.group_names.value).toEqual(["ci-linux", "ci-linux-2"]);
  expect(outputs.manager_names.value).toEqual(["ci", "ci-2"]);
  expect(outputs.manager_role_arns.value).toHaveLength(2);
  expect([outputs.namespace.value, outputs.drain_timeout.value]).toEqual(["ci", "1h"]);
  expect(outputs.values_yaml_2.value).toMatch(/^\$\{yamlencode\(local\.\w*Manager-2_values\w*\)\}$/);
});

test("an output of config.toml is the release's own, escaped for Terraform; its expressions are not", () => {
  const { outputs, locals } = synthesiseStack({
    fleets: { linux: { ...fleet, preBuildScript: "echo ${HOME}", outputLimit: Expression.number("var.limit") } },
  });
  const [, name = ""] = /^\$\{local\.(\w+)\}$/.exec(outputs.config_toml.value as string) ?? [];
  expect(locals[name]).toContain('token = "$${RUNNER_TOKEN_LINUX}"\n');
  expect(locals[name]).toContain('pre_build_script = "echo $${HOME}"\n');
  expect(locals[name]).toContain("output_limit = ${var.limit}\n");
  const values = Object.entries(locals).filter(([id]) => id.includes("Manager_values"));
  expect(values.map(([, { config }]) => config.toml)).toEqual([`\${local.${name}}`]);
});
