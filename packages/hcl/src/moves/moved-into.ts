import { addressOf, type Element, elementsOf } from "../document/elements";
import { HclError } from "../document/hcl-error";
import type { TerraformDocument } from "../document/terraform-document";
import { hintsOf } from "../names/hints";
import { newNames } from "../names/new-names";
import { renamedAddresses } from "../names/renamed-addresses";
import { usesThroughLocals } from "../order/uses";
import { callNameRule, isCallName } from "./call-name";
import type { MoveTable } from "./move-table";
import { type MovedRow, movedText, type Remaining } from "./moved-text";
import { type Row, tableOfStack } from "./table-of-stack";

/** How a stack becomes a call of a module. */
export interface MovedIntoOptions {
  /** Name of the call: `runners`, or `runners["linux"]` where it has `for_each`. */
  readonly as: string;
}

/** Where the resources of a stack are once it is a call of a module. */
export interface MovedInto {
  /** `moved` blocks, and in comments what is to be done besides. */
  readonly hcl: string;
  /** Addresses in the call by those in the stack. */
  readonly addresses: ReadonlyMap<string, string>;
  /** What the module does not make: its address among what `toHcl` writes, by that in the stack. */
  readonly remaining: ReadonlyMap<string, string>;
  /** What the module makes and the stack does not have, by its address in the call. */
  readonly added: readonly string[];
}

/**
 * Writes the `moved` blocks by which the state of a stack becomes one of a module's call, without replacing what both
 * have. What the module does not make gets the address that `toHcl` gives it.
 *
 * @param document what cdktf synthesised
 * @param table what is beside the module
 * @throws HclError when the stack has another number of fleets than one, or `as` names no call
 */
export function movedInto(document: TerraformDocument, table: MoveTable, { as }: MovedIntoOptions): MovedInto {
  if (!isCallName(as)) {
    throw new HclError(
      `as: must be ${callNameRule}, got ${JSON.stringify(as)}; give what follows 'module' in the call`,
    );
  }
  const call = `module.${as}`;
  const elements = elementsOf(document);
  const ofStack = tableOfStack(elements, table);
  const rows = ofStack.rows.map((row) => movedRow(row, elements, call));
  const moves = rows.flatMap((row) => row.moves);
  const moved = new Map(moves.map(({ element, to }) => [addressOf(element), to]));
  const added = ofStack.rows
    .filter(({ isRequired }, i) => isRequired && rows[i]?.moves.length === 0)
    .map(({ address }) => `${call}.${address}`);
  const names = renamedAddresses(newNames(elements, hintsOf(document)));
  const nameOf = (address: string) => names.get(address) ?? address;
  const uses = usesThroughLocals(elements);
  const remaining = elements
    .filter((element) => ["resource", "module"].includes(element.kind) && !moved.has(addressOf(element)))
    .map((element): Remaining => {
      const path = element.path?.join("/") ?? "";
      return {
        from: addressOf(element),
        to: nameOf(addressOf(element)),
        advice: ofStack.remaining.find((each) => each.path.test(path))?.text,
        uses: [...uses(element)].filter((address) => moved.has(address)).map(nameOf),
      };
    });
  return {
    hcl: movedText({ call, rows, remaining, added }),
    addresses: moved,
    remaining: new Map(remaining.map(({ from, to }) => [from, to])),
    added,
  };
}

function movedRow({ path, type, address }: Row, elements: readonly Element[], call: string): MovedRow {
  const found = elements.filter(
    ({ kind, labels, path: ids = [] }) => kind === "resource" && labels[0] === type && path.test(ids.join("/")),
  );
  const isList = address.endsWith("[*]");
  const moves = found.map((element, place) => ({
    element,
    to: `${call}.${isCounted(element) ? address.replace(/\[.*$/, "") : address.replace("[*]", `[${place}]`)}`,
  }));
  return { isList, moves };
}

/** What has a count of its own moves as a whole, with every index. */
const isCounted = ({ body }: Element) => body.count !== undefined || body.for_each !== undefined;
