import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { readConfig } from "../../src";

const page = readFileSync(join(__dirname, "../../../../docs/job-profiles.md"), "utf8");

/** What the page's YAML blocks hold, with the indentation of list items taken away. */
const blocks = [...page.matchAll(/^( *)```yaml\n([\s\S]*?)^ *```$/gm)].map(([, indent = "", text = ""]) =>
  parse(text.replaceAll(new RegExp(`^${indent}`, "gm"), "")),
);
const fleets = blocks.filter((block) => "fleets" in block);
const pipelines = blocks.filter((block) => !("fleets" in block));

test("the page describes two fleets and three pipelines", () => {
  expect([fleets.length, pipelines.length]).toEqual([2, 3]);
});

test.each(fleets.map((block) => [Object.keys(block.fleets).join(), block]))(
  "the fleet %s of the page has no finding",
  (_name, block) => {
    expect(readConfig({ gitlab: { url: "https://gitlab.example.com" }, ...block }).warnings).toEqual([]);
  },
);

test.each(pipelines.map((block) => [block["build image"].image, block["build image"]]))(
  "the pipeline with %s pins its images and reads its password from GitLab",
  (_image, { image, services = [], ...job }) => {
    for (const used of [image, ...services]) {
      expect(used).toMatch(/:v?\d+\.\d+\.\d+(-[a-z]+)?$/);
    }
    expect(job.script.join("\n")).toContain("$CI_REGISTRY_IMAGE:$CI_COMMIT_SHA");
  },
);
