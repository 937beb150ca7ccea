import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "split-oci-layout-"));
const layout = join(folder, "manager");
afterAll(() => rmSync(folder, { recursive: true }));

const image = (architecture: string) => ({
  digest: `sha256:of-${architecture}`,
  platform: { os: "linux", architecture },
});
const attestation = {
  digest: "sha256:attestation",
  platform: { os: "unknown", architecture: "unknown" },
  annotations: { "vnd.docker.reference.type": "attestation-manifest" },
};

beforeEach(() => {
  rmSync(folder, { recursive: true });
  mkdirSync(join(layout, "blobs/sha256"), { recursive: true });
  const write = (path: string, content: object) => writeFileSync(join(layout, path), JSON.stringify(content));
  write("oci-layout", { imageLayoutVersion: "1.0.0" });
  write("index.json", { schemaVersion: 2, manifests: [{ digest: "sha256:index" }] });
  write("blobs/sha256/index", { manifests: [image("amd64"), image("arm64"), attestation] });
});

const split = (...architectures: string[]) =>
  spawnSync(process.execPath, [join(__dirname, "../split-oci-layout.mjs"), layout, ...architectures], {
    encoding: "utf8",
  });

test("each architecture gets a layout with its image alone, and the blobs of the original", () => {
  expect(split("arm64", "amd64")).toMatchObject({ status: 0, stderr: "" });
  for (const architecture of ["amd64", "arm64"]) {
    const read = (path: string) => readFileSync(join(`${layout}-${architecture}`, path), "utf8");
    expect(JSON.parse(read("index.json")).manifests).toEqual([image(architecture)]);
    expect(read("oci-layout")).toBe('{"imageLayoutVersion":"1.0.0"}');
    expect(read("blobs/sha256/index")).toContain("sha256:attestation");
  }
});

test.each([
  ["is missing", ["amd64", "arm64", "s390x"], "amd64, arm64, s390x"],
  ["is there that nobody asked for", ["amd64"], "amd64"],
])("an architecture that %s is an error, and nothing is scanned", (_, architectures, wanted) => {
  const { status, stderr } = split(...architectures);
  expect(status).toBe(1);
  expect(stderr).toBe(`split-oci-layout: ${layout}: the image must be for ${wanted}, got amd64, arm64\n`);
});

test("a layout of several images is an error", () => {
  writeFileSync(join(layout, "index.json"), JSON.stringify({ manifests: [image("amd64"), image("arm64")] }));
  expect(split("amd64").stderr).toBe(`split-oci-layout: ${layout}: index.json must have one entry, got 2\n`);
});
