import { ref, Token } from "cdktf";

/**
 * Values that only Terraform knows, each by the name of its variable: the tokens that stand where a construct takes a
 * text, one of several words, a flag or a map.
 */
export const planned = {
  text: (name: string) => Token.asString(ref(`var.${name}`)),
  choice: <Word extends string>(name: string) => Token.asString(ref(`var.${name}`)) as Word,
  flag: (name: string) => ref(`var.${name}`) as unknown as boolean,
  list: (name: string) => Token.asList(ref(`var.${name}`)),
  number: (name: string) => Token.asNumber(ref(`var.${name}`)),
  map: (name: string): Readonly<Record<string, string>> => Token.asStringMap(ref(`var.${name}`)),
};
