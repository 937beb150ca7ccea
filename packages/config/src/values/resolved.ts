import type { Duration } from "./duration";
import type { Expression } from "./expression";

/** A part of a description as constructs take it: an expression has become a cdktf token of its literal's type. */
export type Resolved<T> = T extends Expression
  ? never
  : T extends Duration
    ? T
    : T extends readonly (infer Item)[]
      ? Resolved<Item>[]
      : T extends object
        ? { [Key in keyof T]: Resolved<T[Key]> }
        : T;
