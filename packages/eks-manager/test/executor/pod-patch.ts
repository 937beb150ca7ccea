import { parse } from "yaml";
import type { Json } from "../chart/render-chart";

/** How `doPodSpecMerge` applies a patch, by `patch_type`. */
const applied: Readonly<Record<string, (target: Json, patch: Json) => Json>> = {
  strategic: strategicMerge,
  merge: mergePatch,
  json: jsonPatch,
};

/**
 * The pod's spec after the patches of `[[runners.kubernetes.pod_spec]]`, one after the other.
 *
 * @throws Error for a kind of patch that GitLab Runner does not know
 */
export function patchedSpec(spec: Json, patches: readonly Json[]): Json {
  return patches.reduce((patched, { patch = "", patch_type = "strategic" }) => {
    const apply = applied[patch_type];
    if (apply === undefined) {
      throw new Error(`unsupported patch type ${patch_type}`);
    }
    return apply(patched, parse(patch));
  }, spec);
}

const isTable = (value: Json): boolean => typeof value === "object" && value !== null && !Array.isArray(value);

/** RFC 7386: tables are merged, null removes, everything else replaces. */
function mergePatch(target: Json, patch: Json): Json {
  return isTable(patch) ? mergedTable(target, patch, mergePatch) : patch;
}

function mergedTable(target: Json, patch: Json, merge: (target: Json, patch: Json, key: string) => Json): Json {
  const merged = { ...(isTable(target) ? target : {}) };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      delete merged[key];
    } else {
      merged[key] = merge(merged[key], value, key);
    }
  }
  return merged;
}

/** Lists of a pod's spec whose entries Kubernetes tells apart by a key, its `patchMergeKey`. Others are replaced. */
const mergeKeys = new Map([
  ["containers", "name"],
  ["initContainers", "name"],
  ["ephemeralContainers", "name"],
  ["volumes", "name"],
  ["imagePullSecrets", "name"],
  ["env", "name"],
  ["volumeMounts", "mountPath"],
  ["volumeDevices", "devicePath"],
  ["ports", "containerPort"],
  ["hostAliases", "ip"],
  ["topologySpreadConstraints", "topologyKey"],
]);

/** A strategic merge patch of Kubernetes, with its directives `$patch: delete` and `$patch: replace`. */
function strategicMerge(target: Json, patch: Json, key = ""): Json {
  if (Array.isArray(patch)) {
    const mergeKey = mergeKeys.get(key);
    return mergeKey === undefined ? patch : mergedList(target ?? [], patch, mergeKey);
  }
  if (!isTable(patch)) {
    return patch;
  }
  const { $patch, ...changes } = patch;
  return mergedTable($patch === "replace" ? {} : target, changes, strategicMerge);
}

function mergedList(target: readonly Json[], patch: readonly Json[], mergeKey: string): Json[] {
  const merged = new Map(target.map((entry) => [entry[mergeKey], entry]));
  for (const entry of patch) {
    if (entry.$patch === "delete") {
      merged.delete(entry[mergeKey]);
    } else {
      merged.set(entry[mergeKey], strategicMerge(merged.get(entry[mergeKey]), entry));
    }
  }
  return [...merged.values()];
}

/** RFC 6902, the operations `add`, `remove`, `replace` and `test`. */
function jsonPatch(target: Json, operations: readonly Json[]): Json {
  const document = structuredClone(target);
  for (const { op, path, value } of operations) {
    const keys = path
      .split("/")
      .slice(1)
      .map((part: string) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
    const last = keys.pop() as string;
    const parent = keys.reduce((table: Json, key: string) => table?.[key], document);
    if (parent === undefined || ((op === "remove" || op === "replace") && parent[last] === undefined)) {
      throw new Error(`${op} operation does not apply: doc is missing path: ${path}`);
    }
    change(parent, last, op, value);
  }
  return document;
}

function change(parent: Json, key: string, op: string, value: Json): void {
  if (op === "test") {
    if (JSON.stringify(parent[key]) !== JSON.stringify(value)) {
      throw new Error(`testing value ${key} failed`);
    }
  } else if (op === "remove") {
    if (Array.isArray(parent)) {
      parent.splice(Number(key), 1);
    } else {
      delete parent[key];
    }
  } else if (op === "add" && Array.isArray(parent)) {
    parent.splice(key === "-" ? parent.length : Number(key), 0, value);
  } else if (op === "add" || op === "replace") {
    parent[key] = value;
  } else {
    throw new Error(`this reading of RFC 6902 has no operation '${op}'`);
  }
}
