import { parse as parseToml } from "smol-toml";
import { parse } from "yaml";
import { kubernetesValues } from "../chart/kubernetes-runner";
import { renderChart, type Json } from "../chart/render-chart";
import { cacheChartFile, cacheCiFiles, cacheCiValues, renderCache } from "./render-cache";

const readme = cacheChartFile("README.md");
const block = (language: string) => new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, "s").exec(readme)?.[1] ?? "";

test("what config.toml must say leads to the Service of the install that it shows", () => {
  const { service } = renderCache(cacheCiValues("default"));
  const { s3, ...cache } = (parseToml(block("toml")) as { runners: { cache: Record<string, unknown> } }).runners.cache;
  expect(cache).toEqual({ Type: "s3", Shared: true });
  expect(s3).toEqual({
    ServerAddress: `${service.metadata.name}.${service.metadata.namespace}.svc:${service.spec.ports[0].port}`,
    BucketName: "runner-cache",
    BucketLocation: "us-east-1",
    Insecure: true,
    PathStyle: true,
    AuthenticationType: "iam",
  });
});

test("the region is the one that the server signs for", () => {
  const { server } = renderCache(cacheCiValues("default"));
  expect(server.args[server.args.indexOf("--region") + 1]).toBe("us-east-1");
});

test("the manager's chart takes what it shows, and puts the keys of the Secret that this one makes into the environment", () => {
  const shown = parse(block("yaml"));
  const { server } = renderCache(cacheCiValues("default"));
  expect(shown.cache.credentialsSecretName).toBe(server.env[0].valueFrom.secretKeyRef.name);
  const values = kubernetesValues({});
  const { manager } = renderChart({ ...values, ...shown, config: { toml: `${values.config.toml}\n${block("toml")}` } });
  const keys = manager.env.filter(({ valueFrom }: Json) => {
    return valueFrom?.secretKeyRef?.name === shown.cache.credentialsSecretName;
  });
  expect(keys.map(({ name }: Json) => name)).toEqual(["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]);
});

test("it shows every file of values but the one with everything", () => {
  const linked = [...readme.matchAll(/\]\(ci\/(.*?)-values\.yaml\)/g)].map(([, file]) => file!);
  expect([...linked, "full"].toSorted()).toEqual(cacheCiFiles);
});

test("the images to mirror are those of the chart", () => {
  const shown = [...readme.matchAll(/^\| .* \| `(\S+:v[\d.]+)` +\|/gm)].map(([, image]) => image!);
  const { objects, pod } = renderCache(cacheCiValues("monitoring"));
  const job = objects.find(({ kind }) => kind === "Job").spec.template.spec;
  const used = [...pod.containers, ...job.containers].map(({ image }: { image: string }) => image);
  expect(shown.toSorted()).toEqual([...new Set(used)].toSorted());
});

test("the metrics that it explains are those that the mapping makes", () => {
  const { objects } = renderCache(cacheCiValues("monitoring"));
  const mapping: string = objects.find(({ kind }) => kind === "ConfigMap").data["mapping.yaml"];
  expect(mapping).toContain("name: runner_cache_removed_archives_total");
  expect(readme).toContain("`runner_cache_removed_archives_total{reason}`");
  expect(mapping).toContain("name: versitygw_${1}_total");
  expect(readme).toMatch(/`versitygw_success_count_total\{.*`versitygw_failed_count_total\{/s);
});
