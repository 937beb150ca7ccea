/** A value of a JSON document. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** An object of a JSON document. */
export interface JsonObject {
  /** A value by its key. */
  readonly [key: string]: Json;
}

/**
 * Terraform's JSON configuration syntax, parsed: what cdktf synthesises as `cdk.tf.json`, or any other `*.tf.json`.
 * `//` in a block is a comment; cdktf keeps the construct's path there, from which names, groups and their order come.
 */
export type TerraformDocument = JsonObject;

/** Whether a value is an object, neither null nor a list. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is a list. */
export function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
