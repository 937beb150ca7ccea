import { createHash } from "node:crypto";
import type { JsonObject, TerraformDocument } from "../../src";

/** A logical id as cdktf makes it of a path below the stack. */
export function idOf(path: string): string {
  const ids = path.split("/");
  const hash = createHash("md5").update(path).digest("hex").slice(0, 8).toUpperCase();
  return ids.length === 1 ? path : `${ids.filter((id) => id !== "Resource").join("_")}_${hash}`;
}

/** A document of cdktf's with resources at the given paths below the stack, each as `<type> <path>`. */
export function stackDocument(
  resources: Readonly<Record<string, JsonObject>>,
  more: TerraformDocument = {},
): TerraformDocument {
  const byType: Record<string, Record<string, JsonObject>> = {};
  for (const [key, body] of Object.entries(resources)) {
    const [type = "", path = ""] = key.split(" ");
    (byType[type] ??= {})[idOf(path)] = { ...body, "//": { metadata: { path: `ci/${path}` } } };
  }
  return { "//": { metadata: { stackName: "ci" } }, resource: byType, ...more };
}
