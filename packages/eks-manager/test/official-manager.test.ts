import { Expression, readConfig, versions } from "@runner-fleet/config";
import { OfficialManager, type OfficialManagerProps } from "../src";
import { podDescription } from "./pod-fleets";
import { image, localOf, only, synthesise } from "./synthesise";

const description = (fleet: Parameters<typeof podDescription>[0] = {}) =>
  readConfig(podDescription(fleet, { manager: { chart: "gitlab-runner" }, cluster: { preflight: "none" } })).config;

const manager = (props: Partial<OfficialManagerProps> = {}) =>
  synthesise((stack) => {
    new OfficialManager(stack, "Manager", { config: description(), namespace: "ci", image, ...props });
  });

test("is a release of GitLab's chart in the pinned version, and nothing else", () => {
  const stack = manager();
  expect(Object.keys(stack.resources)).toEqual(["helm_release"]);
  expect(only(stack, "helm_release")).toMatchObject({
    name: "ci",
    namespace: "ci",
    repository: "https://charts.gitlab.io",
    chart: "gitlab-runner",
    version: versions.officialChart,
    wait: true,
    atomic: false,
    timeout: 3_600 + 120 + 180 + 900,
  });
});

test("its paths are what an upgrade relies on", () => {
  expect(manager().paths).toEqual(["Manager/Resource", "Manager/config_toml", "Manager/values"]);
});

test("can come from a registry of yours", () => {
  const chart = { oci: "oci://registry.example.com/charts/gitlab-runner", version: "0.93.1" };
  const release = only(manager({ chart }), "helm_release");
  expect(release).toMatchObject({ chart: chart.oci, version: chart.version });
  expect(release).not.toHaveProperty("repository");
});

test("the template is written once where Helm has nothing to take for its own", () => {
  const stack = manager();
  expect(localOf(stack, "values").runners.config).toMatch(/^\$\{local\.\S*config_toml\S*\}$/);
  expect(localOf(stack, "config_toml")).toContain("[[runners]]\n");
});

test("the template is escaped for Helm where it has something", () => {
  const stack = manager({ config: description({ preBuildScript: "docker inspect -f '{{.Id}}' x" }) });
  expect(localOf(stack, "values").runners.config).toContain("'{{`{{`}}.Id}}'");
  expect(localOf(stack, "config_toml")).toContain("'{{.Id}}'");
});

test("a size that Terraform alone knows is checked before the release", () => {
  const release = only(manager({ config: description({ limit: Expression.number("var.limit") }) }), "helm_release");
  expect(release.lifecycle.precondition).toHaveLength(1);
  expect(release.lifecycle.precondition[0].error_message).toContain("fleets.pods.limit: must be a whole number");
});

test("the role that the service account names is in the values", () => {
  const irsaRoleArn = "arn:aws:iam::111122223333:role/ci";
  expect(localOf(manager({ irsaRoleArn }), "values").serviceAccount.annotations).toEqual({
    "eks.amazonaws.com/role-arn": irsaRoleArn,
  });
});
