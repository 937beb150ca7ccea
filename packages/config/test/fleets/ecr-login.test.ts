import { parse } from "smol-toml";
import { readConfig } from "../../src/check/read-config";
import { renderConfigToml } from "../../src/render/config-toml";
import type { RunnerFleetInput } from "../../src/schema/runner-fleet-config";
import { Expression } from "../../src/values/expression";
import { descriptionWith, type Changes } from "../changed";

const registry = "111122223333.dkr.ecr.eu-west-1.amazonaws.com";
const other = "444455556666.dkr.ecr.us-east-1.amazonaws.com";
const ecr = { repositories: [`${registry}/ci/*`, `${other}/base`] };
const pods = { executor: "kubernetes", limit: 5, kubernetes: { image: "ruby:3.4" } };

const rendered = (changes: Changes) =>
  renderConfigToml(readConfig(descriptionWith({ "manager.image": "build", ...changes }) as RunnerFleetInput).config, 0);

interface Toml {
  readonly runners: readonly { readonly environment?: readonly string[] }[];
}

/** The variables of the jobs of each fleet, as GitLab Runner reads them. */
const environments = (changes: Changes) =>
  (parse(rendered(changes).toString()) as unknown as Toml).runners.map(({ environment }) => environment);

const helpers = { credHelpers: { [registry]: "ecr-login", [other]: "ecr-login" } };

/** The one value of DOCKER_AUTH_CONFIG in a list of variables. */
function authConfig(environment: readonly string[] | undefined): unknown {
  const values = (environment ?? []).filter((entry) => entry.startsWith("DOCKER_AUTH_CONFIG="));
  expect(values).toHaveLength(1);
  return JSON.parse(`${values[0]}`.replace("DOCKER_AUTH_CONFIG=", "")) as unknown;
}

describe("config.toml", () => {
  test("names the helper for exactly the registries of the repositories, in [[runners]]", () => {
    const [environment] = environments({ ecr });
    expect(environment).toEqual([`DOCKER_AUTH_CONFIG=${JSON.stringify(helpers)}`]);
  });

  test("does so for pods, and leaves the rest of their variables as it is", () => {
    const [without] = environments({ fleets: { pods } });
    const [environment] = environments({ fleets: { pods }, ecr });
    expect(authConfig(environment)).toEqual(helpers);
    expect(environment?.filter((entry) => !entry.startsWith("DOCKER_AUTH_CONFIG="))).toEqual(without ?? []);
  });

  test("says nothing of it where the nodes pull, or no registry is named", () => {
    const names = (changes: Changes) =>
      environments(changes).flatMap((list) => list?.map((entry) => entry.split("=")[0]));
    expect(names({ fleets: { pods }, ecr: { ...ecr, pods: "node-role" } })).not.toContain("DOCKER_AUTH_CONFIG");
    expect(names({})).not.toContain("DOCKER_AUTH_CONFIG");
  });

  test("keeps what the fleet says of other registries", () => {
    const own = { auths: { "registry.example.com": {} }, credHelpers: { "gcr.io": "gcr", [registry]: "ecr-login" } };
    const [environment] = environments({
      ecr,
      "linux.environment": ["A=b", `DOCKER_AUTH_CONFIG=${JSON.stringify(own)}`, "C=d"],
    });
    expect(authConfig(environment)).toEqual({ ...own, credHelpers: { ...own.credHelpers, ...helpers.credHelpers } });
    expect(environment?.filter((entry) => !entry.startsWith("DOCKER_AUTH_CONFIG="))).toEqual(["A=b", "C=d"]);
  });
});

describe("a registry that only Terraform knows", () => {
  test("is put beside the known ones when Terraform plans", () => {
    const repositories = [`${registry}/ci/*`, Expression.text("var.repository")];
    expect(rendered({ ecr: { repositories } }).toPreview()).toContain(
      `environment = [ \${jsonencode("DOCKER_AUTH_CONFIG=\${jsonencode({ credHelpers = { ` +
        `"${registry}" = "ecr-login", (regex("^[^/]+", var.repository)) = "ecr-login" } })}")} ]`,
    );
  });

  test("keeps what the fleet says of other registries", () => {
    const template = rendered({
      ecr: { repositories: [Expression.text("var.repository")] },
      "linux.environment": ['DOCKER_AUTH_CONFIG={"credsStore":"pass","credHelpers":{"gcr.io":"gcr"}}'],
    });
    expect(template.toPreview()).toContain(
      'jsonencode({ "credsStore" = jsondecode("\\"pass\\""), credHelpers = { "gcr.io" = "gcr", (regex(',
    );
  });
});

test("variables that only Terraform knows come after the login", () => {
  const template = rendered({ ecr, "linux.environment": Expression.list("var.environment") });
  expect(template.toPreview()).toContain(
    `jsonencode(concat(["DOCKER_AUTH_CONFIG=${JSON.stringify(helpers).replaceAll('"', '\\"')}"], var.environment))`,
  );
});
