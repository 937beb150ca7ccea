import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunnerFleetInput } from "@runner-fleet/config";
import { RunnerStack } from "@runner-fleet/stack";
import { App } from "cdktf";

/** A block of Terraform's JSON. */
export type Block = Readonly<Record<string, unknown>>;

/** Blocks by type, then by name. */
export type Blocks = Readonly<Record<string, Readonly<Record<string, Block>>>>;

/** What a description comes to for Terraform. */
export interface TerraformDocument {
  /** What is made. */
  readonly resource: Blocks;
  /** What is looked up. */
  readonly data: Blocks;
  /** Values with a name. */
  readonly locals: Block;
  /** Where all of it is made, by the provider's name. */
  readonly provider: Readonly<Record<string, readonly Block[]>>;
}

/** Every resource's address begins with the stack's parts and not with its name, so it is the same for any two. */
const STACK = "stack";

/**
 * Synthesises a description, and writes nothing.
 *
 * @throws ConfigError when something is wrong with the description
 * @throws Error when a construct refuses it
 */
export function synthesise(input: RunnerFleetInput): TerraformDocument {
  // An app has a folder, whether anything is written to it or not.
  const outdir = mkdtempSync(join(tmpdir(), "runner-fleet-diff-"));
  try {
    const stack = new RunnerStack(new App({ outdir, stackTraces: false }), STACK, input);
    stack.prepareStack();
    const { resource = {}, data = {}, locals = {}, provider = {} } = plain(stack.toTerraform());
    return { resource, data, locals, provider };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Without what is `undefined`, which a comparison would take for a value. */
const plain = (document: unknown) => JSON.parse(JSON.stringify(document)) as Partial<TerraformDocument>;
