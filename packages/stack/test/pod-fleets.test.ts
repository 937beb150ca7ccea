import { RunnerStack, type RunnerStackProps } from "../src";
import { fleet, synthesise, type Block, type Synthesised } from "./synthesise";

const pods = { executor: "kubernetes", limit: 10, kubernetes: { image: "alpine:3.22" } } as const;

/** A stack of pods alone, in any cluster. */
const podStack = (props: Partial<RunnerStackProps> = {}): Synthesised =>
  synthesise(
    (app) =>
      new RunnerStack(app, "stack", {
        gitlab: { url: "https://gitlab.example.com" },
        cluster: { access: { kubeconfigPath: "~/.kube/config" } },
        fleets: { pods },
        ...props,
      }),
  );

const inAws = { region: "eu-west-1", cluster: { name: "platform" } };
const deploy = { deploy: { policyArns: ["arn:aws:iam::111122223333:policy/deploy"] } };
const awsResources = ({ resources }: Synthesised) => Object.keys(resources).filter((type) => type.startsWith("aws_"));
const releases = ({ resources }: Synthesised): Block[] => Object.values(resources.helm_release ?? {});
const valuesOf = (stack: Synthesised): Block =>
  Object.entries(stack.locals).find(([name]) => /Manager_values/.test(name))?.[1];

test("fleets of pods alone use nothing of AWS, not even its provider", () => {
  const stack = podStack();
  expect(Object.keys(stack.providers).sort()).toEqual(["helm", "kubernetes"]);
  expect(Object.keys(stack.resources)).toEqual(["helm_release"]);
  expect(Object.keys(stack.outputs).sort()).toEqual([
    "config_toml",
    "drain_timeout",
    "manager_names",
    "namespace",
    "values_yaml",
  ]);
});

test("a region must be given where something is in AWS", () => {
  const cluster = { name: "platform" };
  expect(() => podStack({ cluster, fleets: { pods, linux: fleet } })).toThrow(
    "region: must be given, since the description uses AWS; add the region of the machines [schema-required]",
  );
});

test("the way to the cluster must be given where EKS does not know it", () => {
  expect(() => podStack({ cluster: { access: {} } })).toThrow(
    "cluster.access.kubeconfigPath: must be given, where cluster.name or region is not; name the kubeconfig file of the cluster [schema-required]",
  );
});

test("pods and machines have one manager, whose role is for the machines", () => {
  const stack = podStack({ ...inAws, fleets: { pods, linux: fleet } });
  expect(releases(stack)).toHaveLength(1);
  expect(Object.keys(stack.resources.aws_autoscaling_group ?? {})).toHaveLength(1);
  expect(Object.keys(stack.resources.aws_iam_role ?? {})).toHaveLength(1);
  expect(stack.outputs.config_toml.value).toContain("config_toml");
});

test("a service account of jobs gets a role of its own, and the manager none", () => {
  const stack = podStack({ ...inAws, fleets: { pods: { ...pods, jobs: { serviceAccounts: deploy } } } });
  expect(awsResources(stack).sort()).toEqual([
    "aws_eks_pod_identity_association",
    "aws_iam_role",
    "aws_iam_role_policy_attachment",
  ]);
  expect(Object.values(stack.resources.aws_eks_pod_identity_association ?? {})).toEqual([
    expect.objectContaining({ namespace: "gitlab-runner-pods", service_account: "deploy", cluster_name: "platform" }),
  ]);
  expect(releases(stack)[0].depends_on).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^aws_eks_pod_identity_association\./),
      expect.stringMatching(/^aws_iam_role_policy_attachment\./),
    ]),
  );
  expect(stack.outputs).not.toHaveProperty("manager_role_arns");
});

test("with IRSA a job's service account names its role", () => {
  const stack = podStack({
    ...inAws,
    cluster: { ...inAws.cluster, identity: "irsa" },
    fleets: { pods: { ...pods, jobs: { serviceAccounts: deploy } } },
  });
  expect(awsResources(stack).sort()).toEqual(["aws_iam_role", "aws_iam_role_policy_attachment"]);
  const { annotations } = valuesOf(stack).jobs.namespaces["gitlab-runner-pods"].serviceAccounts.deploy;
  expect(annotations).toEqual({ "eks.amazonaws.com/role-arn": "${local.job_role_pods_deploy}" });
  expect(stack.locals.job_role_pods_deploy).toMatch(/^\$\{aws_iam_role\..*\.arn\}$/);
});

test("a cache in the cluster is there before the manager that reads its keys", () => {
  const stack = podStack({ cache: { inCluster: {} } });
  const [cache] = releases(stack).filter(({ name }) => name === "gitlab-runner-cache");
  const [manager] = releases(stack).filter(({ name }) => name === "gitlab-runner");
  expect(cache).toMatchObject({ chart: "${path.module}/assets/runner-cache-chart", wait: true });
  expect(manager.depends_on).toEqual([expect.stringMatching(/^helm_release\..*CacheServer/)]);
  expect(stack.outputs).not.toHaveProperty("cache_bucket_name");
});

test("keys of another server are read from a Secret, and no bucket is made", () => {
  const cache = {
    credentialsSecretName: "cache-keys",
    s3: { serverAddress: "s3.example.com", bucketName: "ci-cache", bucketLocation: "eu-1" },
  };
  const stack = podStack({ cache });
  expect(awsResources(stack)).toEqual([]);
  expect(valuesOf(stack).cache).toEqual({ credentialsSecretName: "cache-keys", revision: 1 });
});

test("managers that are rolled out at once wait for the first, which makes what jobs share", () => {
  const stack = podStack({ manager: { shards: 3, rollout: "all" } });
  const waitsFor = Object.fromEntries(releases(stack).map(({ name, depends_on: before = [] }) => [name, before]));
  const first = [expect.stringMatching(/^helm_release\.Runners_Manager_[0-9A-F]{8}$/)];
  expect(waitsFor).toEqual({ "gitlab-runner": [], "gitlab-runner-2": first, "gitlab-runner-3": first });
});
