import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { HclError } from "../document/hcl-error";
import { isJsonObject, type TerraformDocument } from "../document/terraform-document";
import { readJson } from "./read-json";

/** What a file of the output holds. */
export interface Content {
  /** Its bytes. */
  readonly bytes: Buffer;
  /** Whether it is a program. */
  readonly isExecutable: boolean;
}

/** A synthesised stack. */
export interface Stack {
  /** The folder that it is in. */
  readonly folder: string;
  /** Its Terraform JSON. */
  readonly document: TerraformDocument;
  /** The files in its `assets` folder, by their path from the stack's folder. */
  readonly assets: ReadonlyMap<string, Content>;
}

/**
 * Reads a synthesised stack.
 *
 * @param path its folder, or its `cdk.tf.json`
 * @throws HclError when there is none
 */
export function readStack(path: string): Stack {
  const file = isFolder(path) ? join(path, "cdk.tf.json") : path;
  const document = readJson(file);
  if (!isJsonObject(document)) {
    throw new HclError(`${file}: must hold an object, got ${JSON.stringify(document)?.slice(0, 40)}`);
  }
  const folder = dirname(file);
  const assets = join(folder, "assets");
  return { folder, document, assets: new Map(isFolder(assets) ? filesIn(assets, folder) : []) };
}

function filesIn(folder: string, from: string): readonly (readonly [string, Content])[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      const stat = statSync(path);
      const key = relative(from, path).split(sep).join("/");
      return stat.isDirectory()
        ? filesIn(path, from)
        : [[key, { bytes: readFileSync(path), isExecutable: (stat.mode & 0o100) !== 0 }] as const];
    });
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
