import { HclError } from "../document/hcl-error";
import { ScanError } from "../scan/scanner";
import type { Token } from "../scan/token";

/** Where a value is written. */
export interface Place {
  /** The value's address in the document, for messages: `resource.aws_vpc.main.tags`. */
  readonly where: string;
  /** How many blocks and brackets are open around the line. */
  readonly depth: number;
  /** Gives an expression's references the names that the HCL has for them. */
  readonly rename: (tokens: readonly Token[]) => readonly Token[];
  /** Expressions of the document that are text which `jsonencode` writes as it is. */
  readonly jsonSafe: ReadonlySet<string>;
}

/** The place of something inside: one step deeper, at `key` of the address. */
export function inside(place: Place, key: string | number): Place {
  return { ...place, where: `${place.where}.${key}`, depth: place.depth + 1 };
}

/** Runs what reads a text of the document, and says where that text is when it can't be read. */
export function reading<T>({ where }: Place, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ScanError) {
      throw new HclError(`${where}: must be a template that Terraform reads, but ${error.message}`);
    }
    throw error;
  }
}
