import { Duration } from "./duration";
import { Expression } from "./expression";

/** Whether a value of a description is a table, and no value that is an object: a duration or an expression. */
export const isPlainTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !Expression.is(value) && !Duration.is(value);
