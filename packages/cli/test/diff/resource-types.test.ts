import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { knownTypes } from "../../src/diff/replacing-attributes";

const packages = join(__dirname, "../../..");

/** Every source of the packages that make something. */
const sources = readdirSync(packages, { recursive: true, encoding: "utf8" }).filter((file) =>
  /^[^/]+\/src\/.*\.ts$/.test(file),
);

/** Types of the resources that a source makes, by what it imports. */
const typesIn = (text: string): string[] =>
  [...text.matchAll(/@cdktf\/provider-(\w+)\/lib\/(?!data-|provider\b)([\w-]+)"/g)].map(
    ([, provider = "", name = ""]) => `${provider}_${name.replaceAll("-", "_")}`,
  );

test("of every type of resource that the packages make it is known what replaces it", () => {
  const types = new Set(sources.flatMap((file) => typesIn(readFileSync(join(packages, file), "utf8"))));
  expect(types.size).toBeGreaterThan(50);
  expect([...types].filter((type) => !knownTypes.has(type))).toEqual([]);
  // Terraform's own, which no provider has.
  expect([...knownTypes].filter((type) => !types.has(type))).toEqual(["terraform_data"]);
});
