import { Fn, ref, TerraformLocal, Token } from "cdktf";
import type { Construct } from "constructs";

/** Tags by their keys. */
export interface Tags {
  readonly [key: string]: string;
}

/** What tags that Terraform puts together consist of: those that it alone knows, and those that are added to them. */
const parts = new WeakMap<Tags, readonly [planned: Tags, added: Tags]>();

/** Tags with others, which win; Terraform puts them together where it alone knows some of them. */
export function withTags(tags: Tags | undefined = {}, others: Tags): Tags {
  if (Token.isUnresolved(others)) {
    return Object.keys(tags).length === 0 ? others : Token.asStringMap(Fn.merge([asArgument(tags), others]));
  }
  if (!Token.isUnresolved(tags)) {
    return { ...tags, ...others };
  }
  const [planned, added] = parts.get(tags) ?? [tags, {}];
  const all = { ...added, ...others };
  if (Object.keys(all).length === 0) {
    return planned;
  }
  const merged = Token.asStringMap(Fn.merge([planned, asArgument(all)]));
  parts.set(merged, [planned, all]);
  return merged;
}

/** Tags that Terraform puts together as a local, so that it is said once what they are. */
export const namedTags = (scope: Construct, tags: Tags): Tags =>
  Token.isUnresolved(tags) ? Token.asStringMap(new TerraformLocal(scope, "Tags", tags).expression) : tags;

/** Tags for a function of Terraform: cdktf leaves quotes and backslashes in its arguments as they are. */
const asArgument = (tags: Tags): Tags =>
  Token.isUnresolved(tags)
    ? tags
    : Object.fromEntries(
        Object.entries(tags).map(([key, value]) => [
          key,
          Token.isUnresolved(value) ? value : Token.asString(ref(JSON.stringify(value))),
        ]),
      );
