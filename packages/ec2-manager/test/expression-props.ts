import { ref, Token, type IResolvable } from "cdktf";

/** Values that only Terraform knows, each by the name of its variable, as the props of a construct take them. */
export const planned = {
  text: (name: string) => Token.asString(ref(`var.${name}`)),
  number: (name: string) => Token.asNumber(ref(`var.${name}`)),
  list: (name: string) => Token.asList(ref(`var.${name}`)),
  flag: (name: string): IResolvable => ref(`var.${name}`),
  map: (name: string): Readonly<Record<string, string>> => Token.asStringMap(ref(`var.${name}`)),
};
