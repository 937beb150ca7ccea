import { kubernetesValues, type KubernetesRunner } from "./kubernetes-runner";
import { environmentOf, renderChart, valuesWith, type Json } from "./render-chart";
import { runScript } from "./run-script";

const secret = "runner-cache-keys";
/** Lines of a runner whose cache is in S3, with further lines of its table. */
const inS3 = (lines = ""): KubernetesRunner => ({
  kubernetes: `namespace = "jobs"
  [runners.cache]
    Type = "s3"
    [runners.cache.s3]
      BucketName = "runner-cache"
      ${lines}`,
});
const withKeys = (runner: KubernetesRunner = inS3(), cache: Json = {}, more: Json = {}): Json => ({
  ...kubernetesValues(runner),
  ...more,
  cache: { credentialsSecretName: secret, ...cache },
});
const keys = {
  AWS_ACCESS_KEY_ID: { secret, key: "AWS_ACCESS_KEY_ID" },
  AWS_SECRET_ACCESS_KEY: { secret, key: "AWS_SECRET_ACCESS_KEY" },
};
const keysOf = (container: Json) =>
  Object.fromEntries(Object.entries(environmentOf(container)).filter(([name]) => name in keys));

test("the keys of the cache are in the manager's environment, from the Secret", () => {
  expect(keysOf(renderChart(withKeys()).manager)).toEqual(keys);
});

test("without a Secret there are none", () => {
  expect(keysOf(renderChart(kubernetesValues(inS3())).manager)).toEqual({});
});

test("no other container of the pod has them", () => {
  const { pod } = renderChart(withKeys());
  expect(pod.initContainers.length).toBeGreaterThan(0);
  expect(pod.initContainers.map(keysOf)).toEqual(pod.initContainers.map(() => ({})));
});

describe("the preflight", () => {
  const containerOf = () => {
    const job = renderChart(withKeys()).objects.find(({ kind }) => kind === "Job");
    return job.spec.template.spec.containers[0];
  };

  test("has them, and starts without them to say so", () => {
    const container = containerOf();
    expect(keysOf(container)).toEqual(keys);
    const optional = container.env.filter(({ name }: Json) => name in keys);
    expect(optional.map(({ valueFrom }: Json) => valueFrom.secretKeyRef.optional)).toEqual([true, true]);
  });

  test.each([
    ["a key", { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "" }, "AWS_SECRET_ACCESS_KEY"],
    ["the Secret", {}, "AWS_ACCESS_KEY_ID"],
  ])("names %s that is missing, before the working manager is told to stop", (_name, env, key) => {
    const world = { programs: { "gitlab-runner": "" }, env: { TOKEN_0: "glrt-a", ...env } };
    expect(runScript(containerOf(), world)).toMatchObject({
      status: 1,
      stderr:
        `preflight: cache.credentialsSecretName: the Secret ${secret} is missing, or its key ${key} is missing or empty; ` +
        "create it in ci\n",
    });
  });

  test("goes on when they are there", () => {
    const env = { TOKEN_0: "glrt-a", AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "canary" };
    const { status, stdout, stderr } = runScript(containerOf(), { programs: { "gitlab-runner": "" }, env });
    expect(status).toBe(0);
    expect(stdout + stderr).not.toContain("canary");
  });
});

test("other keys restart the manager by their revision", () => {
  const revisionOf = (cache: Json) =>
    renderChart(withKeys(inS3(), cache)).statefulSet.spec.template.metadata.annotations["runner-fleet/cache-revision"];
  expect([revisionOf({}), revisionOf({ revision: 2 }), revisionOf({ revision: "b" })]).toEqual([undefined, "2", "b"]);
});

test.each<[string, Json, string]>([
  [
    "keys beside machines",
    valuesWith({ cache: { credentialsSecretName: secret } }),
    "cache.credentialsSecretName: must be empty where config.toml has machines, as runners[0] with the docker-autoscaler " +
      `executor, got ${secret}; the plugin would take these keys for its own; give those runners a release of their own, ` +
      "or the cache a role",
  ],
  [
    "keys that no runner has a cache for",
    withKeys({}),
    "cache.credentialsSecretName: must be empty when no runner in config.toml has a cache in S3, got " +
      `${secret}; set Type = "s3" in [runners.cache], or leave the Secret out`,
  ],
  [
    "keys for a cache of another kind",
    withKeys({ kubernetes: 'namespace = "jobs"\n[runners.cache]\nType = "gcs"\n[runners.cache.s3]\nBucketName = "a"' }),
    "cache.credentialsSecretName: must be empty when no runner in config.toml has a cache in S3",
  ],
  [
    "a cache that does not look for them",
    withKeys(inS3('AuthenticationType = "access-key"')),
    "config.toml, runners[0].cache.s3: AuthenticationType must be iam with cache.credentialsSecretName, got access-key; " +
      "what is called iam takes the keys from the environment",
  ],
  [
    "the adapter that does not look for them",
    withKeys({ ...inS3(), flags: "FF_USE_LEGACY_S3_CACHE_ADAPTER = true" }),
    "config.toml, runners[0].feature_flags: FF_USE_LEGACY_S3_CACHE_ADAPTER must be left out with " +
      "cache.credentialsSecretName, got true; the older adapter takes no keys from the environment",
  ],
  [
    "a key in the values, too",
    withKeys(inS3(), {}, { extraEnv: { AWS_SECRET_ACCESS_KEY: "x" } }),
    "extraEnv.AWS_SECRET_ACCESS_KEY: the chart sets this variable itself; remove it here",
  ],
  [
    "a key among the tokens, too",
    withKeys(inS3(), {}, { tokens: { secretName: "s", env: { TOKEN_0: "a", AWS_ACCESS_KEY_ID: "b" } } }),
    "tokens.env.AWS_ACCESS_KEY_ID: the variable is set already, by the chart or by extraEnv",
  ],
])("%s are refused", (_name, values, message) => {
  expect(() => renderChart(values)).toThrow(message);
});

test.each<[string, Json, RegExp]>([
  ["a Secret that is no name", withKeys(inS3(), { credentialsSecretName: "A b" }), /credentialsSecretName[^]*pattern/],
  ["a revision that is a switch", withKeys(inS3(), { revision: true }), /cache[./]revision/],
  ["a key in the values", withKeys(inS3(), { accessKey: "a" }), /cache[^]*'?accessKey'? (is )?not allowed/],
])("%s is refused by the schema", (_name, values, message) => {
  expect(() => renderChart(values)).toThrow(message);
});

test.each([
  ["iam by name", inS3('AuthenticationType = "iam"')],
  [
    "keys of the configuration in small letters",
    {
      kubernetes: 'namespace = "jobs"\n[runners.cache]\ntype = "s3"\n[runners.cache.s3]\nbucketname = "a"',
    },
  ],
])("%s is accepted", (_name, runner) => {
  expect(keysOf(renderChart(withKeys(runner)).manager)).toEqual(keys);
});
