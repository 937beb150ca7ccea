import { inTermsOfVariables, nameInTerraform } from "../../src/variables/terraform-name";

test.each([
  ["name", "name"],
  ["subnetIds", "subnet_ids"],
  ["associatePublicIpAddress", "associate_public_ip_address"],
  ["sizeGiB", "size_gib"],
  ["throughputMiBps", "throughput_mibps"],
])("%s is %s", (key, name) => {
  expect(nameInTerraform(key)).toBe(name);
});

test("a sentence speaks of variables in place of keys, and leaves other words", () => {
  expect(inTermsOfVariables("raise machines.rootVolume.sizeGiB, or lower maxUseCount of GitLab on EC2")).toBe(
    "raise root_volume.size_gib, or lower max_use_count of GitLab on EC2",
  );
});
