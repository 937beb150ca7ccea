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
  expect(read("hcl", "providers.tf")).toContain('region = "eu-west-1"');
  expect(namesIn("hcl")).toContain("assets");
});

test("JSON is what cdktf synthesises, without a backend", () => {
  expect(folder.run(["synth", "--to", "json", "-o", "json"]).status).toBe(0);
  const root = JSON.parse(read("json", "cdk.tf.json")) as Root;
  expect(Object.keys(root.provider).sort()).toEqual(["aws", "helm", "kubernetes"]);
  expect(Object.keys(root.terraform)).toEqual(["required_providers"]);
  expect(root.variable.subnet_ids?.validation.length).toBeGreaterThan(0);
});

test("a module has its caller's providers and region, and a README with what must be given", () => {
  expect(folder.run(["synth", "--to", "module", "-o", "module"]).status).toBe(0);
  const files = namesIn("module").filter((name) => name.endsWith(".tf"));
  const text = files.map((name) => read("module", name)).join("\n");
  expect(text).not.toMatch(/^provider "/m);
  expect(text).not.toContain('data "aws_eks_cluster"');
  expect(text).not.toContain("var.region");
  expect(read("module", "versions.tf")).toContain('version = ">= 6.25.0, < 7.0.0"');
  expect([...read("module", "README.md").matchAll(/^ {2}(\w+) = …$/gm)].map(([, name]) => name).sort()).toEqual([
    "cluster_name",
    "manager_security_group_ids",
    "subnet_ids",
  ]);
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
