import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../src/command/run";

const table = {
  fleet: "Fleet-*",
  reason: "write it as HCL",
  addresses: {
    "ManagerRole/Resource": "aws_iam_role.manager",
    "ManagerRole/Group": "aws_iam_group.manager",
    "Fleet-*/Resource": "aws_autoscaling_group.machines",
  },
  remaining: {},
};

const home = process.cwd();
let work: string;
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), "runner-fleet-hcl-"));
  for (const name of ["eks-docker-autoscaler", "several-fleets"]) {
    mkdirSync(join(work, name));
    cpSync(join(__dirname, `../corpus/example-${name}.json`), join(work, name, "cdk.tf.json"));
  }
  mkdirSync(join(work, "module"));
  writeFileSync(join(work, "module/moved-from.json"), JSON.stringify(table));
  process.chdir(work);
});
afterEach(() => {
  process.chdir(home);
  rmSync(work, { recursive: true });
});

/** Runs the command in the folder, in this process. */
function hcl(...args: readonly string[]) {
  const said = { stdout: "", stderr: "" };
  const status = run(args, {
    out: (text) => (said.stdout += `${text}\n`),
    error: (text) => (said.stderr += `${text}\n`),
  });
  return { status, ...said };
}
const call = ["--into", "module", "--as", "runners"];
const text = (name: string) => readFileSync(join(work, name), "utf8");

test("moved blocks are written to a file, and what they can't do is said", () => {
  const { status, stdout, stderr } = hcl("eks-docker-autoscaler", ...call, "-o", "root/moved.tf");
  expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
  expect(readdirSync(join(work, "root"))).toEqual(["moved.tf"]);
  expect(text("root/moved.tf")).toMatch(
    /^moved \{\n {2}from = aws_iam_role\.Runners_ManagerRole_324BFFB5\n {2}to {3}= module\.runners\.aws_iam_role\.manager\n\}\n/,
  );
  const [wrote, rest, added, ...more] = stderr.trimEnd().split("\n");
  expect(wrote).toBe("wrote moved blocks of 2 resources to root/moved.tf");
  expect(rest).toMatch(
    /^not in the module, see the comments: aws_ecr_lifecycle_policy\.image, .*terraform_data\.image_build$/,
  );
  expect(added).toBe("not in the stack, so the plan adds: module.runners.aws_iam_group.manager");
  expect(more).toEqual([]);
});

test("they can be printed instead", () => {
  const printed = hcl("eks-docker-autoscaler/cdk.tf.json", ...call, "--print");
  expect(printed.status).toBe(0);
  expect(printed.stderr).not.toContain("wrote");
  hcl("eks-docker-autoscaler", ...call, "-o", "moved.tf");
  expect(printed.stdout).toBe(`${text("moved.tf")}\n`);
});

test("someone's own file stays unless it is forced", () => {
  writeFileSync(join(work, "moved.tf"), "# mine\n");
  const { status, stderr } = hcl("eks-docker-autoscaler", ...call, "-o", "moved.tf");
  expect(status).toBe(1);
  expect(stderr).toBe(
    "moved.tf: must have what this would write or not be there, got another text; move it away, write to another file, or overwrite it with --force\n",
  );
  expect(text("moved.tf")).toBe("# mine\n");
  expect(hcl("eks-docker-autoscaler", ...call, "-o", "moved.tf", "--force").status).toBe(0);
  expect(hcl("eks-docker-autoscaler", ...call, "-o", "moved.tf").status).toBe(0);
  expect(text("moved.tf")).toMatch(/^moved \{/);
});

test.each([
  [
    ["eks-docker-autoscaler", ...call, "-o", "module"],
    /^module: must be a file or not there, got a folder; name a file in it, such as module\/moved\.tf\n$/,
  ],
  [
    ["eks-docker-autoscaler", "--into", "nowhere", "--as", "runners", "-o", "moved.tf"],
    /^nowhere\/moved-from\.json: must be a file that can be read: ENOENT/,
  ],
  [
    ["several-fleets", ...call, "-o", "moved.tf"],
    /^the stack must have exactly one fleet to become a call of the module, got Runners\/Fleet-large, Runners\/Fleet-large-2, .*: write it as HCL\n$/,
  ],
])("%j is refused with 1", (args, message) => {
  const { status, stderr } = hcl(...args);
  expect(status).toBe(1);
  expect(stderr).toMatch(message);
  expect(existsSync(join(work, "moved.tf"))).toBe(false);
});

test("a folder without a table is none of a module", () => {
  writeFileSync(join(work, "module/moved-from.json"), "{}");
  expect(hcl("eks-docker-autoscaler", ...call, "-o", "moved.tf")).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/^module\/moved-from\.json: must be the table that is beside a module/),
  });
});

test.each([
  [["x", "--into", "module", "-o", "y"], "'--into' and '--as' must be given together, got '--into' alone"],
  [["x", "--as", "runners", "-o", "y"], "'--into' and '--as' must be given together, got '--as' alone"],
  [["x", "--into", "module", "--as", "a.b", "-o", "y"], "'--as' must be the name of a module call, such as runners or"],
  [["x", ...call], "'--output' or '--print' must be given, got neither"],
  ...["--moved", "--backend", "--files=main", "--schema=x", "--addresses=x"].map((option): [string[], string] => [
    ["x", ...call, "-o", "y", option],
    `'${option.replace(/=.*/, "")}' must not be given with '--into', which writes moved blocks alone`,
  ]),
])("%j is wrong usage, which is 2", (args, message) => {
  const { status, stderr } = hcl(...args);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
  expect(stderr).toContain(
    "runner-fleet-hcl <stack folder or cdk.tf.json> --into <module folder> --as <call> -o <file>",
  );
});
