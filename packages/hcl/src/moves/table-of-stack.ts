import type { Element } from "../document/elements";
import { HclError } from "../document/hcl-error";
import type { MoveTable } from "./move-table";

/** A row of a table, for a stack whose fleet is known. */
export interface Row {
  /** What the path of a construct below the stack must be. */
  readonly path: RegExp;
  /** Type of the resource. */
  readonly type: string;
  /** Address in the module. */
  readonly address: string;
  /** Whether every stack that can become a call has such a resource. */
  readonly isRequired: boolean;
}

/** A table for a stack whose fleet is known. */
export interface TableOfStack {
  /** What the module has, each with what it is in the stack. */
  readonly rows: readonly Row[];
  /** What to do about what the module does not make, each with the construct in the stack. */
  readonly remaining: readonly { readonly path: RegExp; readonly text: string }[];
}

/**
 * Finds the fleet of a stack. Its constructs may be anywhere in the stack; what is called alike elsewhere is none, unless
 * everything that a fleet has is there.
 *
 * @throws HclError when the stack has another number of fleets than one
 */
export function tableOfStack(elements: readonly Element[], table: MoveTable): TableOfStack {
  const fleets = fleetsOf(elements, table);
  const [fleet, ...more] = fleets;
  const rule = "the stack must have exactly one fleet to become a call of the module";
  if (fleet === undefined) {
    throw new HclError(`${rule}, got none; give a stack that has what the module makes`);
  }
  if (more.length > 0) {
    throw new HclError(
      `${rule}, got ${fleets
        .map(({ path }) => path)
        .sort()
        .join(", ")}: ${table.reason}`,
    );
  }
  const below = (path: string) =>
    pattern(path === table.fleet || isInFleet(path, table) ? path.replace(table.fleet, () => fleet.id) : path);
  return {
    rows: Object.entries(table.addresses).map(([path, address]) => ({
      path: new RegExp(`^${pattern(fleet.root)}/${below(path)}$`),
      type: typeOf(address),
      address,
      isRequired: isRequired(path, table),
    })),
    remaining: Object.entries(table.remaining).map(([path, text]) => ({
      path: new RegExp(`^(?:${pattern(fleet.root)}/)?${below(path)}(?:/|$)`),
      text,
    })),
  };
}

interface Fleet {
  /** Its path below the stack. */
  readonly path: string;
  /** Path, below the stack, of the construct that a module is made of. */
  readonly root: string;
  /** Path below that. */
  readonly id: string;
}

function fleetsOf(elements: readonly Element[], table: MoveTable): readonly Fleet[] {
  const rows = Object.entries(table.addresses).filter(([path]) => isInFleet(path, table));
  const found = new Map<string, { fleet: Fleet; paths: Set<string> }>();
  for (const { kind, labels, path: ids } of elements) {
    for (const [path, address] of rows) {
      const match = new RegExp(`^(?<root>.+?)${fleetIn(table)}/${pattern(inFleet(path, table))}$`).exec(
        ids?.join("/") ?? "",
      );
      if (match && kind === "resource" && labels[0] === typeOf(address)) {
        const { root = "", id = "" } = match.groups ?? {};
        const whole = id === "" ? root : `${root}/${id}`;
        const { paths } = found.get(whole) ?? { paths: new Set() };
        found.set(whole, { fleet: { path: whole, root, id }, paths: paths.add(path) });
      }
    }
  }
  const required = rows.map(([path]) => path).filter((path) => isRequired(path, table));
  return [...found.values()].filter(({ paths }) => required.every((path) => paths.has(path))).map(({ fleet }) => fleet);
}

const fleetIn = ({ fleet }: MoveTable) => (fleet === "" ? "" : `/(?<id>${pattern(fleet)})`);

const isInFleet = (path: string, { fleet }: MoveTable) => fleet === "" || path.startsWith(`${fleet}/`);

const inFleet = (path: string, { fleet }: MoveTable) => (fleet === "" ? path : path.slice(fleet.length + 1));

/** A list may be empty, and what the module counts may be none. */
function isRequired(path: string, { addresses }: MoveTable): boolean {
  return !addresses[path]?.endsWith("]") && !Object.hasOwn(addresses, `${path}-*`);
}

const typeOf = (address: string) => address.slice(0, address.indexOf("."));

/** A path as a regular expression. */
function pattern(path: string): string {
  return path.replace(/[\\^$.+?()[\]{}|]/g, "\\$&").replaceAll("*", "[^/]+");
}
