import { Fn, Token, type IResolvable } from "cdktf";

/** Whether something is made: known now, or a token that Terraform must know when it plans. */
export type Presence = boolean | IResolvable;

/** `count` of what Terraform decides of; what is known now to be made has none. */
export const countOf = (presence: Presence): number | undefined =>
  presence === true ? undefined : Token.asNumber(Fn.conditional(presence, 1, 0));
