import { TerraformVariable } from "cdktf";
import { ManagerNamespace, TokenSecret } from "../src";
import { only, synthesise } from "./synthesise";

test("tokens are written by the write-only argument, which no plan and no state keeps", () => {
  const stack = synthesise((scope) => {
    const variable = new TerraformVariable(scope, "token", { type: "string", sensitive: true });
    new TokenSecret(scope, "Tokens", {
      name: "tokens",
      namespace: "ci",
      tokens: { linux: variable.stringValue },
      revision: 2,
    });
  });
  expect(stack.paths).toEqual(["Tokens/Resource", "token"]);
  const { metadata, data_wo, data_wo_revision, ...rest } = only(stack, "kubernetes_secret_v1");
  expect({ metadata, data_wo, data_wo_revision }).toEqual({
    metadata: { name: "tokens", namespace: "ci" },
    data_wo: { linux: "${var.token}" },
    data_wo_revision: 2,
  });
  expect(rest).not.toHaveProperty("data");
});

test("the namespace enforces the restricted Pod Security Standard, whatever labels are given", () => {
  const labels = { team: "ci", "pod-security.kubernetes.io/enforce": "privileged" };
  const stack = synthesise((scope) => void new ManagerNamespace(scope, "Namespace", { name: "ci", labels }));
  expect(stack.paths).toEqual(["Namespace/Resource"]);
  expect(only(stack, "kubernetes_namespace_v1").metadata).toEqual({
    name: "ci",
    labels: {
      team: "ci",
      "pod-security.kubernetes.io/enforce": "restricted",
      "pod-security.kubernetes.io/warn": "restricted",
    },
  });
});
