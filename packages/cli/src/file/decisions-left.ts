import { Lexer } from "yaml";

/** How many decisions `runner-fleet import` has left in a text: comments that begin with `DECIDE:`. */
export const decisionsLeft = (text: string): number =>
  [...new Lexer().lex(text)].filter((token) => /^#\s*DECIDE:/.test(token)).length;
