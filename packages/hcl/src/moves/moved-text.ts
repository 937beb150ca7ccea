import { addressOf, type Element } from "../document/elements";
import { layOutHcl } from "../layout/layout-hcl";
import { commentLines } from "./comment-lines";
import { movedBlock } from "./moved-block";

/** A resource that is the module's. */
export interface Move {
  /** What it was. */
  readonly element: Element;
  /** Its address in the call. */
  readonly to: string;
}

/** What a row of the table is about. */
export interface MovedRow {
  /** Whether the module has a list, in which the resources must have these places. */
  readonly isList: boolean;
  /** The resources; none where the stack has no such construct. */
  readonly moves: readonly Move[];
}

/** What the module does not make. */
export interface Remaining {
  /** Its address in the stack. */
  readonly from: string;
  /** Its address in the stack's HCL. */
  readonly to: string;
  /**
   * What to do about it.
   *
   * @default - nothing is known of it
   */
  readonly advice?: string;
  /** Addresses, in the stack's HCL, of what it refers to and the module makes. */
  readonly uses: readonly string[];
}

/** What there is to say of a stack that becomes a call. */
export interface MovedTextInput {
  /** The call: `module.runners`. */
  readonly call: string;
  /** What the module makes. */
  readonly rows: readonly MovedRow[];
  /** What it does not make. */
  readonly remaining: readonly Remaining[];
  /** Addresses of what it makes and the stack does not have. */
  readonly added: readonly string[];
}

const keep =
  "The module does not make what follows. Keep it beside the call: 'runner-fleet-hcl <stack> -o <folder>' writes it under the names here, with the variables, locals and data sources that it uses. To give one up instead, write a removed block for it in place of its moved block: 'from' is the same, and with destroy = false in its lifecycle Terraform forgets it and leaves it as it is.";

/** The `moved` blocks, laid out, with comments on what they can't do. */
export function movedText({ call, rows, remaining, added }: MovedTextInput): string {
  const blocks = [
    ...rows.flatMap(rowBlocks),
    ...(remaining.length === 0 ? [] : [commentLines(keep)]),
    ...remainingBlocks(remaining, call),
    ...(added.length === 0
      ? []
      : [`${commentLines("The module makes what the stack does not have, so the plan adds:")}\n${list(added)}`]),
  ];
  return layOutHcl(`${blocks.join("\n\n")}\n`);
}

function rowBlocks({ isList, moves }: MovedRow): readonly string[] {
  const blocks = moves.map(({ element, to }) => movedBlock(addressOf(element), to));
  const ids = moves.map(({ element }) => element.path?.at(-1) ?? "");
  return isList && moves.length > 1
    ? [
        `${commentLines("The module has these in the order of a variable's list, which must be this one:")}\n${list(ids)}`,
        ...blocks,
      ]
    : blocks;
}

/** What is known to need the same goes together. */
function remainingBlocks(remaining: readonly Remaining[], call: string): readonly string[] {
  const advices = [...new Set(remaining.map(({ advice }) => advice))].sort(
    (a, b) => Number(a === undefined) - Number(b === undefined),
  );
  return advices.flatMap((advice) => [
    ...(advice === undefined ? [] : [commentLines(advice)]),
    ...remaining.filter((each) => each.advice === advice).map((each) => remainingBlock(each, call)),
  ]);
}

function remainingBlock({ from, to, uses }: Remaining, call: string): string {
  const comments = [
    ...(from === to ? [`${from} keeps its address.`] : []),
    ...(uses.length === 0 ? [] : [`It refers to ${uses.join(", ")}: write outputs of ${call} there.`]),
  ];
  return [...comments.map(commentLines), ...(from === to ? [] : [movedBlock(from, to)])].join("\n");
}

const list = (items: readonly string[]) => items.map((item) => `#   ${item}`).join("\n");
