import { bareText, requirementText, typeText } from "../expression/bare";
import type { Place } from "../expression/place";
import { literalText, valueText } from "../expression/value";
import type { Json } from "../document/terraform-document";

/** How an argument's value is written. */
export type ValueStyle = "template" | "literal" | "bare" | "type" | "requirement";

/** What is known of the inside of a block: which names are blocks, and which arguments are no templates. */
export interface BodyRule {
  /**
   * The blocks in it; every other name is an argument.
   *
   * @default - none
   */
  readonly blocks?: Readonly<Record<string, BlockRule>>;
  /**
   * Arguments that are written otherwise than as templates.
   *
   * @default - none
   */
  readonly styles?: Readonly<Record<string, ValueStyle>>;
  /**
   * How all other arguments are written.
   *
   * @default "template"
   */
  readonly style?: ValueStyle;
  /**
   * Names of arguments and blocks that come first, in this order.
   *
   * @default - none
   */
  readonly first?: readonly string[];
  /**
   * Whether those that come first stay in their order, with no empty line between them, when some of them are long.
   *
   * @default false
   */
  readonly isFirstTogether?: boolean;
  /**
   * Names of arguments and blocks that come last, in this order.
   *
   * @default - none
   */
  readonly last?: readonly string[];
  /**
   * Whether `dynamic` may make the blocks.
   *
   * @default false
   */
  readonly dynamic?: boolean;
}

/** What is known of a block. */
export interface BlockRule extends BodyRule {
  /**
   * How many labels stand between its type and its brace.
   *
   * @default 0
   */
  readonly labels?: number;
  /**
   * Whether it is an argument whose objects are written as blocks when there are any. An empty list is not the same as
   * no argument, and in a block an argument that is null is one that is not there.
   *
   * @default false
   */
  readonly isArgument?: boolean;
}

/** How each style is written. */
export const writers: Readonly<Record<ValueStyle, (value: Json, place: Place) => string>> = {
  template: valueText,
  literal: literalText,
  bare: bareText,
  type: typeText,
  requirement: requirementText,
};
