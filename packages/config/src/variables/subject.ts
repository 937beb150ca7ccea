/** Terraform's condition for one value, which is given by the expression in the argument. */
export type ConditionOf = (value: string) => string;

/** The values of a variable that something is asked of. `var.NAME` stands for the variable. */
export interface Subject {
  /** Where they are in the variable. */
  readonly path: string;
  /** Terraform's condition that every one of them fulfils a condition. */
  readonly every: (condition: ConditionOf) => string;
  /** Terraform's expression for what is shown as given where one does not. */
  readonly given: (condition: ConditionOf) => string;
  /**
   * The path of those that do not, as a Terraform template, for values that are not shown.
   *
   * @default - `path` says it
   */
  readonly pathOfWrong?: (condition: ConditionOf) => string;
}

/** The variable itself. */
export const itself: Subject = {
  path: "",
  every: (condition) => condition("var.NAME"),
  given: () => "var.NAME",
};

/** An attribute of a variable that is an object. */
export const attribute = (name: string): Subject => ({
  path: `.${name}`,
  every: (condition) => condition(`var.NAME.${name}`),
  given: () => `var.NAME.${name}`,
});

/** An attribute of a variable that is an object, or of an object in it, where either may be left out. */
export function optionalAttribute(path: string): Subject {
  const value = `var.NAME.${path}`;
  const [owner = "", nested] = path.split(".");
  return {
    path: `.${path}`,
    every: (condition) => `var.NAME.${owner} == null ? true : ${condition(value)}`,
    given: () => (nested === undefined ? value : `try(${value}, null)`),
  };
}

/** The entries of a list of texts. */
export const entries = (item: string): Subject => ({
  path: "[*]",
  every: (condition) => `alltrue([for ${item} in var.NAME : ${condition(item)}])`,
  given: (condition) => `[for ${item} in var.NAME : ${item} if ${not(condition(item))}]`,
  pathOfWrong: (condition) => `[\${join(", ", [for index, ${item} in var.NAME : index if ${not(condition(item))}])}]`,
});

/** The entries of a list that every object of a variable has. */
export const entriesOfEntries = (item: string, name: string): Subject => ({
  path: `[*].${name}[*]`,
  every: (condition) => `alltrue([for ${item} in try(flatten(var.NAME[*].${name}), []) : ${condition(item)}])`,
  given: () => `try(flatten(var.NAME[*].${name}), [])`,
});

/** The objects of a variable that is a list; what is wrong with one that is null, `noNulls` says. */
export const objects = (item: string): Subject => ({
  path: "[*]",
  every: (condition) => `alltrue([for ${item} in var.NAME : ${item} == null ? true : ${condition(item)}])`,
  given: (condition) => `[for ${item} in var.NAME : ${item} if ${item} == null ? false : ${not(condition(item))}]`,
});

/** An attribute of every object of a variable that is a list. */
export function attributeOfEntries(item: string, name: string, isOptional = false): Subject {
  const value = `${item}.${name}`;
  const isLeftOut = isOptional ? `try(${value}, null) == null` : `${item} == null`;
  return {
    path: `[*].${name}`,
    every: (condition) => `alltrue([for ${item} in var.NAME : ${isLeftOut} ? true : ${condition(value)}])`,
    given: (condition) => `[for ${item} in var.NAME : ${value} if ${isLeftOut} ? false : ${not(condition(value))}]`,
  };
}

/** The keys of a map. */
export const keys: Subject = {
  path: "[*]",
  every: (condition) => `alltrue([for key in keys(var.NAME) : ${condition("key")}])`,
  given: (condition) => `[for key in keys(var.NAME) : key if ${not(condition("key"))}]`,
};

/** The values of a map, of which the keys are shown: a value may be long, or nobody's business. */
export const valuesByKey: Subject = {
  path: "[*]",
  every: (condition) => `alltrue([for value in values(var.NAME) : ${condition("value")}])`,
  given: (condition) => `[for key, value in var.NAME : key if ${not(condition("value"))}]`,
};

/** The opposite of a condition; one that is a single call, or the opposite of one, needs no parentheses. */
export function not(condition: string): string {
  const [, opposite = "", call] = /^(!?)([a-z]+\([^]*\))$/.exec(condition) ?? [];
  if (call === undefined || !isOneCall(call)) {
    return `!(${condition})`;
  }
  return opposite ? call : `!${call}`;
}

/** Whether the parenthesis that opens first closes last. */
function isOneCall(text: string): boolean {
  const withoutTexts = text.replace(/"(?:[^"\\]|\\.)*"/g, "");
  let depth = 0;
  return ![...withoutTexts].some((character, index) => {
    depth += character === "(" ? 1 : character === ")" ? -1 : 0;
    return character === ")" && depth === 0 && index < withoutTexts.length - 1;
  });
}
