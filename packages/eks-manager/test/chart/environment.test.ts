import { ciValues, environmentOf, renderChart, valuesWith } from "./render-chart";

const managerWith = (values: Record<string, unknown>) => environmentOf(renderChart(valuesWith(values)).manager);

test("tokens come from keys of the Secret", () => {
  const { manager } = renderChart(ciValues("full"));
  expect(environmentOf(manager)).toMatchObject({
    RUNNER_TOKEN_AMD64: { secret: "ci-runner-tokens", key: "amd64" },
    RUNNER_TOKEN_ARM64: { secret: "ci-runner-tokens", key: "arm64" },
  });
});

test("only the manager gets the tokens", () => {
  const { pod } = renderChart(ciValues("full"));
  const variables = pod.initContainers.flatMap((container: object) => Object.keys(environmentOf(container)));
  expect(variables).toContain("FLEETING_PLUGIN_PATH");
  expect(variables.filter((name: string) => name.startsWith("RUNNER_TOKEN"))).toEqual([]);
});

test.each([
  [1, "1"],
  [20260101, "20260101"],
  ["b", "b"],
  [0, "0"],
])("the token revision %p is the pod's annotation %p, so that a new token restarts the manager", (revision, text) => {
  const { statefulSet } = renderChart(valuesWith({ tokens: { ...ciValues("default").tokens, revision } }));
  expect(statefulSet.spec.template.metadata.annotations["runner-fleet/token-revision"]).toBe(text);
});

test("the region has both names", () => {
  expect(managerWith({ aws: { region: "eu-west-1" } })).toMatchObject({
    AWS_REGION: "eu-west-1",
    AWS_DEFAULT_REGION: "eu-west-1",
  });
});

test("without a region, EKS's own stays", () => {
  expect(Object.keys(managerWith({ aws: { region: "" } }))).toEqual([
    "CONFIG_FILE",
    "FLEETING_PLUGIN_PATH",
    "HOME",
    "RUNNER_TOKEN",
  ]);
});

const addresses = "169.254.170.23,fd00:ec2::23,169.254.169.254";

test("behind a proxy AWS credentials are asked for directly", () => {
  const proxy = "http://proxy.example.com:3128";
  expect(managerWith({ proxy: { https: proxy } })).toMatchObject({
    HTTPS_PROXY: proxy,
    https_proxy: proxy,
    NO_PROXY: addresses,
    no_proxy: addresses,
  });
});

test("a proxy for https is none for http", () => {
  expect(Object.keys(managerWith({ proxy: { https: "http://proxy.example.com" } }))).not.toContain("HTTP_PROXY");
});

test("the user's exceptions from the proxy come first, each once", () => {
  const proxy = { http: "http://proxy.example.com", noProxy: ".example.com,169.254.169.254" };
  expect(managerWith({ proxy }).NO_PROXY).toBe(".example.com,169.254.169.254,169.254.170.23,fd00:ec2::23");
});

test("without a proxy there are no exceptions from it", () => {
  expect(Object.keys(managerWith({})).filter((name) => /proxy/i.test(name))).toEqual([]);
});

test("more variables reach the manager, and the plugin's installation too", () => {
  const { pod, manager } = renderChart(valuesWith({ extraEnv: { AWS_ECR_DISABLE_CACHE: 'true "x" \\ $(y)' } }));
  expect(environmentOf(manager).AWS_ECR_DISABLE_CACHE).toBe('true "x" \\ $(y)');
  expect(environmentOf(pod.initContainers[1]).AWS_ECR_DISABLE_CACHE).toBe('true "x" \\ $(y)');
});
