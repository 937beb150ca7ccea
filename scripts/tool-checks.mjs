import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { alertRules, alertTests, testedRules } from "./alert-rules.mjs";
import { chartScripts } from "./chart-scripts.mjs";
import { dashboardRules, dashboardTests } from "./dashboard-rules.mjs";
import userData from "./user-data.js";

/** Every file git knows or would add; paths from the root. Files that were deleted but not committed are left out. */
const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { encoding: "utf8" })
  .split("\n")
  .filter((file) => file !== "" && existsSync(file));

const matching = (pattern) => files.filter((file) => pattern.test(file));

/** The parts of every rendered user data, each with the name of its file. */
const parts = matching(/(^|\/)rendered\/.*user-data/).flatMap((file) =>
  userData.userDataParts(readFileSync(file, "utf8")).map((text, index) => ({ name: `${file}.part-${index}`, text })),
);

/** Writes texts into `folder`, each under its name with the slashes flattened, and returns their paths. */
function written(folder, texts) {
  mkdirSync(folder, { recursive: true });
  return texts.map(({ name, text }) => {
    const path = join(folder, name.replaceAll("/", "_"));
    writeFileSync(path, text);
    return path;
  });
}

/** The systemd units of a manager on EC2, with their scripts where these are here. */
const units = () =>
  matching(/^packages\/ec2-manager\/files\/units\//).map((file) => ({
    // Its name says where it mounts.
    name: basename(file).replace("state-volume.mount", "var-lib-gitlab\\x2drunner.mount"),
    text: readFileSync(file, "utf8").replaceAll(
      "/usr/local/lib/runner-fleet/",
      resolve("packages/ec2-manager/files/scripts") + "/",
    ),
  }));

/** The synthesised Terraform of every example that uses AWS, which is what checkov knows. */
const stacks = () =>
  readdirSync("examples")
    .map((example) => `examples/${example}/cdktf.out/stacks`)
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((stack) => `${folder}/${stack}/cdk.tf.json`))
    .filter((stack) => JSON.parse(readFileSync(stack, "utf8")).provider?.aws);

const workflows = matching(/(^|\/)\.github\/workflows\/[^/]+\.ya?ml$/);

/**
 * What `npm run check:tools` runs.
 *
 * - `subject`: what is checked, for the message if there is none of it, which is a fault: a check of nothing is green.
 * - `files(folder)`: the files to check; those it makes itself go into `folder`.
 * - `args`: before the files.
 * - `proof`: what it prints if it looked at anything, for a tool that is content with a file it can't make sense of.
 * - `each`: whether the tool takes one file at a time. Default: all at once.
 */
export const toolChecks = [
  {
    tool: "shellcheck",
    subject: "shell script",
    files: (folder) => [
      ...files.filter((file) => /^#!.*\b(ba|da)?sh\b/.test(readFileSync(file, "utf8").slice(0, 100))),
      ...written(
        folder,
        parts.flatMap(({ name, text }) =>
          userData.shellScripts(text).map((each) => ({ name: `${name}-${each.name}.sh`, text: each.script })),
        ),
      ),
      ...written(folder, chartScripts()),
    ],
    args: ["--external-sources"],
  },
  {
    tool: "promtool",
    subject: "file of alerts",
    files: (folder) => written(folder, alertRules()),
    args: ["check", "rules", "--lint-fatal"],
    proof: /SUCCESS: [1-9]\d* rules found/,
  },
  {
    tool: "promtool",
    subject: "alert with cases",
    files: (folder) => {
      written(folder, [testedRules()]);
      return written(folder, alertTests());
    },
    args: ["test", "rules"],
    proof: /SUCCESS/,
  },
  {
    tool: "promtool",
    subject: "file of the dashboard's queries",
    files: (folder) => written(folder, [dashboardRules()]),
    args: ["check", "rules"],
    proof: /SUCCESS: [1-9]\d* rules found/,
  },
  {
    tool: "promtool",
    subject: "file of their answers",
    files: (folder) => {
      written(folder, [dashboardRules()]);
      return written(folder, [dashboardTests()]);
    },
    args: ["test", "rules"],
    proof: /SUCCESS/,
  },
  { tool: "hadolint", subject: "Dockerfile", files: () => matching(/(^|[/.])Dockerfile$/), args: [] },
  {
    tool: "cloud-init",
    subject: "rendered cloud-config",
    files: (folder) =>
      written(
        folder,
        parts.filter(({ text }) => text.startsWith("#cloud-config")),
      ),
    args: ["schema", "--config-file"],
    each: true,
  },
  {
    // Of an ordering cycle systemd says all, and ends well.
    tool: "bash",
    subject: "systemd unit",
    files: (folder) => written(join(folder, "units"), units()),
    args: [
      "-c",
      'said=$(systemd-analyze verify --man=no "$@" 2>&1) && [ -z "$said" ] || { echo "$said"; exit 1; }',
      "bash",
    ],
  },
  { tool: "actionlint", subject: "GitHub workflow", files: () => workflows, args: [] },
  {
    tool: "zizmor",
    subject: "GitHub workflow",
    files: () => workflows,
    args: ["--offline", "--no-progress", "--persona=pedantic"],
  },
  {
    tool: "check-jsonschema",
    subject: "GitLab pipeline",
    files: () => matching(/(^|\/)\.gitlab-ci\.yml$/),
    args: ["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"],
  },
  {
    tool: "checkov",
    subject: "synthesised stack",
    files: stacks,
    args: ["--config-file", ".checkov.yaml", "--file"],
    proof: /Passed checks: [1-9]/,
  },
];
