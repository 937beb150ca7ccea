import { Fn, Op, ref, Token, type IResolvable, type TerraformResource } from "cdktf";

/** Whether something is made: known now, or a token that Terraform must know when it plans. */
export type Presence = boolean | IResolvable;

/** Whether a choice is one of its words. */
export const isChosen = (choice: string, word: string): Presence =>
  Token.isUnresolved(choice) ? Op.eq(choice, word) : choice === word;

/** `count` of what Terraform decides of; what is known now to be made has none. */
export const countOf = (presence: Presence): number | undefined =>
  presence === true ? undefined : Token.asNumber(Fn.conditional(presence, 1, 0));

/** An attribute of a resource, for another one with the same `count`. */
export const siblingAttribute = (resource: TerraformResource, attribute: string): string =>
  resource.count === undefined
    ? resource.getStringAttribute(attribute)
    : Token.asString(ref(`${addressOf(resource)}[0].${attribute}`));

/** An attribute of a resource; null when the resource has a `count` of 0. */
export function attributeOf(resource: TerraformResource, attribute: string): string {
  return resource.count === undefined
    ? resource.getStringAttribute(attribute)
    : Token.asString(ref(`one(${addressOf(resource)}[*].${attribute})`));
}

const addressOf = ({ terraformResourceType, friendlyUniqueId }: TerraformResource) =>
  `${terraformResourceType}.${friendlyUniqueId}`;
