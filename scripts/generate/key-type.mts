import { DURATION, type JsonSchema } from "./json-schema.mts";

/** What a value is, in words: for one value, or for the several of a list. */
interface Words {
  readonly one: string;
  readonly many: string;
}

const same = (words: string): Words => ({ one: words, many: words });

const PLAIN: Readonly<Record<string, Words>> = {
  boolean: same("true or false"),
  integer: { one: "whole number", many: "whole numbers" },
  number: { one: "number", many: "numbers" },
  string: { one: "text", many: "texts" },
};

/**
 * The type of a key in a reader's words: `whole number`, `list of texts`.
 *
 * @param link gives a word for a table the link to the table's section
 * @throws Error when the schema is of a form that has no words yet
 */
export const keyType = (schema: JsonSchema, link: (word: string) => string): string => words(schema, link).one;

function words(schema: JsonSchema, link: (word: string) => string): Words {
  if (schema.anyOf) {
    return same(schema.anyOf.map((branch) => words(branch, link).one).join(", or "));
  }
  const choices = choicesOf(schema);
  if (choices) {
    return { one: choices.length === 1 ? `always ${choices[0]}` : `one of ${listed(choices)}`, many: listed(choices) };
  }
  if (schema.pattern === DURATION) {
    return { one: "duration", many: "durations" };
  }
  if (schema.properties || schema.oneOf) {
    return { one: link("table"), many: link("tables") };
  }
  if (schema.items) {
    const { many } = words(schema.items, link);
    return { one: `list of ${many}`, many: `lists of ${many}` };
  }
  if (typeof schema.additionalProperties === "object") {
    return same(`${words(schema.additionalProperties, link).many} by name`);
  }
  const plain = PLAIN[String(schema.type)];
  if (!plain) {
    throw new Error(`${JSON.stringify(schema)}: must be of a form that scripts/generate/key-type.mts has words for`);
  }
  return plain;
}

/** The only values that there are, also where a pattern lists them. */
function choicesOf({ const: only, enum: several, pattern }: JsonSchema): string[] | undefined {
  const values = only === undefined ? several : [only];
  const [, alternatives] = /^\^\(([a-z|-]+)\)\$$/.exec(String(pattern)) ?? [];
  return (Array.isArray(values) ? values : alternatives?.split("|"))?.map((value) => `\`${String(value)}\``);
}

const listed = (values: readonly string[]) => [values.slice(0, -1).join(", "), ...values.slice(-1)].join(" or ");
