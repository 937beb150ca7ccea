import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { bundledChart } from "../src";
import { ChartAsset } from "../src/chart-asset";
import { chartDigest, chartFiles } from "../src/manager-chart";
import { newStack } from "./synthesise";

let folder: string;
let chart: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "runner-fleet-chart-"));
  chart = join(folder, "chart");
  const bundled = bundledChart();
  cpSync("directory" in bundled ? bundled.directory : "", chart, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const digest = () => chartDigest(chartFiles(chart));

test.each([
  "Chart.yaml",
  "values.yaml",
  "values.schema.json",
  ".helmignore",
  "templates/service.yaml",
  "templates/new/one.yaml",
])("a change of %s is another digest", (file) => {
  const before = digest();
  mkdirSync(join(chart, "templates/new"));
  appendFileSync(join(chart, file), "\n");
  expect(digest()).not.toBe(before);
});

test.each(["README.md", "package.json", "ci/default-values.yaml", ".turbo/turbo-test.log"])(
  "%s is not the chart's, so a change of it is the same digest",
  (file) => {
    const before = digest();
    mkdirSync(join(chart, ".turbo"), { recursive: true });
    appendFileSync(join(chart, file), "\n");
    expect(digest()).toBe(before);
  },
);

test("what is in one file and what is in the next are told apart", () => {
  const of = (files: Record<string, string>) =>
    chartDigest(new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])));
  expect(of({ a: "12", b: "3" })).not.toBe(of({ a: "1", b: "23" }));
  expect(of({ a: "1", b: "2" })).not.toBe(of({ a: "1b\0\x002" }));
  expect(of({ a: "1" })).not.toBe(of({ b: "1" }));
});

test("the chart's files, and no other, are written beside the stack, in the place of those of before", () => {
  const outdir = join(folder, "out");
  const assets = join(outdir, "stacks/test/assets/runner-manager-chart");
  mkdirSync(join(assets, "templates"), { recursive: true });
  writeFileSync(join(assets, "templates/removed.yaml"), "");
  const app = new App({ outdir });
  ChartAsset.of(newStack(app), chart);
  app.synth();
  expect(chartDigest(chartFiles(assets))).toBe(digest());
  expect(readdirSync(assets).filter((name) => !chartFiles(chart).has(name))).toEqual(["files", "templates"]);
  expect(existsSync(join(assets, "templates/removed.yaml"))).toBe(false);
});

test("the managers of a stack share one copy of a chart", () => {
  const stack = newStack();
  expect(ChartAsset.of(stack, chart)).toBe(ChartAsset.of(stack, chart));
});

test("two charts in one stack are two copies", () => {
  const stack = newStack();
  const other = join(folder, "other");
  cpSync(chart, other, { recursive: true });
  appendFileSync(join(other, "templates/service.yaml"), "\n");
  const [first, second] = [ChartAsset.of(stack, chart), ChartAsset.of(stack, other)];
  expect(second.digest).not.toBe(first.digest);
  expect(second.path).not.toBe(first.path);
});

test("a chart needs no .helmignore", () => {
  rmSync(join(chart, ".helmignore"));
  expect([...chartFiles(chart).keys()]).not.toContain(".helmignore");
  expect(chartFiles(chart).size).toBeGreaterThan(3);
});

test("a folder that is no chart is refused with what it lacks", () => {
  rmSync(join(chart, "values.schema.json"));
  expect(() => ChartAsset.of(newStack(), chart)).toThrow(
    `test/RunnerManagerChart: 'directory' must hold a chart, got "${chart}" without values.schema.json`,
  );
});
