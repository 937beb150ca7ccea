import { Expression, type NumberOrExpression, type TextOrExpression } from "@runner-fleet/config";
import { ref, Token } from "cdktf";

/** A text as constructs take it: what only Terraform knows has become a cdktf token. */
export const textToken = (value: TextOrExpression): string =>
  Expression.is(value) ? Token.asString(ref(value.terraform)) : value;

/** A number as constructs take it: what only Terraform knows has become a cdktf token. */
export const numberToken = (value: NumberOrExpression): number =>
  Expression.is(value) ? Token.asNumber(ref(`(${value.terraform})`)) : value;

/** A number as a text. */
export const numberText = (value: NumberOrExpression): string =>
  Expression.is(value) ? textToken(Expression.text(`tostring(${value.terraform})`)) : String(value);
