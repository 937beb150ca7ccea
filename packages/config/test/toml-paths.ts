import { parse } from "smol-toml";

/** A key of a TOML document. */
export interface TomlPath {
  /** Its path, with `[]` after the name of an array of tables. */
  readonly path: string;
  /** The types that its value can be taken for, in the words of `known-keys.ts`. */
  readonly types: readonly string[];
}

/** Every key of a TOML document that is no table. Free maps end at their own name. */
export function tomlPaths(document: string): TomlPath[] {
  return pathsIn(parse(document, { integersAsBigInt: true }), "");
}

const MAPS = new Set([
  "container_labels",
  "feature_flags",
  "items",
  "labels",
  "log_options",
  "match_labels",
  "node_selector",
  "node_tolerations",
  "plugin_config",
  "pod_annotations",
  "pod_labels",
  "retry_limits",
  "services_devices",
  "services_tmpfs",
  "sysctls",
  "tmpfs",
  "ulimit",
  "volume_attributes",
  "volume_driver_ops",
]);

function pathsIn(table: object, prefix: string): TomlPath[] {
  return Object.entries(table).flatMap(([key, value]: [string, unknown]) => {
    const path = `${prefix}${key}`;
    if (MAPS.has(key)) {
      return [{ path, types: mapTypesOf(Object.values(value as object)) }];
    }
    if (Array.isArray(value) && typeof value[0] === "object") {
      return value.flatMap((item: object) => pathsIn(item, `${path}[].`));
    }
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? pathsIn(value, `${path}.`)
      : [{ path, types: typesOf(value) }];
  });
}

function mapTypesOf(values: readonly unknown[]): string[] {
  const of = (type: string) => values.every((value) => typeof value === type);
  return [
    "table (free)",
    ...(of("string") ? ["map<string>"] : []),
    ...(of("boolean") ? ["map<boolean>"] : []),
    ...(of("bigint") ? ["map<integer>"] : []),
    ...(values.every(Array.isArray) ? ["map<string[]>"] : []),
  ];
}

function typesOf(value: unknown): string[] {
  if (Array.isArray(value)) {
    const of = (type: string) => value.every((item) => typeof item === type);
    return [
      ...(of("number") ? ["float[]"] : []),
      ...(of("bigint") ? ["integer[]"] : []),
      ...(of("string") ? ["string[]", "string | string[]"] : []),
    ];
  }
  const types: Readonly<Record<string, string[]>> = {
    string: ["string", "duration", "string | string[]"],
    bigint: ["integer"],
    number: ["float"],
    boolean: ["boolean"],
  };
  return types[typeof value] ?? [];
}
