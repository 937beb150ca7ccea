import type { Finding, LeftToTerraform } from "@runner-fleet/config";
import type { Position } from "../file/yaml-input";

/** A finding with its place in the file. */
export interface PlacedFinding extends Finding, Position {}

/** What there is to say of a description. */
export interface Validation {
  /** The file's name, or stdin. */
  readonly source: string;
  /** Whether nothing found keeps it from being used. */
  readonly valid: boolean;
  /** Everything found, in the order of the file. */
  readonly findings: readonly PlacedFinding[];
  /** What the file leaves out, and Terraform is asked for. */
  readonly leftToTerraform: readonly LeftToTerraform[];
}
