import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exampleFile, exampleNames, synthesiseExample } from "./synthesise-example";

/** Texts of a folder's files, by name. */
const texts = (folder: string) =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));

/** Each file that is not in both, or not the same in both. */
function differences(written: Record<string, string>, kept: Record<string, string>): string[] {
  return [...new Set([...Object.keys(written), ...Object.keys(kept)])]
    .filter((name) => written[name] !== kept[name])
    .map((name) => `rendered/${name} is not current; run 'npm run synth' and review what it changes`);
}

const runsOnKubernetes = (example: string) => !/^(ec2|fargate)-/.test(example);

test("there are examples", () => {
  expect(exampleNames).toContain("eks-docker-autoscaler");
});

test.each(exampleNames)("what a person reviews of %s is current", async (example) => {
  const outdir = mkdtempSync(join(tmpdir(), "runner-fleet-example-"));
  try {
    await synthesiseExample(example, outdir);
    const written = texts(join(outdir, "stacks", example, "rendered"));
    expect(differences(written, texts(exampleFile(example, "rendered")))).toEqual([]);
    expect(Object.keys(written)).toEqual(
      expect.arrayContaining(["config.toml", "fleets.txt", ...(runsOnKubernetes(example) ? ["values.yaml"] : [])]),
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
});
