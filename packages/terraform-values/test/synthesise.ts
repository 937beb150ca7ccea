import { TerraformStack, Testing } from "cdktf";

/** What JSON.parse gives: a test that reads what is not there fails. */
type Block = ReturnType<typeof JSON.parse>;

/** A synthesised stack: its resources by type, and its locals. */
export interface Synthesised {
  readonly resources: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly locals: Readonly<Record<string, unknown>>;
}

/** Synthesises what `build` makes in a stack of its own. */
export function synthesise(build: (stack: TerraformStack) => void): Synthesised {
  const stack = new TerraformStack(Testing.app(), "test");
  build(stack);
  const json = JSON.parse(Testing.synth(stack)) as Block;
  return { resources: json.resource ?? {}, locals: json.locals ?? {} };
}

/** The one resource of a type; fails when there is none or another. */
export function only({ resources }: Synthesised, type: string): Block {
  const all = Object.values(resources[type] ?? {});
  expect(all).toHaveLength(1);
  return all[0]!;
}
