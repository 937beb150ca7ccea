import type { Finding, LeftToTerraform, RunnerFleetConfig } from "@runner-fleet/config";
import type { Position } from "./yaml-input";

/** A description in a file, checked. */
export interface DescriptionFile {
  /** What messages call it: the file's name, or stdin. */
  readonly source: string;
  /** What the file says, with a variable of the catalogue where it leaves out what only an account knows. */
  readonly input: unknown;
  /**
   * The description with its defaults.
   *
   * @default - left out when a finding is an error
   */
  readonly config?: RunnerFleetConfig;
  /** Everything found. */
  readonly findings: readonly Finding[];
  /** What the file leaves out, and Terraform is asked for. */
  readonly leftToTerraform: readonly LeftToTerraform[];
  /** How many decisions `import` has left in it. */
  readonly decisionsLeft: number;
  /** Where in the file a path is. */
  readonly locate: (path: string) => Position;
}

/** A description that can be used. */
export interface Description extends DescriptionFile {
  /** The description with its defaults. */
  readonly config: RunnerFleetConfig;
  /** Findings, none of which is an error. */
  readonly warnings: readonly Finding[];
}
