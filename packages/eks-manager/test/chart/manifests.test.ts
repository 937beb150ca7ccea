import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { chartFolder, ciValues, helm, type HelmMajor } from "./render-chart";

/** What a person reviews; `UPDATE_RENDERED=1 npx jest test/chart/manifests` writes them anew. */
const path = (name: string) => join(__dirname, "rendered", `${name}.yaml`);

const manifests = (name: string, major: HelmMajor) =>
  helm(["template", "linux", chartFolder, "--namespace", "ci"], ciValues(name), major);

describe.each(["default", "full"])("with the %s values", (name) => {
  beforeAll(() => {
    if (process.env.UPDATE_RENDERED === "1") {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), manifests(name, 4));
    }
  });

  test.each([3, 4] as const)("helm %i renders the manifests that were reviewed, byte for byte", (major) => {
    expect(manifests(name, major)).toBe(readFileSync(path(name), "utf8"));
  });
});
