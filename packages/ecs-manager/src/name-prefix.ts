import { Fn, Token } from "cdktf";

/** IAM takes 64 characters, of which the provider's own end has 26. */
const LONGEST = 38;

/** The beginning of an IAM name: a role that is replaced is there twice for a while, so each gets an end of its own. */
export function namePrefix(name: string): string {
  return `${Token.isUnresolved(name) ? Fn.substr(name, 0, LONGEST - 1) : name.slice(0, LONGEST - 1)}-`;
}
