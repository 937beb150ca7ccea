import * as z from "zod";
import { autoscalerSchema, policySchema } from "../src/schema/autoscaler";
import { cacheSchema } from "../src/schema/cache";
import { dockerSchema } from "../src/schema/docker";
import { gitlabSchema } from "../src/schema/gitlab";
import { instanceSchema } from "../src/schema/instance";
import { kubernetesSchema } from "../src/schema/kubernetes/kubernetes";
import { managerSchema } from "../src/schema/manager";
import { runnerSettings } from "../src/schema/runner-settings";
import { section } from "../src/schema/section";
import { tableKeyOf, tomlKeyOf, unwrap } from "../src/schema/toml-key";

/** A key of config.toml that the model has. */
export interface ModelledKey {
  readonly path: string;
  readonly type: string;
}

const tables: readonly (readonly [string, z.ZodType])[] = [
  ["", managerSchema],
  ["runners[].", section(runnerSettings)],
  ["runners[].", gitlabSchema],
  ["runners[].docker.", dockerSchema],
  ["runners[].instance.", instanceSchema],
  ["runners[].kubernetes.", kubernetesSchema],
  ["runners[].autoscaler.", autoscalerSchema],
  ["runners[].autoscaler.policy[].", policySchema],
  ["runners[].cache.", cacheSchema],
];

/** Every key of config.toml that the model has, table by table. Throws at what is neither a key nor a table. */
export const modelledKeys = (): ModelledKey[] => tables.flatMap(([path, schema]) => keysOf(path, schema));

function keysOf(path: string, schema: z.ZodType): ModelledKey[] {
  return Object.entries((unwrap(schema) as z.ZodObject).shape as Record<string, z.ZodType>).flatMap(([name, child]) => {
    if (name === "extra") {
      return [];
    }
    const key = tomlKeyOf(name, child);
    if (key) {
      return [{ path: `${path}${key.key}`, type: key.type }];
    }
    const table = unwrap(child);
    if (table instanceof z.ZodArray && unwrap(table.element as z.ZodType) instanceof z.ZodObject) {
      return keysOf(`${path}${tableKeyOf(name, child)}[].`, table.element as z.ZodType);
    }
    if (table instanceof z.ZodObject) {
      return keysOf(`${path}${tableKeyOf(name, child)}.`, table);
    }
    throw new Error(`${path}${name} is neither a key of config.toml nor a table`);
  });
}
