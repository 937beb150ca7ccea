import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ConfigError, RunnerStack, type RunnerStackProps } from "../src";
import { description, fleet } from "./description";
import { TerraformRun } from "./terraform-run";

// The form of a token, and no token: put together here so that no scanner takes it for one.
const secret = "Canary0123456789abcd";
const token = `glrt-${secret}`;

/** Every place in which the token is: files below the run's folder, and what Terraform printed. */
function placesOf(run: TerraformRun): string[] {
  const files = readdirSync(run.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    // The providers' own programs, which nobody has written into.
    .filter((path) => !path.includes("/.terraform/providers/"));
  expect(files.map((path) => path.slice(run.folder.length + 1))).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/cdk\.tf\.json$/),
      expect.stringMatching(/\.tfstate$/),
      expect.stringMatching(/\/plan$/),
    ]),
  );
  const forms = [secret, Buffer.from(token).toString("base64").slice(4, -4)];
  const texts = [
    ...files.map((path) => [path, readFileSync(path, "latin1")] as const),
    ...run.log.map(({ stdout, stderr }) => ["what Terraform printed", `${stdout}${stderr}`] as const),
  ];
  return texts.filter(([, text]) => forms.some((form) => text.includes(form))).map(([place]) => place);
}

test.each<[string, NonNullable<RunnerStackProps["cluster"]>["tokens"], Record<string, string>]>([
  ["given by an ephemeral variable", { source: "variable" }, { runner_token_linux: token }],
  ["in a Secret that exists already", { source: "existing", secretName: "tokens" }, {}],
])("a token that is %s is in no file, no plan, no state and no output", (_how, tokens, secrets) => {
  const run = new TerraformRun(
    (app) => new RunnerStack(app, "test", { ...description, cluster: { ...description.cluster, tokens } }),
    { secrets },
  );
  try {
    const plan = run.plan();
    expect(plan.resources.filter((address) => address.startsWith("kubernetes_secret_v1."))).toHaveLength(
      Object.keys(secrets).length,
    );
    run.apply(plan);
    expect(run.pending()).toBe("nothing");
    run.execute(["output"]);
    run.execute(["show", "-json"]);
    expect(placesOf(run)).toEqual([]);
  } finally {
    run.remove();
  }
});

test("a variable that is no runner token is refused, and not shown", () => {
  const wrong = `glpat-${secret}`;
  const run = new TerraformRun(
    (app) =>
      new RunnerStack(app, "test", {
        ...description,
        cluster: { ...description.cluster, tokens: { source: "variable" } },
      }),
    { secrets: { runner_token_linux: wrong } },
  );
  try {
    const { stdout, stderr } = run.execute(["plan", "-no-color"], [1]);
    expect(stderr).toContain("A runner authentication token begins with glrt-.");
    expect(`${stdout}${stderr}`).not.toContain(secret);
  } finally {
    run.remove();
  }
});

/** Where somebody could write a token by mistake, with the path that the message names. */
const mistakes: readonly [string, object, string][] = [
  ["environment", { environment: [`DEPLOY=${token}`] }, "fleets.linux.environment[0]"],
  ["script", { preBuildScript: `curl -H 'PRIVATE-TOKEN: ${token}'` }, "fleets.linux.preBuildScript"],
  ["extra", { extra: { clone_url: `https://x:${token}@gitlab.example.com` } }, "fleets.linux.extra.clone_url"],
  ["a key of its own", { token }, "fleets.linux.token"],
  [
    "user data",
    { machines: { ...fleet.machines, userDataParts: [{ filename: "x.sh", content: `#!/bin/sh\necho ${token}` }] } },
    "fleets.linux.machines.userDataParts[0].content",
  ],
  ["tags", { machines: { ...fleet.machines, tags: { token } } }, "fleets.linux.machines.tags.token"],
];

test.each(mistakes)("a token written into %s is refused, and not shown", (_place, linux, path) => {
  let refused: unknown;
  const run = new TerraformRun();
  try {
    run.synthesise(
      (app) => new RunnerStack(app, "test", { ...description, fleets: { linux: { ...fleet, ...linux } } }),
    );
  } catch (error) {
    refused = error;
  } finally {
    run.remove();
  }
  expect(refused).toBeInstanceOf(ConfigError);
  expect(String(refused)).toContain(path);
  expect(
    `${String(refused)}${(refused as Error).stack}${JSON.stringify((refused as ConfigError).findings)}`,
  ).not.toContain(secret);
});

test("a token that does get into a file is found", () => {
  const run = new TerraformRun((app) => new RunnerStack(app, "test", description));
  try {
    run.edit((text) => text.replace("concurrent = 4", `concurrent = 4 # ${token}`));
    run.apply(run.plan());
    expect(placesOf(run).map((place) => place.split("/").at(-1))).toEqual(
      expect.arrayContaining(["cdk.tf.json", "terraform.test.tfstate", "what Terraform printed"]),
    );
  } finally {
    run.remove();
  }
});
