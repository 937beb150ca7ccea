export { durationText } from "./duration-text";
export { joinedLists } from "./joined-lists";
export { numberText } from "./number-text";
export { attributeOf, countOf, isChosen, siblingAttribute, type Presence } from "./presence";
export { resolveExpressions, tokenOf } from "./resolve-expressions";
export { namedTags, withTags, type Tags } from "./tags";
export { TerraformData, type TerraformDataProps } from "./terraform-data";
