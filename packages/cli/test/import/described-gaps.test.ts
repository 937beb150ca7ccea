import { importConfig } from "../../src/import/import-config";
import { autoscaler, outcome, pods } from "./samples";

test("what config.toml does not say of the account is a decision", () => {
  const unsaid = "config.toml does not say it: write it, or give it to Terraform as a variable";
  for (const path of ["region", "fleets.linux.machines.subnetIds"]) {
    expect(outcome(autoscaler, path)).toEqual({ outcome: "decision", note: unsaid });
  }
  expect(outcome(autoscaler, "cluster.name")).toEqual({
    outcome: "decision",
    note:
      `${unsaid}; a manager on an EC2 instance needs no cluster: for that write manager: { platform: ec2 }, or import again ` +
      "with --platform ec2",
  });
  expect(outcome(autoscaler + pods().replace("concurrent = 8\n", ""), "cluster.name")).toMatchObject({ note: unsaid });
  const { yaml } = importConfig(autoscaler, "config.toml", "ec2");
  expect(yaml.match(/give\s+(#\s+)?it\s+(#\s+)?to\s+(#\s+)?Terraform/g)).toHaveLength(1);
});

test("what docker-machine's options ask for already is asked for once", () => {
  const text = autoscaler
    .replace('"docker-autoscaler"', '"docker+machine"')
    .replace(/\[runners\.autoscaler\][^]*/, '[runners.machine]\nMachineDriver = "amazonec2"\n');
  const asked = importConfig(text, "config.toml").report.filter(({ outcome: what }) => what === "decision");
  for (const [path, note] of [
    ["region", /^no amazonec2-region/],
    ["fleets.linux.machines.subnetIds", /^no amazonec2-subnet-id/],
  ] as const) {
    const about = asked.filter(({ key, to }) => key === path || to === path);
    expect(about).toEqual([expect.objectContaining({ note: expect.stringMatching(note) as string })]);
  }
});

test("what the manager is to run on is written where it is said", () => {
  const { description, report } = importConfig(autoscaler, "config.toml", "ec2");
  expect(description.manager).toEqual({ platform: "ec2" });
  expect(report.map(({ key }) => key)).not.toContain("cluster.name");
  expect(importConfig(autoscaler, "config.toml", "kubernetes").description).not.toHaveProperty("manager");
  expect(
    importConfig(autoscaler, "config.toml", "kubernetes").report.find(({ key }) => key === "cluster.name")?.note,
  ).toBe("config.toml does not say it: write it, or give it to Terraform as a variable");
});
