import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "@cdktf/hcl-tools";
import { defaultSchema, toHcl, type TerraformDocument } from "../src";
import { moduleDocument } from "./module-document";
import { normalHcl, normalJson } from "./normal-form";
import { PlainStack, synthesised } from "./plain-stack";

const corpus = join(__dirname, "corpus");
const documents: Record<string, () => TerraformDocument> = {
  ...Object.fromEntries(
    readdirSync(corpus).map((name) => [
      name,
      () => JSON.parse(readFileSync(join(corpus, name), "utf8")) as TerraformDocument,
    ]),
  ),
  "a stack whose values Terraform alone knows": () => moduleDocument,
  "a stack of plain provider classes": () => synthesised((app) => new PlainStack(app)),
};
const schema = defaultSchema();

test("the examples' stacks and the modules are in the corpus", () => {
  expect(Object.keys(documents)).toEqual(
    expect.arrayContaining([
      "example-eks-docker-autoscaler.json",
      "example-several-fleets.json",
      "eks-docker-autoscaler.json",
      "aws-fleet.json",
    ]),
  );
});

describe.each(Object.entries(documents))("%s", (_, read) => {
  const document = read();
  const { files, addresses } = toHcl(document, { schema });

  test("says the same in HCL", async () => {
    expect(await normalHcl(files)).toEqual(await normalJson(document, schema, addresses));
  });

  test.each(Object.keys(files))("has nothing in %s that terraform fmt would change", async (name) => {
    expect(await format(files[name]!)).toBe(files[name]);
  });

  test("has no hash in a name, no comment of cdktf's and no path of this machine", () => {
    const text = Object.values(files).join("\n");
    expect(text).not.toMatch(/^(resource|data|module) .*_[0-9A-F]{8}"/m);
    expect(text).not.toMatch(/uniqueId|"\/\/"|cdktf\.out|backend/);
  });
});
