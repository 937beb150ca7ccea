import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { fleets } from "./descriptions";
import { Folder } from "./run-command";

const folder = new Folder();
afterAll(() => folder.remove());
folder.write("runner-fleet.yaml", fleets);

const read = (...path: string[]) => readFileSync(join(folder.path, ...path), "utf8");
const namesIn = (...path: string[]) => readdirSync(join(folder.path, ...path)).sort();

interface Root {
  readonly variable: Readonly<Record<string, { readonly type: string; readonly validation: unknown[] }>>;
  readonly provider: Readonly<Record<string, unknown>>;
  readonly terraform: Readonly<Record<string, unknown>>;
}

test("HCL is written by topic; what the description leaves out is a typed variable, and what it says is not", () => {
  const { status, stdout, stderr } = folder.run(["synth", "-o", "hcl"]);
  expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
  const declared = [...read("hcl", "variables.tf").matchAll(/^variable "(\w+)" \{[^}]*?\n {2}type += (.+)$/gm)];
  expect(declared.map(([, name, type]) => [name, type]).sort()).toEqual([
    ["cluster_name", "string"],
    ["manager_security_group_ids", "list(string)"],
    ["subnet_ids", "list(string)"],
  ]);
  expect(stderr).toMatch(/^variables to give, which the description leaves out:\n {2}subnet_ids +Subnets /m);
  expect(stderr.trimEnd().split("\n").slice(-2)).toEqual([
    "give them in a terraform.tfvars there, or as TF_VAR_subnet_ids, TF_VAR_manager_security_group_ids, TF_VAR_cluster_name",
    "next: cd hcl && terraform init && terraform plan",
  ]);
  expect(read("hcl", "providers.tf")).toContain('region = "eu-west-1"');
  expect(namesIn("hcl")).toContain("assets");
});

test("HCL says which Terraform it needs, where providers are from, and of each file which description it is from", () => {
  const versions = read("hcl", "versions.tf");
  expect(versions).toContain('required_version = ">= 1.11"');
  expect([...versions.matchAll(/source += "(.*)"/g)].map(([, source]) => source).sort()).toEqual([
    "hashicorp/aws",
    "hashicorp/helm",
    "hashicorp/kubernetes",
  ]);
  expect([...versions.matchAll(/ version += "(.*)"/g)].map(([, version]) => version)).toEqual(
    Array(3).fill(expect.stringMatching(/^\d+\.\d+\.\d+$/)),
  );
  const first = "# Written by 'runner-fleet synth' from runner-fleet.yaml: change that, and write this again.\n\n";
  const files = namesIn("hcl").filter((name) => name.endsWith(".tf"));
  expect(files.length).toBeGreaterThan(3);
  expect(files.filter((name) => !read("hcl", name).startsWith(first))).toEqual([]);
});

test("JSON is what cdktf synthesises, without a backend", () => {
  const { status, stderr } = folder.run(["synth", "--to", "json", "-o", "json"]);
  expect(status).toBe(0);
  expect(stderr).toMatch(/\nnext: cd json && terraform init && terraform plan\n$/);
  const root = JSON.parse(read("json", "cdk.tf.json")) as Root;
  expect(Object.keys(root.provider).sort()).toEqual(["aws", "helm", "kubernetes"]);
  expect(Object.keys(root.terraform)).toEqual(["required_providers"]);
  expect(root.variable.subnet_ids?.validation.length).toBeGreaterThan(0);
});

test("a module has its caller's providers and region, and a README with what must be given", () => {
  const { status, stderr } = folder.run(["synth", "--to", "module", "-o", "modules/runners"]);
  expect(status).toBe(0);
  expect(stderr).toContain("variables to give");
  expect(stderr).not.toContain("terraform init");
  const files = namesIn("modules/runners").filter((name) => name.endsWith(".tf"));
  const text = files.map((name) => read("modules/runners", name)).join("\n");
  expect(text).not.toMatch(/^provider "/m);
  expect(text).not.toContain('data "aws_eks_cluster"');
  expect(text).not.toContain("var.region");
  expect(read("modules/runners", "versions.tf")).toContain('version = ">= 6.25.0, < 7.0.0"');
  expect(files.filter((name) => !read("modules/runners", name).startsWith("# Written by "))).toEqual([]);
  expect(read("modules/runners", "README.md")).toContain(`\`\`\`hcl
module "runners" {
  source = "./modules/runners"

  cluster_name               = "…"
  manager_security_group_ids = ["…"]
  subnet_ids                 = ["…"]
}
\`\`\`

Providers are the caller's: the region is that of its \`aws\` provider, whatever \`region\` the description has.
The cluster is the one that its \`helm\` provider leads to.
`);
});

test("a folder keeps its format: another is refused, and replaces it only with --force", () => {
  const was: readonly (readonly [string, string])[] = [
    ["hcl", "hcl"],
    ["json", "json"],
    ["modules/runners", "module"],
  ];
  for (const [written, format] of was) {
    const before = namesIn(written);
    for (const [, other] of was.filter(([, each]) => each !== format)) {
      const { status, stdout, stderr } = folder.run(["synth", "--to", other, "-o", written]);
      expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
      expect(stderr).toMatch(
        new RegExp(`^${written}: must not hold another format, has .*--to ${format}.*, got .*--to ${other}`),
      );
      expect(stderr).toContain(
        "an apply would destroy what is deployed and make it anew; write to another folder, or replace it with --force\n",
      );
    }
    expect(folder.run(["render", "-o", written])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("its files would be removed; write to another folder") as unknown,
    });
    expect(namesIn(written)).toEqual(before);
  }
  folder.run(["synth", "--to", "json", "-o", "replaced"]);
  expect(folder.run(["synth", "--to", "hcl", "-o", "replaced", "--force"]).status).toBe(0);
  expect(namesIn("replaced")).not.toContain("cdk.tf.json");
  expect(namesIn("replaced")).toContain("main.tf");
});

test("what someone changed is kept, unless --force is given; a second run with nothing new writes the same", () => {
  const first = read("hcl", "main.tf");
  expect(folder.run(["synth", "-o", "hcl"]).status).toBe(0);
  expect(read("hcl", "main.tf")).toBe(first);
  folder.write("hcl/main.tf", "# mine\n");
  const { status, stderr } = folder.run(["synth", "-o", "hcl"]);
  expect(status).toBe(1);
  expect(stderr).toContain("that someone else wrote or changed, got main.tf;");
  expect(read("hcl", "main.tf")).toBe("# mine\n");
  expect(folder.run(["synth", "-o", "hcl", "--force"]).status).toBe(0);
  expect(read("hcl", "main.tf")).toBe(first);
});

test("a description with errors is not synthesised, and says them all", () => {
  folder.write("wrong.yaml", fleets.replace("maxInstances: 10", "maxInstances: 0").replace("ci\n", "CI\n"));
  const { status, stderr } = folder.run(["synth", "wrong.yaml", "-o", "wrong"]);
  expect(status).toBe(1);
  expect(stderr.split("\n").map((line) => line.split(": ").slice(0, 3).join(": "))).toEqual([
    "wrong.yaml:1:1: error: name",
    "wrong.yaml:8:5: error: fleets.linux.maxInstances",
    "",
  ]);
  expect(namesIn()).not.toContain("wrong");
});

describe("render", () => {
  test("prints one file alone, which is what GitLab Runner reads", () => {
    const { status, stdout, stderr } = folder.run(["render", "--only", "config.toml"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(parse(stdout)).toMatchObject({ concurrent: 10, runners: [{ name: "ci-linux", limit: 10 }] });
  });

  test("writes every file to a folder, and prints every file under its name", () => {
    expect(folder.run(["render", "-o", "rendered"]).status).toBe(0);
    const names = namesIn("rendered").filter((name) => !name.startsWith("."));
    expect(names).toEqual(["config.toml", "fleets.txt", "user-data-linux.yaml", "values.yaml"]);
    const { stdout } = folder.run(["render"]);
    expect([...stdout.matchAll(/^==> (.*) <==$/gm)].map(([, name]) => name)).toEqual(names);
  });

  test("says which files there are when another is asked for", () => {
    expect(folder.run(["render", "--only", "config"])).toEqual({
      status: 1,
      stdout: "",
      stderr: "--only: must be one of config.toml, fleets.txt, user-data-linux.yaml, values.yaml, got config\n",
    });
  });
});

test("two hundred fleets are validated and synthesised", () => {
  const [head = "", fleet = ""] = fleets.split("  linux:\n");
  const names = Array.from({ length: 200 }, (_, index) => `linux-${index}`);
  // A role has room for the groups of some sixty fleets, so there are four managers.
  folder.write("many.yaml", `${head}${names.map((name) => `  ${name}:\n${fleet}`).join("")}`);
  expect(folder.run(["validate", "many.yaml"])).toMatchObject({ status: 0, stderr: "" });
  expect(folder.run(["synth", "many.yaml", "--to", "json", "-o", "many"]).status).toBe(0);
  const { resource } = JSON.parse(read("many", "cdk.tf.json")) as { resource: Record<string, object> };
  expect(Object.keys(resource.aws_autoscaling_group ?? {})).toHaveLength(200);
});
