import { installGitlabRunner, type RunnerInstallation } from "../src";

const installed = (other: Partial<RunnerInstallation> = {}) =>
  installGitlabRunner({ version: "19.4.0", architecture: "arm64", ...other }, (piece) => JSON.stringify(piece));

test("the script says what GitLab Runner is for on the machine: jobs, unless told otherwise", () => {
  expect(installed().files).toContain(
    "      # Installs gitlab-runner, which jobs call for their cache, artifacts and steps. It never runs as a service here.",
  );
  const { files } = installed({ purpose: "which is the manager." });
  expect(files).toContain("      # Installs gitlab-runner, which is the manager.");
  expect(files.join("\n")).not.toContain("jobs call");
});

test("what is installed is told by arguments, and a checksum only where there is one", () => {
  const program = "  - [sh, /usr/local/sbin/install-gitlab-runner, ";
  const source = '"https://s3.dualstack.us-east-1.amazonaws.com/gitlab-runner-downloads", "19.4.0", "arm64"';
  expect(installed().commands.map((line) => [line].flat().join(""))).toEqual([`${program}${source}]`]);
  const sha256 = "0123456789abcdef".repeat(4);
  expect(installed({ sha256 }).commands.map((line) => [line].flat().join(""))).toEqual([
    `${program}${source}, "${sha256}"]`,
  ]);
});
