import { readFileSync } from "node:fs";
import { accessToken, inSecret, inSecretsManager, inSsm, ofInstance, script } from "./create-runner-trial";
import { FakePrograms } from "./fake-programs";

let fakes: FakePrograms;
beforeEach(() => {
  fakes = new FakePrograms();
});
afterEach(() => fakes.end());

const url = ["--url", "https://gitlab.example.com"];
test.each<[string, string[]]>([
  ["--url must begin with https:// and hold neither a password nor a query", ofInstance],
  ["--url must begin with https:// and hold neither a password nor a query", ["--url", "http://gitlab.example.com"]],
  ["--url must begin with https:// and hold neither a password nor a query", ["--url", "https://me:pass@example.com"]],
  ["--type must be instance, group or project", [...url, "--type", "shared"]],
  ["--group-id must be the number of the group with --type group", [...url, "--type", "group", "--group-id", "ci"]],
  ["--project-id must be the number of the project with --type project", [...url, "--type", "project"]],
  ["--group-id goes with --type group alone", [...url, "--type", "instance", "--group-id", "7"]],
  ["--project-id goes with --type project alone", [...url, "--type", "group", "--group-id", "7", "--project-id", "9"]],
  ["--unlocked goes with --type project alone", [...url, "--type", "instance", "--unlocked"]],
  ["--description must be given", [...url, "--type", "instance", "--tag", "a"]],
  [
    "--tag or --run-untagged must be given: such a runner takes no jobs",
    [...url, "--type", "instance", "--description", "x"],
  ],
  ["--tag must hold no comma: give each tag by itself", [...url, ...ofInstance, "--tag", "a,b"]],
  ["--maximum-timeout must be at least 600 seconds", [...url, ...ofInstance, "--maximum-timeout", "599"]],
  ["--ssm, --secrets-manager or --kubernetes-secret must be given", [...url, ...ofInstance]],
  ["one store must be given, got --ssm and --secrets-manager", [...url, ...ofInstance, ...inSsm, ...inSecretsManager]],
  ["--ssm must be a name of letters, digits and /_.+=@-", [...url, ...ofInstance, "--ssm", "a b"]],
  ["--key and --context go with --kubernetes-secret alone", [...url, ...ofInstance, ...inSsm, "--key", "linux"]],
  ["--kubernetes-secret must be NAMESPACE/SECRET", [...url, ...ofInstance, "--kubernetes-secret", "ci-tokens"]],
  ["--key must be the key of the token in the Secret", [...url, ...ofInstance, "--kubernetes-secret", "ci/ci-tokens"]],
  [
    "--kms-key goes with --ssm and --secrets-manager alone",
    [...url, ...ofInstance, ...inSecret, "--kms-key", "alias/ci"],
  ],
  [
    "--kms-key has no effect on a secret that exists",
    [...url, ...ofInstance, ...inSecretsManager, "--kms-key", "alias/ci", "--replace"],
  ],
  ["--token-fd must be the number of an open file", [...url, ...ofInstance, ...inSsm, "--token-fd", "x"]],
  ["--tag needs a value", [...url, "--tag"]],
  ["--tags is unknown", [...url, "--tags", "a"]],
])("%s", async (says, args) => {
  const { status, stdout, stderr } = await fakes.run(script, args, { environment: { GITLAB_TOKEN: accessToken } });
  expect(stderr).toBe(`create-runner: ${says}; see --help\n`);
  expect(stdout).toBe("");
  expect(status).toBe(2);
});

test("--help names every option that the script knows", async () => {
  const { status, stdout, stderr } = await fakes.run(script, ["--help"]);
  expect(status).toBe(0);
  expect(stderr).toBe("");
  const [, options = ""] = /case \$option in(.*?)\ndone\n/s.exec(readFileSync(script, "utf8")) ?? [];
  const known = new Set(options.match(/--[a-z-]+(?=\)| \|)/g));
  known.delete("--help");
  expect(known.size).toBeGreaterThan(20);
  for (const option of known) expect(stdout).toContain(`${option} `);
});
