import { addressOf, elementsOf } from "../document/elements";
import { HclError } from "../document/hcl-error";
import { isJsonObject, type Json, type JsonObject, type TerraformDocument } from "../document/terraform-document";

/** Name of the file beside a module that holds its `MoveTable` as JSON. */
export const moveTableFile = "moved-from.json";

/**
 * Where a module has what a stack of the same constructs has. Paths are those below the construct that the module is
 * made of, which a stack may have anywhere and under any id. A `*` in one stands for the rest of an id.
 */
export interface MoveTable {
  /** Path of a fleet, of which a stack must have exactly one: `Fleet-*`; empty when the construct itself is the fleet. */
  readonly fleet: string;
  /** Why it must be one, and what to do with a stack of several. */
  readonly reason: string;
  /**
   * A resource's address in the module by its path. An address ends in `[0]` where the module decides whether there is
   * such a resource, and in `[*]` where it has one for each item of a list, of which the stack has one construct each.
   */
  readonly addresses: Readonly<Record<string, string>>;
  /**
   * What to do about constructs that the module does not make, by their paths, which may also be those below the stack.
   */
  readonly remaining: Readonly<Record<string, string>>;
}

/** What a table says that the module's document does not. */
export interface MoveTableOptions extends Pick<MoveTable, "reason" | "remaining"> {
  /** Path, below the module, of the construct that it is made of. */
  readonly root: string;
  /**
   * Path of the fleet below that construct, in the module and in stacks.
   *
   * @default - the construct itself is the fleet
   */
  readonly fleet?: { readonly inModule: string; readonly inStack: string };
  /**
   * Paths, below the module, of constructs that the module makes anew for each call, of which no stack has one that could
   * become it.
   *
   * @default - none
   */
  readonly anew?: readonly string[];
}

/**
 * The table for a module.
 *
 * @param document what the module is made from
 * @param addresses the addresses in the module by those in the document, as `toModule` gives them
 * @throws HclError when the module has a resource elsewhere than in the construct that it is said to be made of
 */
export function moveTable(
  document: TerraformDocument,
  addresses: ReadonlyMap<string, string>,
  { root, fleet = { inModule: "", inStack: "" }, anew = [], reason, remaining }: MoveTableOptions,
): MoveTable {
  const rows = elementsOf(document).flatMap((element) => {
    const whole = element.path?.join("/") ?? "";
    if (element.kind !== "resource" || anew.includes(whole)) {
      return [];
    }
    const address = addressOf(element);
    const path = below(root, whole);
    if (path === undefined) {
      throw new HclError(
        `resource.${address}: must be from a construct in ${root}, got ${whole || "none"}; move it there`,
      );
    }
    const inFleet = fleet.inModule === "" ? undefined : below(fleet.inModule, path);
    const pathInStack = inFleet === undefined ? path : `${fleet.inStack}/${inFleet}`;
    return rowsOf(pathInStack, addresses.get(address) ?? address, element.body);
  });
  return { fleet: fleet.inStack, reason, addresses: Object.fromEntries(rows), remaining };
}

function below(path: string, whole: string): string | undefined {
  return whole.startsWith(`${path}/`) ? whole.slice(path.length + 1) : undefined;
}

function rowsOf(path: string, address: string, { count }: JsonObject): readonly (readonly [string, string])[] {
  if (count === undefined) {
    return [[path, address]];
  }
  if (typeof count !== "string" || !count.startsWith("${length(")) {
    return [[path, `${address}[0]`]];
  }
  // A stack that does not know the list either counts as the module does.
  return [
    [path, address],
    [`${path}-*`, `${address}[*]`],
  ];
}

/**
 * A table as it was read.
 *
 * @param where the file, for the message
 * @throws HclError when it is none
 */
export function checkedMoveTable(table: Json, where: string): MoveTable {
  const { fleet, reason, addresses, remaining } = isJsonObject(table) ? table : {};
  if (typeof fleet !== "string" || typeof reason !== "string" || !isTexts(addresses) || !isTexts(remaining)) {
    throw new HclError(
      `${where}: must be the table that is beside a module of runner-fleet, got ${JSON.stringify(table).slice(0, 40)}; give the folder of a module`,
    );
  }
  return { fleet, reason, addresses, remaining };
}

function isTexts(value: Json | undefined): value is Record<string, string> {
  return isJsonObject(value) && Object.values(value).every((each) => typeof each === "string");
}
