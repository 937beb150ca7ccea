import { parseArgs } from "node:util";

/** What the command is asked to do. */
export interface Arguments {
  /** A stack's folder, or its `cdk.tf.json`. */
  readonly stack: string;
  /**
   * The folder to write to.
   *
   * @default - nothing is written
   */
  readonly output?: string;
  /**
   * What `terraform providers schema -json` printed.
   *
   * @default - the schemas that the package has
   */
  readonly schema?: string;
  /**
   * The file for the new addresses.
   *
   * @default - none
   */
  readonly addresses?: string;
  /**
   * One file, or one for each construct.
   *
   * @default - one, unless it is long
   */
  readonly files?: "main" | "by-topic";
  /** Whether to write the stack's backend. */
  readonly backend: boolean;
  /** Whether to write `moved` blocks. */
  readonly moved: boolean;
  /** Whether to print the HCL. */
  readonly print: boolean;
  /** Whether to overwrite what the command did not write. */
  readonly force: boolean;
}

/** Arguments that make no sense; the command says so and how it is called. */
export class UsageError extends Error {}

/** How the command is called. */
export const usage = `usage: runner-fleet-hcl <stack folder or cdk.tf.json> -o <folder> [options]

Writes a stack that cdktf synthesised as HCL, with its assets.

  -o, --output <folder>     where to write; files that someone else wrote or changed are not overwritten
      --print               print the HCL; with it the folder may be left out
      --schema <file>       what 'terraform providers schema -json' prints, for types that are not known here
      --files <choice>      'main': all in main.tf, 'by-topic': a file for each construct; else by length
      --backend             keep the stack's backend
      --moved               write moved.tf, which gives what is in the stack's state its new names
      --addresses <file>    write the new address of each renamed resource, by its old one, as JSON
      --force               overwrite files that someone else wrote or changed
  -h, --help                print this`;

/**
 * Reads the command's arguments.
 *
 * @returns undefined when help is asked for
 * @throws UsageError when they make no sense
 */
export function readArguments(args: readonly string[]): Arguments | undefined {
  const { values, positionals } = parsed(args);
  if (values.help) {
    return undefined;
  }
  const [stack, ...more] = positionals;
  if (stack === undefined || more.length > 0) {
    throw new UsageError(`one stack folder or cdk.tf.json must be given, got ${positionals.length}`);
  }
  if (values.output === undefined && !values.print) {
    throw new UsageError("'--output' or '--print' must be given, got neither");
  }
  const { files } = values;
  if (files !== undefined && files !== "main" && files !== "by-topic") {
    throw new UsageError(`'--files' must be main or by-topic, got ${files}`);
  }
  const { backend = false, moved = false, print = false, force = false, output, schema, addresses } = values;
  return { stack, output, schema, addresses, files, backend, moved, print, force };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        output: { type: "string", short: "o" },
        schema: { type: "string" },
        addresses: { type: "string" },
        files: { type: "string" },
        backend: { type: "boolean" },
        moved: { type: "boolean" },
        print: { type: "boolean" },
        force: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
