import { Fn, Token } from "cdktf";

/** A number as text, in JSON as well. A template literal would print a token of a number as what it is not. */
export const numberText = (amount: number): string =>
  Token.isUnresolved(amount) ? Token.asString(Fn.tostring(amount)) : `${amount}`;
