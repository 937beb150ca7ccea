import { fleets, withFindings } from "./descriptions";
import { Folder } from "./run-command";

const folder = new Folder();
afterAll(() => folder.remove());
folder.write("runner-fleet.yaml", fleets);
folder.write("wrong.yaml", withFindings);
folder.write(
  "warned.yaml",
  fleets.replace("[m7i.large, m6i.large]", "[m7i.large]\n      onDemandPercentageAboveBaseCapacity: 0"),
);
folder.write("broken.yaml", "fleets: [\n");

const unknownKey =
  "gitlab.tokn: unknown key; remove it or use one of url, tlsCaFile, tlsCertFile, tlsKeyFile [schema-unknown-key]";

test("a description without findings is valid, and what it leaves to Terraform is said", () => {
  expect(folder.run(["validate"])).toEqual({
    status: 0,
    stdout:
      "runner-fleet.yaml: valid; left to Terraform's variables: subnet_ids, manager_security_group_ids, cluster_name\n",
    stderr: "",
  });
});

test("findings are in the order of the file, each by line and column, and end with 1", () => {
  const { status, stdout, stderr } = folder.run(["validate", "wrong.yaml"]);
  const places = stdout.split("\n").map((line) => /^wrong\.yaml:\d+:\d+: \w+: [\w.]+/.exec(line)?.[0]);
  expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
  expect(places.filter((place) => place !== undefined)).toEqual([
    "wrong.yaml:5:3: error: gitlab.tokn",
    "wrong.yaml:9:5: error: fleets.linux.maxInstances",
    "wrong.yaml:13:7: warning: fleets.linux.machines.instanceTypes",
  ]);
  expect(stdout.trimEnd().split("\n").at(-1)).toBe("wrong.yaml: not valid, 2 errors, 1 warning");
});

test("warnings end with 0, and with --strict with 1", () => {
  expect(folder.run(["validate", "warned.yaml"]).status).toBe(0);
  expect(folder.run(["validate", "warned.yaml", "--strict"]).status).toBe(1);
});

test("decisions that import has left are counted for people, and only those that are comments", () => {
  const decide = "# DECIDE: runners[0].x: do this\n#  and that\n";
  const script = "    preBuildScript: |\n      # DECIDE: no comment\n";
  const summary = (content: string) => {
    folder.write("decide.yaml", content);
    return folder.run(["validate", "decide.yaml"]).stdout.trimEnd().split("\n").at(-1);
  };
  const inFleet = fleets.replace("    docker:", `${script}    docker: # DECIDE: y: which?`);
  expect(summary(`${decide}${fleets}`)).toMatch(/^decide\.yaml: valid, 1 decision left; left to /);
  expect(summary(`${decide}${inFleet}    # DECIDE: z: end\n`)).toContain(", 3 decisions left");
  expect(folder.run(["validate", "decide.yaml", "--format", "json"]).stdout).not.toContain("decision");
});

test.each(["json", "gitlab"])("of a failure the log has a line where the report is for a program: %s", (format) => {
  const said = (...args: string[]) => folder.run(["validate", "--format", format, ...args]).stderr;
  expect(said("wrong.yaml")).toBe("wrong.yaml: not valid, 2 errors, 1 warning\n");
  expect(said("broken.yaml")).toBe("broken.yaml: not valid, 1 error\n");
  expect(said("warned.yaml", "--strict")).toMatch(/^warned\.yaml: valid, 1 warning; left to .*\n$/);
  expect(said("warned.yaml")).toBe("");
});

test("for programs there is JSON, also of a file that is no YAML", () => {
  const { status, stdout } = folder.run(["validate", "wrong.yaml", "--format", "json"]);
  const { findings, ...rest } = JSON.parse(stdout) as { findings: Record<string, unknown>[] };
  expect({ status, rest }).toEqual({
    status: 1,
    rest: { source: "wrong.yaml", valid: false, leftToTerraform: expect.any(Array) as unknown },
  });
  expect(findings.map(({ rule, line }) => [rule, line])).toEqual([
    ["schema-unknown-key", 5],
    ["schema-range", 9],
    ["spot-single-type", 13],
  ]);
  expect(JSON.parse(folder.run(["validate", "broken.yaml", "--format", "json"]).stdout)).toMatchObject({
    valid: false,
    findings: [{ rule: "schema-yaml", severity: "error", line: 2, column: 1 }],
  });
});

test("for GitHub there is a command for each finding, with what would end it early escaped", () => {
  const { stdout, stderr } = folder.run(["validate", "wrong.yaml", "--format", "github"]);
  expect(stderr).toBe("");
  expect(stdout.split("\n")).toHaveLength(4);
  expect(stdout.split("\n")[0]).toBe(
    `::error file=wrong.yaml,line=5,col=3,title=schema-unknown-key::${unknownKey.replace(" [schema-unknown-key]", "")}`,
  );
});

test("for GitLab there is a report of code quality, whose fingerprints differ and stay when lines move", () => {
  const report = (content: string) => {
    folder.write("moved.yaml", content);
    const { stdout } = folder.run(["validate", "moved.yaml", "--format", "gitlab"]);
    return JSON.parse(stdout) as { fingerprint: string; severity: string; location: { lines: { begin: number } } }[];
  };
  const before = report(withFindings);
  const after = report(`# a line more\n${withFindings}`);
  expect(before[0]).toEqual({
    description: unknownKey,
    check_name: "schema-unknown-key",
    fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
    severity: "critical",
    location: { path: "moved.yaml", lines: { begin: 5 } },
  });
  expect(after.map(({ location }) => location.lines.begin)).toEqual(
    before.map(({ location }) => location.lines.begin + 1),
  );
  expect(after.map(({ fingerprint }) => fingerprint)).toEqual(before.map(({ fingerprint }) => fingerprint));
  expect(new Set(before.map(({ fingerprint }) => fingerprint)).size).toBe(3);
});
