import { spawnSync } from "node:child_process";
import { checkAnswers } from "../../src/init/check-answers";
import type { InitAnswers } from "../../src/init/init-answers";
import { nextSteps } from "../../src/init/next-steps";
import { answersWith } from "./complete-answers";

function steps(said: Partial<InitAnswers>, file = "runner-fleet.yaml"): string[] {
  const { config, left } = checkAnswers(answersWith(said));
  return nextSteps({ file, config: config!, left });
}

test("the file is checked, explained and synthesised next", () => {
  expect(steps({}).slice(0, 4)).toEqual([
    "Next:",
    "  runner-fleet validate runner-fleet.yaml",
    "  runner-fleet explain runner-fleet.yaml",
    "  runner-fleet synth runner-fleet.yaml --to hcl -o terraform",
  ]);
});

test("a manager on Kubernetes reads its token from a Secret, which goes into its namespace first", () => {
  expect(steps({ name: "ci", fleet: "builds" }).slice(-5, -1)).toEqual([
    "Before the first apply, create a runner in GitLab and put its token (glrt-…) where the manager reads it:",
    "  kubectl create namespace ci",
    "  kubectl label namespace ci pod-security.kubernetes.io/enforce=restricted",
    '  read -rs TOKEN && kubectl -n ci create secret generic ci-tokens --from-file=builds=<(printf %s "$TOKEN")',
  ]);
});

test.each(["ec2", "fargate"] as const)("a manager on %s reads its token from Systems Manager", (platform) => {
  expect(steps({ platform, name: "ci", fleet: "builds" }).slice(-3, -1)).toEqual([
    "Before the first apply, create a runner in GitLab and put its token (glrt-…) where the manager reads it:",
    '  read -rs TOKEN && printf %s "$TOKEN" | aws ssm put-parameter --name /ci/builds --type SecureString --value file:///dev/stdin',
  ]);
});

test("what is left to Terraform is named once", () => {
  expect(steps({ platform: "fargate" })).toContain(
    "Write into the file, or give Terraform: TF_VAR_region, TF_VAR_subnet_ids",
  );
});

test("nothing is said of Terraform's variables where nothing is left to it", () => {
  const said = { platform: "ec2", subnets: ["default-vpc"], region: "eu-west-1" } as const;
  expect(steps(said).filter((line) => line.includes("TF_VAR"))).toEqual([]);
});

test.each(["a b.yaml", "it's.yaml", "$HOME.yaml", "a;b", "ü.yaml"])("a file %j is one word of a shell", (file) => {
  const [, validate = ""] = steps({}, file);
  const command = validate.replace("runner-fleet validate", "printf %s");
  const { stdout } = spawnSync("sh", ["-c", command.replace("printf %s", "printf '%s\\n' --")], { encoding: "utf8" });
  expect(stdout).toBe(`--\n${file}\n`);
});

test("a file whose name begins with a dash is no flag", () => {
  expect(steps({}, "-x.yaml")[1]).toBe("  runner-fleet validate ./-x.yaml");
});

test.each(["ec2", "fargate"] as const)(
  "a token for a manager on %s is put into the region that is written",
  (platform) => {
    expect(steps({ platform, name: "ci", fleet: "builds", region: "eu-west-1" })).toContain(
      '  read -rs TOKEN && printf %s "$TOKEN" | aws ssm put-parameter --name /ci/builds --region eu-west-1 --type SecureString --value file:///dev/stdin',
    );
  },
);

test("kubectl gets to know the EKS cluster that is written", () => {
  const cluster = (said: Partial<InitAnswers>) =>
    steps({ cluster: "main", ...said }).find((line) => line.includes("aws eks"));
  expect(cluster({ region: "eu-west-1" })).toBe("  aws eks update-kubeconfig --name main --region eu-west-1");
  expect(cluster({})).toBe("  aws eks update-kubeconfig --name main");
  expect(steps({}).join("\n")).not.toContain("update-kubeconfig");
  expect(cluster({ executor: "kubernetes", cache: "none", kubeconfig: "kube.config" })).toBeUndefined();
});

test.each([
  ["./kube config", "'./kube config'"],
  ["~/.kube/config", "~/.kube/config"],
])("kubectl is called with the kubeconfig file that is written: %s", (kubeconfig, word) => {
  const { config, left } = checkAnswers(answersWith({ executor: "kubernetes", cache: "none", kubeconfig }));
  const cluster = { ...config!.cluster, access: { ...config!.cluster.access, kubeconfigContext: "ci" } };
  const calls = nextSteps({ file: "a.yaml", config: { ...config!, cluster }, left }).filter((line) =>
    line.includes("kubectl"),
  );
  expect(calls).toHaveLength(3);
  for (const line of calls) {
    expect(line).toContain(`kubectl --kubeconfig ${word} --context ci `);
  }
});
