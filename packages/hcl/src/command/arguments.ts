import { parseArgs } from "node:util";
import { callNameRule, isCallName } from "../moves/call-name";

/** A call of a module. */
export interface ModuleCall {
  /** The module's folder. */
  readonly module: string;
  /** Name of the call. */
  readonly as: string;
}

/** What the command is asked to do. */
export interface Arguments {
  /** A stack's folder, or its `cdk.tf.json`. */
  readonly stack: string;
  /**
   * The folder to write to, or with `into` the file.
   *
   * @default - nothing is written
   */
  readonly output?: string;
  /**
   * The call of a module that the stack becomes, in place of HCL of its own.
   *
   * @default - HCL is written
   */
  readonly into?: ModuleCall;
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
       runner-fleet-hcl <stack folder or cdk.tf.json> --into <module folder> --as <call> -o <file>

Writes a stack that cdktf synthesised as HCL, with its assets. With --into it writes the moved blocks by which the stack
becomes a call of a module.

  -o, --output <path>       where to write; files that someone else wrote or changed are not overwritten
      --print               print the HCL; with it the output may be left out
      --schema <file>       what 'terraform providers schema -json' prints, for types that are not known here
      --files <choice>      'main': all in main.tf, 'by-topic': a file for each construct; else by length
      --backend             keep the stack's backend
      --moved               write moved.tf, which gives what is in the stack's state its new names
      --addresses <file>    write the new address of each renamed resource, by its old one, as JSON
      --into <folder>       the module, with its moved-from.json
      --as <call>           what the module's call is called: runners for 'module "runners"'
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
  return { stack, output, into: moduleCall(values), schema, addresses, files, backend, moved, print, force };
}

/** Options that say how HCL is written, none of which `moved` blocks have. */
const ofHcl = ["schema", "files", "backend", "moved", "addresses"] as const;

function moduleCall(values: ReturnType<typeof parsed>["values"]): ModuleCall | undefined {
  const { into, as } = values;
  if (into === undefined && as === undefined) {
    return undefined;
  }
  if (into === undefined || as === undefined) {
    throw new UsageError(
      `'--into' and '--as' must be given together, got '--${into === undefined ? "as" : "into"}' alone`,
    );
  }
  if (!isCallName(as)) {
    throw new UsageError(`'--as' must be ${callNameRule}, got ${as}`);
  }
  const other = ofHcl.find((name) => values[name] !== undefined);
  if (other !== undefined) {
    throw new UsageError(`'--${other}' must not be given with '--into', which writes moved blocks alone`);
  }
  return { module: into, as };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        output: { type: "string", short: "o" },
        into: { type: "string" },
        as: { type: "string" },
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
