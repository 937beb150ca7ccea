import type { Block, TerraformDocument } from "./synthesise";

/** What a value refers to that is another one after the apply: an address, or an attribute of one. */
export type Anew = ReadonlySet<string>;

/** What stands behind the references of a value. */
export interface Behind {
  /** The document that the value is of. */
  readonly document: TerraformDocument;
  /** What is made anew, which no text shows. */
  readonly anew: Anew;
  /** Whether something else that is looked up is taken for another value, which it need not be. */
  readonly lookUps: boolean;
}

const REFERENCE = /\b(data\.)?([a-z][a-z0-9_]*)\.([A-Za-z_][\w-]*)(?:\[[^\]]*\])*(?:\.([a-z_]+))?/g;
const ONE_ATTRIBUTE = /^\$\{([a-z][a-z0-9_]*)\.([A-Za-z_][\w-]*)\.([\w.[\]]+)\}$/;
const ONE_LOCAL = /^\$\{(?:(?:json|yaml)encode\(\[?)?local\.([\w-]+)\]?\)?\}$/;

/**
 * A value with what it refers to in place of its references, so that a change of a local, of something looked up or of a
 * resource that is made anew is a change of whatever uses it. A value that is a local is the local's, and one that is an
 * attribute which its resource says itself is that: it is no other value when somebody else says it.
 */
export function expanded(value: unknown, behind: Behind): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => expanded(item, behind));
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, ordered(key, expanded(item, behind))] as const),
    );
  }
  return typeof value === "string" && value.includes("${") ? expandedText(value, behind) : value;
}

function expandedText(text: string, behind: Behind): unknown {
  const { locals } = behind.document;
  const local = ONE_LOCAL.exec(text)?.[1];
  if (local !== undefined && local in locals) {
    return expanded(locals[local], behind);
  }
  const said = attributeSaid(text, behind);
  if (said !== undefined) {
    return said;
  }
  const found = [...text.matchAll(REFERENCE)].flatMap(([, data, type = "", name = "", attribute]) =>
    referred({ isData: data !== undefined, type, name, attribute }, behind),
  );
  return found.length === 0 ? text : { text, found };
}

/** The text of an attribute which is all that the text refers to, where the resource says it. */
function attributeSaid(text: string, behind: Behind): unknown {
  const [, type = "", name = "", path = ""] = ONE_ATTRIBUTE.exec(text) ?? [];
  let value: unknown = behind.document.resource[type]?.[name];
  for (const key of path.split(/[.[\]]+/).filter((part) => part !== "")) {
    // A block of which there is one is said without a number.
    value = /^\d+$/.test(key) && !Array.isArray(value) ? value : (value as Block | undefined)?.[key];
  }
  return typeof value === "string" ? expanded(value, behind) : undefined;
}

/** Attributes that are sets to the providers: another order is no change. */
const SETS = new Set([
  "alarm_actions",
  "ok_actions",
  "security_groups",
  "subnets",
  "suspended_processes",
  "tag",
  "tag_list",
  "vpc_security_group_ids",
  "vpc_zone_identifier",
]);

function ordered(key: string, value: unknown): unknown {
  return Array.isArray(value) && SETS.has(key)
    ? [...(value as unknown[])].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    : value;
}

interface Reference {
  readonly isData: boolean;
  readonly type: string;
  readonly name: string;
  readonly attribute: string | undefined;
}

function referred({ isData, type, name, attribute }: Reference, behind: Behind): unknown[] {
  const { document, anew, lookUps } = behind;
  if (type === "local") {
    return name in document.locals ? [expanded(document.locals[name], behind)] : [];
  }
  const block: Block | undefined = (isData ? document.data : document.resource)[type]?.[name];
  if (block === undefined) {
    return [];
  }
  if (isData) {
    return lookUps ? [expanded(withoutMeta(block), behind)] : [];
  }
  const address = `${type}.${name}`;
  return anew.has(address) || anew.has(`${address}.${attribute}`) ? ["made anew"] : [];
}

/** What Terraform itself reads of a block, and no provider. */
const META = new Set(["//", "depends_on", "lifecycle", "provider", "provisioner", "connection"]);

/** A block without what Terraform alone reads. */
export const withoutMeta = (block: Block): Block =>
  Object.fromEntries(Object.entries(block).filter(([key]) => !META.has(key)));
