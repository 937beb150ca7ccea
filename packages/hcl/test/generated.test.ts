import { format } from "@cdktf/hcl-tools";
import fc from "fast-check";
import { toHcl } from "../src";
import { generatedDocument, generatedSchema } from "./generated-document";
import { normalHcl, normalJson } from "./normal-form";

const runs = { seed: 20260101, numRuns: 100 };

test("every document says the same in HCL", async () => {
  await fc.assert(
    fc.asyncProperty(generatedDocument, async (document) => {
      const { files, addresses } = toHcl(document, { schema: generatedSchema });
      expect(await normalHcl(files)).toEqual(await normalJson(document, generatedSchema, addresses));
    }),
    runs,
  );
});

test("terraform fmt changes nothing in the HCL of any document", async () => {
  await fc.assert(
    fc.asyncProperty(generatedDocument, async (document) => {
      // hcl-tools is older than functions of providers, and puts spaces into their names.
      fc.pre(!JSON.stringify(document).includes("provider::"));
      for (const text of Object.values(toHcl(document, { schema: generatedSchema }).files)) {
        expect(await format(text)).toBe(text);
      }
    }),
    runs,
  );
});
