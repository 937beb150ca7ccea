import { blocksOf } from "../document/blocks-of";
import { HclError } from "../document/hcl-error";
import { isJsonList, isJsonObject, type Json, type JsonObject } from "../document/terraform-document";
import { inside, type Place } from "../expression/place";
import { quotedText } from "../expression/quoted";
import { type BlockRule, type BodyRule, writers } from "../schema/body-rule";
import { dynamicRule } from "../schema/terraform-blocks";

/** An argument or a block, as text, and what it is called. */
interface Item {
  readonly name: string;
  readonly text: string;
}

/**
 * A block: its type, its labels and what is in it.
 *
 * @throws HclError when a name is none that HCL allows, a block's value is not an object, or a template is broken
 */
export function printBlock(
  type: string,
  labels: readonly string[],
  body: JsonObject,
  rule: BodyRule,
  place: Place,
): string {
  const text = printBody(body, rule, place);
  const head = [type, ...labels.map(quotedText)].join(" ");
  return text === "" ? `${head} {}` : `${head} {\n${text}}`;
}

/**
 * What is inside a block: first the arguments on one line each, then longer ones and blocks with an empty line between
 * them, and last what concerns the block as a whole. What says what a variable is stays in one paragraph before that.
 */
function printBody(body: JsonObject, rule: BodyRule, place: Place): string {
  const items = Object.entries(body)
    .filter(([name]) => name !== "//")
    .flatMap(([name, value]) => itemsOf(name, value, rule, inside(place, name)));
  const isShort = (item: Item) => !item.text.includes("\n") && !item.text.endsWith("{}");
  const { first = [], last = [], isFirstTogether = false } = rule;
  const head = inOrder(
    items.filter(({ name }) => first.includes(name)),
    first,
  );
  const tail = inOrder(
    items.filter(({ name }) => last.includes(name)),
    last,
  );
  const rest = items.filter(({ name }) => !first.includes(name) && !last.includes(name));
  const together = isFirstTogether ? head : [];
  const sorted = isFirstTogether ? rest : [...head, ...rest];
  const byLength = [...sorted.filter(isShort), ...sorted.filter((item) => !isShort(item))];
  const joins = (before: Item, item: Item) =>
    together.includes(item) || (isShort(before) && isShort(item) && !tail.includes(item));
  return paragraphs([...together, ...byLength, ...tail], joins);
}

function inOrder(items: readonly Item[], names: readonly string[]): readonly Item[] {
  return [...items].sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
}

function paragraphs(items: readonly Item[], joins: (before: Item, item: Item) => boolean): string {
  return items
    .map((item, i) => {
      const before = items[i - 1];
      return `${before === undefined || joins(before, item) ? "" : "\n"}${item.text}\n`;
    })
    .join("");
}

function itemsOf(name: string, value: Json, rule: BodyRule, place: Place): readonly Item[] {
  if (!/^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(name)) {
    throw new HclError(`${place.where}: must be named as HCL allows, got ${JSON.stringify(name)}`);
  }
  if (name === "dynamic" && rule.dynamic) {
    return blocksOf(value, 1, place.where).map(({ labels, body }) => ({
      name,
      text: printBlock(name, labels, body, dynamicBody(labels[0] ?? "", rule), place),
    }));
  }
  const block = own(rule.blocks, name);
  if (block && (!block.isArgument || isObjects(value))) {
    return blocksOf(value, block.labels ?? 0, place.where).map(({ labels, body }) => ({
      name,
      text: printBlock(name, labels, block.isArgument ? withoutNulls(body) : body, block, place),
    }));
  }
  const style = own(rule.styles, name) ?? rule.style ?? "template";
  return [{ name, text: `${name} = ${writers[style](value, place)}` }];
}

function isObjects(value: Json): boolean {
  return isJsonList(value) && value.length > 0 && value.every(isJsonObject);
}

function withoutNulls(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null));
}

/** `dynamic` may also make what the schema has as an argument of objects; what is in those are arguments. */
function dynamicBody(name: string, { blocks }: BodyRule): BlockRule {
  return { ...dynamicRule, blocks: { content: { ...own(blocks, name), isArgument: false } } };
}

function own<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record && Object.hasOwn(record, key) ? record[key] : undefined;
}
