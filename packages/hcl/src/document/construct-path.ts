import { createHash } from "node:crypto";
import { isJsonObject, type Json, type JsonObject, type TerraformDocument } from "./terraform-document";

/** Ids that cdktf leaves out of names: the main thing of a construct. */
const unsaid = new Set(["Resource", "Default"]);

/** Path of the construct that a block was synthesised from, below its stack; undefined when cdktf did not make it. */
export function constructPath(body: JsonObject, document: TerraformDocument): readonly string[] | undefined {
  const path = metadata(body)?.path;
  if (typeof path !== "string") {
    return undefined;
  }
  const ids = path.split("/");
  const stack = metadata(document)?.stackName;
  const start = typeof stack === "string" ? ids.indexOf(stack) : -1;
  return ids.slice(Math.max(start, 0) + 1);
}

/** A path without the ids that name nothing. */
export function saidIds(path: readonly string[]): readonly string[] {
  return path.filter((id) => !unsaid.has(id));
}

/**
 * Whether cdktf made a logical id from the construct's path: its ids and, of several, a hash. If not, someone chose it.
 */
export function isGenerated(id: string, path: readonly string[]): boolean {
  const ids = path.filter((each) => each !== "Default");
  return ids.length <= 1 ? id === ids[0]?.replace(/[^A-Za-z0-9_-]/g, "") : id.endsWith(`_${hashOf(ids)}`);
}

/** A logical id without cdktf's hash; undefined when it has none. */
export function withoutHash(id: string): string | undefined {
  return /^(.+)_[0-9A-F]{8}$/.exec(id)?.[1];
}

function hashOf(ids: readonly string[]): string {
  return createHash("md5").update(ids.join("/")).digest("hex").slice(0, 8).toUpperCase();
}

function metadata(body: JsonObject): JsonObject | undefined {
  const comment: Json | undefined = body["//"];
  const found = isJsonObject(comment) ? comment.metadata : undefined;
  return isJsonObject(found) ? found : undefined;
}
