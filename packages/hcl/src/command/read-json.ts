import { readFileSync } from "node:fs";
import { HclError } from "../document/hcl-error";
import type { Json } from "../document/terraform-document";

/**
 * Reads a JSON file.
 *
 * @throws HclError when it can't be read, is no JSON, or has a number that JavaScript would change
 */
export function readJson(file: string): Json {
  const text = readText(file);
  const changed = withoutStrings(text)
    .match(/-?\d[\d.eE+-]*/g)
    ?.find((number) => digits(number) !== digits(String(Number(number))));
  if (changed !== undefined) {
    throw new HclError(
      `${file}: a number must have at most 15 digits, got ${changed}; write it as a string, which Terraform converts`,
    );
  }
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw new HclError(`${file}: must be JSON: ${(error as Error).message}`);
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new HclError(`${file}: must be a file that can be read: ${(error as Error).message}`);
  }
}

function withoutStrings(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"/g, '""');
}

/** A number's digits without what may be written in several ways: sign, point, exponent and zeros at both ends. */
function digits(number: string): string {
  return number
    .replace(/[eE].*/, "")
    .replace(/[-.]/g, "")
    .replace(/^0+|0+$/g, "");
}
