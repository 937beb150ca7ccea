import { ciValues, environmentOf, renderChart, valuesWith, type Json, type RenderedChart } from "./render-chart";

const { pem } = ciValues("full").caCertificates;
const volumeOf = ({ pod }: RenderedChart): Json => pod.volumes.find(({ name }: Json) => name === "ca");
const checksumOf = ({ statefulSet }: RenderedChart) =>
  statefulSet.spec.template.metadata.annotations["runner-fleet/ca-checksum"];

test("without certificates of one's own the image's are used", () => {
  const chart = renderChart(ciValues("default"));
  expect(volumeOf(chart)).toBeUndefined();
  expect(environmentOf(chart.manager)).not.toHaveProperty("SSL_CERT_DIR");
});

test.each([
  ["a text", { pem }, { configMap: { name: "linux-runner-manager-ca" } }],
  ["a Secret", { pem: "", secretName: "example-ca" }, { secret: { secretName: "example-ca" } }],
])(
  "certificates from %s come besides the image's, for everything that starts in the pod",
  (_name, caCertificates, source) => {
    const chart = renderChart(valuesWith({ caCertificates }));
    expect(volumeOf(chart)).toEqual({ name: "ca", ...source });
    const [, plugin] = chart.pod.initContainers;
    for (const container of [plugin, chart.manager]) {
      expect(environmentOf(container).SSL_CERT_DIR).toBe("/etc/ssl/certs:/etc/runner-manager-ca");
      expect(container.volumeMounts).toContainEqual({
        name: "ca",
        mountPath: "/etc/runner-manager-ca",
        readOnly: true,
      });
    }
  },
);

test("the text is in a ConfigMap, and a new one restarts the manager, which reads certificates once", () => {
  const chart = renderChart(valuesWith({ caCertificates: { pem } }));
  const configMap = chart.objects.find(({ metadata }) => metadata.name === "linux-runner-manager-ca");
  expect(configMap.data).toEqual({ "ca.pem": pem });
  const other = renderChart(valuesWith({ caCertificates: { pem: `# renewed\n${pem}` } }));
  expect(checksumOf(chart)).toMatch(/^[0-9a-f]{64}$/);
  expect(checksumOf(other)).not.toBe(checksumOf(chart));
});

test("two sources are refused", () => {
  expect(() => renderChart(valuesWith({ caCertificates: { pem, secretName: "example-ca" } }))).toThrow(
    "caCertificates: must have either pem or secretName, got both (secretName example-ca); put all certificates into the Secret",
  );
});

test("a private key is refused and not repeated", () => {
  const key = "-----BEGIN PRIVATE KEY-----\nMIGHAgEAcanary\n-----END PRIVATE KEY-----\n";
  const render = () => renderChart(valuesWith({ caCertificates: { pem: pem + key } }));
  expect(render).toThrow("caCertificates.pem: must hold certificates alone, got a private key (not shown)");
  expect(render).toThrow(expect.not.objectContaining({ message: expect.stringContaining("canary") }));
});

test("a text that is no certificate is refused", () => {
  expect(() => renderChart(valuesWith({ caCertificates: { pem: "example-ca.pem" } }))).toThrow(/caCertificates[./]pem/);
});
