import { TerraformVariable } from "cdktf";
import { parse as parseToml } from "smol-toml";
import { Expression, RunnerStack, type RunnerStackProps } from "../src";
import { description, fleet } from "./description";
import { TerraformRun } from "./terraform-run";

const registry = "111122223333.dkr.ecr.eu-west-1.amazonaws.com";
const repository = "444455556666.dkr-ecr.us-east-1.on.aws/team/base";
const known = [registry, "444455556666.dkr-ecr.us-east-1.on.aws"];
const own = { auths: { "registry.example.com": {} }, credHelpers: { "gcr.io": "gcr" } };

const props = (address: string | Expression<"text">): RunnerStackProps => ({
  ...description,
  manager: { image: "build" },
  ecr: {
    repositories: [`${registry}/ci/*`, address],
    pullThroughCache: { k8s: { upstreamRegistryUrl: "registry.k8s.io" } },
  },
  fleets: {
    linux: { ...fleet, environment: [`DOCKER_AUTH_CONFIG=${JSON.stringify(own)}`, "OTHER=1"] },
  },
});

const runWith = (given: string) =>
  new TerraformRun(
    (app) => {
      const stack = new RunnerStack(app, "test", props(Expression.text("var.repository")));
      new TerraformVariable(stack, "repository", { type: "string" });
    },
    { values: { repository: given } },
  );

describe("a repository that only Terraform knows", () => {
  const run = runWith(repository);
  afterAll(() => run.remove());

  test("is pulled from with a login to its registry, beside that of the cache and what the fleet says itself", () => {
    run.apply();
    const { runners } = parseToml(run.output("config_toml")) as unknown as { runners: { environment: string[] }[] };
    const [login = "", ...others] = runners[0]?.environment ?? [];
    const { credHelpers, ...rest } = JSON.parse(login.replace("DOCKER_AUTH_CONFIG=", "")) as typeof own;
    const cache = Object.keys(credHelpers).filter((host) => ![...known, "gcr.io"].includes(host));
    expect(cache).toEqual([expect.stringMatching(/^\d{12}\.dkr\.ecr\.eu-west-1\.amazonaws\.com$/)]);
    expect(credHelpers).toEqual({
      "gcr.io": "gcr",
      ...Object.fromEntries([...known, ...cache].map((host) => [host, "ecr-login"])),
    });
    expect(rest).toEqual({ auths: own.auths });
    expect(others).toEqual(["OTHER=1"]);
  });

  test("is in the manager's policy by its ARN", () => {
    const { policy } = run.plan().after("aws_iam_role_policy", "EcrPolicy");
    const { Statement: statements } = JSON.parse(policy as string) as {
      Statement: { Sid: string; Resource: string | string[] }[];
    };
    const pull = statements.find(({ Sid }) => Sid === "Pull");
    expect((pull?.Resource as string[]).map((arn) => arn.replace(/^arn:[^:]+:/, "")).slice(0, 2)).toEqual([
      "ecr:eu-west-1:111122223333:repository/ci/*",
      "ecr:us-east-1:444455556666:repository/team/base",
    ]);
    expect(run.pending()).toBe("nothing");
  });
});

test("an address of another registry stops the plan", () => {
  const run = runWith("registry.example.com/team/base");
  try {
    expect(run.planFailures().map(({ summary }) => summary)).toContain("Error in function call");
  } finally {
    run.remove();
  }
});
