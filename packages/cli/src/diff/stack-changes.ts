import { isDeepStrictEqual } from "node:util";
import { expanded, withoutMeta, type Anew } from "./expanded";
import { isReplacing, referencesChangedBy } from "./replacing-attributes";
import type { ResourceChange } from "./resource-change";
import type { Block, TerraformDocument } from "./synthesise";

/** A provider of which the configuration changes. */
export interface ProviderChange {
  /** Name of the provider. */
  readonly provider: string;
  /** Paths of the settings that change. */
  readonly attributes: readonly string[];
}

/** What an apply does. */
export interface StackChanges {
  /** What is made, removed, replaced or changed. */
  readonly resources: readonly ResourceChange[];
  /** Where it is made, if that is another place or another way to it. */
  readonly providers: readonly ProviderChange[];
}

/**
 * What an apply of one description does where another was applied before. A resource that is replaced, or that has a new
 * version, changes what refers to it.
 */
export function stackChanges(before: TerraformDocument, after: TerraformDocument): StackChanges {
  let anew: Anew = new Set();
  for (;;) {
    const resources = resourceChanges(before, after, anew);
    const found: Anew = new Set(resources.flatMap(referencesChangedBy));
    if (found.size === anew.size) {
      return { resources, providers: providerChanges(before, after) };
    }
    anew = found;
  }
}

function resourceChanges(before: TerraformDocument, after: TerraformDocument, anew: Anew): ResourceChange[] {
  return keysOf(before.resource, after.resource).flatMap((type) =>
    keysOf(before.resource[type], after.resource[type]).flatMap((name): ResourceChange[] => {
      const old = before.resource[type]?.[name];
      const now = after.resource[type]?.[name];
      const place = { type, name, construct: constructOf((now ?? old) as Block) };
      if (old === undefined || now === undefined) {
        return [{ ...place, action: old === undefined ? "make" : "remove", attributes: [] }];
      }
      const paths = (lookUps: boolean) =>
        changedPaths(
          expanded(withoutMeta(old), { document: before, anew: new Set(), lookUps }),
          expanded(withoutMeta(now), { document: after, anew, lookUps }),
        );
      const attributes = paths(true);
      const isReplaced =
        replacedWith(now).some((address) => anew.has(address)) || paths(false).some((path) => isReplacing(type, path));
      const action = isReplaced ? "replace" : "change";
      return attributes.length === 0 && !isReplaced ? [] : [{ ...place, action, attributes }];
    }),
  );
}

function providerChanges(before: TerraformDocument, after: TerraformDocument): ProviderChange[] {
  return keysOf(before.provider, after.provider).flatMap((provider) => {
    const settings = (document: TerraformDocument) =>
      expanded(document.provider[provider]?.[0], { document, anew: new Set(), lookUps: true });
    const attributes = changedPaths(settings(before), settings(after));
    return attributes.length === 0 ? [] : [{ provider, attributes }];
  });
}

/** Addresses with which the resource is replaced, whatever it says itself. */
function replacedWith({ lifecycle }: Block): readonly string[] {
  return (lifecycle as { readonly replace_triggered_by?: readonly string[] } | undefined)?.replace_triggered_by ?? [];
}

/** Without the stack's own name. */
function constructOf(block: Block): string {
  const { metadata } = (block["//"] ?? {}) as { readonly metadata?: { readonly path?: string } };
  return metadata?.path?.replace(/^[^/]+\//, "") ?? "";
}

const isTable = (value: unknown): value is Block =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !("found" in value);

/** Paths of what differs, down to the first that is no table on one of both sides. */
function changedPaths(before: unknown, after: unknown, path = ""): string[] {
  if (isDeepStrictEqual(before, after)) {
    return [];
  }
  const below = (key: string) => (path === "" ? key : `${path}.${key}`);
  if (isTable(before) && isTable(after)) {
    return keysOf(before, after).flatMap((key) => changedPaths(before[key], after[key], below(key)));
  }
  // A list of one, such as the values of a release, is as good as what is in it.
  const [[one, ...more], [other, ...others]] = [before, after].map((list) => (Array.isArray(list) ? list : [])) as [
    unknown[],
    unknown[],
  ];
  return more.length === 0 && others.length === 0 && isTable(one) && isTable(other)
    ? changedPaths(one, other, path)
    : [path];
}

const keysOf = (...tables: readonly (object | undefined)[]): string[] => [
  ...new Set(tables.flatMap((table) => Object.keys(table ?? {}))),
];
