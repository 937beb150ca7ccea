/** What an apply does to one resource. */
export interface ResourceChange {
  /** Type of the resource. */
  readonly type: string;
  /** Its name in Terraform. */
  readonly name: string;
  /** Where its construct is in the stack: `Runners/Fleet-linux/LaunchTemplate`. */
  readonly construct: string;
  /** What is done to it; what is replaced is made and removed. */
  readonly action: "make" | "remove" | "replace" | "change";
  /** Paths of the attributes that change: `values.image.tag`; none where it is made or removed. */
  readonly attributes: readonly string[];
}
