import * as z from "zod";

/** One schema for all tables: a JSON Schema has a definition for each. */
const extraKeys = z.record(z.string(), z.json()).optional();

/**
 * A table of config.toml: its keys and, under `extra`, keys that this version of the model does not know, by the name
 * they have in config.toml.
 */
export const section = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject({
    ...shape,
    /**
     * Keys of this table that a newer GitLab Runner reads and the model does not know, by their name in config.toml.
     * Keys that the model has, leaves out on purpose, or that hold a secret are refused; any other is refused too,
     * until the rule `extra-unknown-key` is accepted for it.
     *
     * @default - none
     */
    extra: extraKeys,
  });

/** A table of the model that is no table of config.toml. */
export const settings = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape);
