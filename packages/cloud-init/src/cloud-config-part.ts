import type { Expression } from "@runner-fleet/config";

/** A piece of a line: text as it is, or a value that only Terraform knows. */
export type Piece = string | Expression;

/** A line of text, or of text and values. */
export type Line = string | Piece[];

/** Writes a value as JSON, which YAML takes as it is, so that no value can change the document around it. */
export type ValueOf = (value: Piece) => Piece;

/** A line that holds values, some of which may be known only to Terraform. */
export const line = (literals: TemplateStringsArray, ...values: readonly Piece[]): Piece[] =>
  literals.flatMap((literal, index) => [literal, ...values.slice(index, index + 1)]);

/** What one program adds to the cloud-config of a machine; each line is an item of a list, or belongs to one. */
export interface CloudConfigPart {
  /**
   * Items of `bootcmd`, which run at every boot and before everything else.
   *
   * @default - none
   */
  readonly bootCommands?: readonly Line[];
  /**
   * Groups that are made before the packages are installed.
   *
   * @default - none
   */
  readonly groups?: readonly string[];
  /**
   * Groups of which the user who runs jobs is a member.
   *
   * @default - none
   */
  readonly memberOf?: readonly string[];
  /**
   * Items of `write_files`, which are there before the packages.
   *
   * @default - none
   */
  readonly files?: readonly Line[];
  /**
   * Packages, as JSON.
   *
   * @default - none
   */
  readonly packages?: readonly Piece[];
  /**
   * Items of `runcmd`, which run once the packages are there.
   *
   * @default - none
   */
  readonly commands?: readonly Line[];
}
