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

const MAPS =
  /(^|\.)(labels|sysctls|container_labels|log_options|ulimit|volume_driver_ops|tmpfs|services_tmpfs|services_devices|feature_flags|plugin_config)$/;

function pathsIn(table: object, prefix: string): TomlPath[] {
  return Object.entries(table).flatMap(([key, value]: [string, unknown]) => {
    const path = `${prefix}${key}`;
    if (MAPS.test(path)) {
      return [{ path, types: ["map<string>", "map<boolean>", "map<string[]>", "table (free)"] }];
    }
    if (Array.isArray(value) && typeof value[0] === "object") {
      return value.flatMap((item: object) => pathsIn(item, `${path}[].`));
    }
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? pathsIn(value, `${path}.`)
      : [{ path, types: typesOf(value) }];
  });
}

function typesOf(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.every((item) => typeof item === "number") ? ["float[]"] : ["string[]", "string | string[]"];
  }
  const types: Readonly<Record<string, string[]>> = {
    string: ["string", "duration", "string | string[]"],
    bigint: ["integer"],
    number: ["float"],
    boolean: ["boolean"],
  };
  return types[typeof value] ?? [];
}
