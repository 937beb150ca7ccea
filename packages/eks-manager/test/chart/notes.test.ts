import { ciValues, valuesWith, valuesWithToml } from "./render-chart";
import { renderNotes } from "./render-notes";

const warningsOf = (notes: string) => [...notes.matchAll(/^ {2}- (.*)$/gm)].map(([, warning]) => warning);

const jobsIn = (namespace: string) => {
  const values = ciValues("kubernetes-executor");
  return { ...values, config: { toml: values.config.toml.replace('"ci-jobs"', JSON.stringify(namespace)) } };
};

/** A manager of pods, without pause pods, with further lines of `[runners.kubernetes]`. */
const pods = (lines = "") => {
  const values = ciValues("kubernetes-executor");
  const [toml] = values.config.toml.split(/^ *\[runners\.kubernetes\.autoscaler\]/m);
  return { ...values, config: { toml: `${toml}\n${lines}\n` } };
};
const withNamespaces = (namespaces: object, lines?: string) => ({ ...pods(lines), jobs: { namespaces } });
const inS3 = (lines: string) => pods(`[runners.cache]\nType = "s3"\n[runners.cache.s3]\nBucketName = "a"\n${lines}`);

test("the notes say what was installed, what to look at first and how to stop without losing jobs", () => {
  const notes = renderNotes(ciValues("several-fleets"));
  expect(notes).toContain(
    "The manager linux-runner-manager is installed in ci. It serves:\n  ci-amd64, docker-autoscaler\n  ci-arm64, docker-autoscaler\n",
  );
  expect(notes).toContain("kubectl -n ci rollout status statefulset/linux-runner-manager\n");
  expect(notes).toContain("helm -n ci test linux\n");
  expect(notes).toContain("Secret runner-tokens, which must have:\n  amd64\n  arm64\n");
  expect(notes).toContain("kubectl -n ci scale statefulset/linux-runner-manager --replicas 0\n");
  expect(notes).toContain("--for delete --timeout 4200s\n");
});

test("where all is well they warn of nothing", () => {
  expect(renderNotes(ciValues("default"))).not.toContain("Warning");
});

test.each([
  [
    "a Secret that no preflight looked for",
    valuesWith({ preflight: { enabled: false } }),
    "The Secret runner-tokens was not found. The pod waits for it with CreateContainerConfigError.",
  ],
  [
    "a runner that may rotate its token",
    valuesWithToml("FF_DISABLE_AUTOMATIC_TOKEN_ROTATION = true", "FF_NETWORK_PER_BUILD = true"),
    "linux may rotate its token, which it can't keep. Set FF_DISABLE_AUTOMATIC_TOKEN_ROTATION = true in its [runners.feature_flags].",
  ],
  [
    "machines that nobody removes",
    valuesWithToml("delete_instances_on_shutdown = true", ""),
    "linux leaves its machines when it stops, and the next manager removes them. Set delete_instances_on_shutdown = true, or enable persistence.",
  ],
  [
    "one job at a time",
    valuesWithToml("concurrent = 10", ""),
    "concurrent is not set in config.toml, so the manager runs one job at a time.",
  ],
  [
    "a log that the runbooks can't filter",
    valuesWithToml('log_format = "json"', ""),
    "log_format is not json in config.toml. The runbooks filter the log by its fields.",
  ],
  [
    "little time for jobs",
    valuesWith({ terminationGracePeriodSeconds: 600 }),
    "A stopping manager leaves its jobs 480 seconds. Set terminationGracePeriodSeconds to shutdown_timeout and the longest job.",
  ],
  [
    "jobs beside the manager's Secret",
    jobsIn("ci"),
    "pods runs its jobs in the release's own namespace, where the manager may then read every Secret. Set another namespace in " +
      "[runners.kubernetes].",
  ],
  [
    "jobs in no namespace of theirs",
    jobsIn("default"),
    "pods runs its jobs in the namespace default. Set one of their own in [runners.kubernetes].",
  ],
  [
    "a Secret of the cache that no preflight looked for",
    { ...inS3('BucketLocation = "a"'), preflight: { enabled: false }, cache: { credentialsSecretName: "keys" } },
    "The Secret runner-tokens was not found. The pod waits for it with CreateContainerConfigError.",
    "The Secret keys was not found. The pod waits for it with CreateContainerConfigError.",
  ],
  [
    "a cache whose region the manager has to ask for",
    inS3(""),
    "BucketLocation is not set in [runners.cache.s3], so the manager asks the server for it before every job, for up to " +
      "half a minute where it can't reach it. Set it, and only jobs need a way to the cache.",
  ],
  [
    "a namespace without jobs",
    withNamespaces({ "ci-job": {} }),
    'jobs.namespaces.ci-job is used by no runner in config.toml. Set namespace = "ci-job" in [runners.kubernetes], or ' +
      "remove it.",
  ],
  [
    "a namespace for jobs that get one each",
    withNamespaces({ "ci-jobs": {} }, "namespace_per_job = true"),
    'jobs.namespaces.ci-jobs is used by no runner in config.toml. Set namespace = "ci-jobs" in [runners.kubernetes], or ' +
      "remove it.",
  ],
  [
    "a token that no runner has",
    valuesWith({ tokens: { secretName: "runner-tokens", env: { RUNNER_TOKEN: "linux", OLD: "old" } } }),
    "tokens.env.OLD is used by no runner in config.toml.",
  ],
  [
    "a volume that may be unencrypted",
    ciValues("volume"),
    "The volume is encrypted only if its StorageClass or the AWS account says so: kubectl get storageclass gp3-encrypted " +
      "-o jsonpath='{.parameters.encrypted}' should print true.",
  ],
  [
    "alerts that no Prometheus may find",
    valuesWith({ monitoring: { enabled: true } }),
    "monitoring.labels is empty. A Prometheus that selects by label, as kube-prometheus-stack's does, finds neither monitor nor alerts.",
  ],
])("they warn of %s, and of nothing else", (_name, values, ...warnings) => {
  expect(warningsOf(renderNotes(values))).toEqual(warnings);
});

test("they warn of no namespace that jobs may choose", () => {
  const notes = renderNotes(withNamespaces({ "ci-web": {} }, 'namespace_overwrite_allowed = "^ci-.*$"'));
  expect(warningsOf(notes)).toEqual([]);
});

test("they say how to see whether network policies are enforced", () => {
  expect(renderNotes(ciValues("hardened"))).toContain("must show --enable-network-policy=true");
  expect(renderNotes(ciValues("default"))).not.toContain("network-policy");
});

test("they say so for the policies of jobs alone, too", () => {
  const notes = (networkPolicy: object) => renderNotes(withNamespaces({ "ci-jobs": { networkPolicy } }));
  expect(notes({})).toContain("must show --enable-network-policy=true");
  expect(notes({ enabled: false })).not.toContain("network-policy");
});

test("they say what stays after an uninstall", () => {
  expect(renderNotes(withNamespaces({ "ci-jobs": {}, old: { create: false } }))).toContain(
    "After an uninstall these namespaces stay, and jobs that still run in them; delete them when none does: ci-jobs\n",
  );
  expect(renderNotes(ciValues("volume"))).toContain("The volume claim linux-runner-manager stays");
  expect(renderNotes(ciValues("default"))).not.toContain("stays");
});
