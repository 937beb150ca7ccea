import { printBlock } from "./body/print-body";
import { addressOf, type Element, elementsOf } from "./document/elements";
import type { TerraformDocument } from "./document/terraform-document";
import { jsonSafeSet } from "./expression/json-safe-reference";
import { fileOfKind, mainFile, topicFiles } from "./files/file-names";
import { layOutHcl } from "./layout/layout-hcl";
import { movedBlock } from "./moves/moved-block";
import { type Hints, hintsOf } from "./names/hints";
import { newNames, type NewNames } from "./names/new-names";
import { withNewNames } from "./names/references";
import { renamedAddresses } from "./names/renamed-addresses";
import { type Group, groupsOf } from "./order/groups";
import { dependenciesFirst } from "./order/dependencies-first";
import { usesOf, usesThroughLocals } from "./order/uses";
import { elementRule } from "./schema/element-rule";
import { builtIn, mergedTables, type SchemaTable } from "./schema/schema-table";

/** How to write a document as HCL. */
export interface ToHclOptions extends Hints {
  /** Which names are blocks and which are arguments, for every type in the document. */
  readonly schema: SchemaTable;
  /**
   * Where what the stack is made of goes: all of it to `main.tf`, or a file for each construct that has a heading.
   *
   * @default - `main.tf`; with more than 300 lines of it a file for each construct
   */
  readonly files?: "main" | "by-topic";
  /**
   * Whether the backend, or the `cloud` block, is written too.
   *
   * @default false
   */
  readonly backend?: boolean;
  /**
   * Whether `moved.tf` tells Terraform the new name of each resource and module, so that a state of the document's
   * becomes one of the HCL's without any other step.
   *
   * @default false
   */
  readonly moved?: boolean;
}

/** A document as HCL. */
export interface Hcl {
  /** The files, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** The new address by the old one, for each resource, data source, module and local that has another name now. */
  readonly addresses: ReadonlyMap<string, string>;
}

/** A file of more lines is hard to find one's way in. */
const mostLines = 300;

/**
 * Writes Terraform's JSON as the HCL that a person would have written. The same document always gives the same text,
 * which `terraform fmt` leaves as it is.
 *
 * @throws HclError when a type has no schema, a block is no block, or a template is broken; it says where
 */
export function toHcl(document: TerraformDocument, options: ToHclOptions): Hcl {
  const hints = hintsOf(document, options);
  const schema = mergedTables(builtIn, options.schema);
  const elements = elementsOf(document).map((element) => withoutBackend(element, options.backend ?? false));
  const names = newNames(elements, hints);
  const jsonSafe = jsonSafeSet(hints.jsonSafe);
  const print = (element: Element) => printElement(element, elements, { names, schema, jsonSafe });
  const files: Record<string, string[]> = {};
  for (const element of elements.map((each) => sortedLocals(each, names))) {
    const file = fileOfKind[element.kind];
    const isEmpty = element.kind === "terraform" && Object.keys(element.body).every((key) => key === "//");
    if (file !== undefined && !isEmpty) {
      (files[file] ??= []).push(print(element));
    }
  }
  const addresses = renamedAddresses(names);
  if (options.moved) {
    (files["moved.tf"] ??= []).push(...movedBlocks(addresses));
  }
  Object.assign(files, mainFiles(elements, hints, print, options.files));
  const order = Object.keys(files).sort();
  return { files: Object.fromEntries(order.map((file) => [file, layOut(files[file] ?? [])])), addresses };
}

function mainFiles(
  elements: readonly Element[],
  hints: Required<Hints>,
  print: (element: Element) => string,
  choice: ToHclOptions["files"],
): Record<string, string[]> {
  const groups = groupsOf(
    elements.filter(({ kind }) => fileOfKind[kind] === undefined),
    hints,
    usesThroughLocals(elements),
  );
  const printed = new Map(groups.map((group) => [group, printGroup(group, print)]));
  const lines = [...printed.values()].flat().join("\n\n").split("\n").length;
  const topics =
    choice === "by-topic" || (choice === undefined && lines > mostLines)
      ? topicFiles(groups)
      : new Map<Group, string>();
  const files: Record<string, string[]> = {};
  for (const group of groups) {
    (files[topics.get(group) ?? mainFile] ??= []).push(...(printed.get(group) ?? []));
  }
  return files;
}

function printGroup({ heading, elements }: Group, print: (element: Element) => string): readonly string[] {
  const comment = heading.split("\n").map((line) => `# ${line}`.trimEnd());
  return [...(heading === "" ? [] : [comment.join("\n")]), ...elements.map(print)];
}

/** What is known of the whole document when one block of it is written. */
interface Knowledge {
  readonly names: NewNames;
  readonly schema: SchemaTable;
  readonly jsonSafe: ReadonlySet<string>;
}

function printElement(element: Element, elements: readonly Element[], known: Knowledge): string {
  const { kind, labels, body } = element;
  const { names, schema, jsonSafe } = known;
  const address = addressOf(element);
  const name = names.get(address);
  const rule = elementRule(element, elements, schema);
  return printBlock(kind, name === undefined ? labels : [...labels.slice(0, -1), name], body, rule, {
    where: kind === "resource" ? `resource.${address}` : address,
    depth: 0,
    rename: (tokens) => withNewNames(tokens, names),
    jsonSafe,
  });
}

/** Locals with new names, what is used before what uses it. */
function sortedLocals(element: Element, names: NewNames): Element {
  const { kind, body } = element;
  if (kind !== "locals") {
    return element;
  }
  const keys = Object.keys(body).filter((key) => key !== "//");
  const uses = (key: string) =>
    [...usesOf({ ...element, body: { [key]: body[key] ?? null } })].map((address) => address.replace(/^local\./, ""));
  const sorted = dependenciesFirst(keys, uses);
  return {
    ...element,
    body: Object.fromEntries(sorted.map((key) => [names.get(`local.${key}`) ?? key, body[key] ?? null])),
  };
}

function withoutBackend(element: Element, keep: boolean): Element {
  if (element.kind !== "terraform" || keep) {
    return element;
  }
  const { backend: _backend, cloud: _cloud, ...body } = element.body;
  return { ...element, body };
}

function movedBlocks(addresses: Hcl["addresses"]): readonly string[] {
  return [...addresses]
    .filter(([address]) => !/^(data|ephemeral|local)\./.test(address))
    .map(([from, to]) => movedBlock(from, to));
}

function layOut(blocks: readonly string[]): string {
  return layOutHcl(`${blocks.join("\n\n")}\n`);
}
