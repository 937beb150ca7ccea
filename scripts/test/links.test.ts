import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const root = join(__dirname, "../..");

const pages = ["docs", "charts"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md") && !file.includes("node_modules"))
    .map((file) => join(root, folder, file)),
);

/** What GitHub and GitLab make of a page's headings. */
const anchorsOf = (page: string) =>
  [...readFileSync(page, "utf8").matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );

/** Links of a page to nothing, each with the page. */
const deadLinks = (page: string) =>
  [...readFileSync(page, "utf8").matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)/g)]
    .filter(([, path = "", anchor]) => {
      const target = path === "" ? page : join(dirname(page), path);
      return !existsSync(target) || (anchor && statSync(target).isFile() && !anchorsOf(target).includes(anchor));
    })
    .map(([link]) => `${relative(root, page)}: ${link.slice(1)}`);

test("every link from the docs and the charts' READMEs into the repository leads to something", () => {
  expect(pages.length).toBeGreaterThan(8);
  expect(pages.flatMap(deadLinks)).toEqual([]);
});
