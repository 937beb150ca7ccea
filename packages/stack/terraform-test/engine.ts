/** A program that plans and applies a configuration. */
export interface Engine {
  /** Name of the product. */
  readonly title: string;
  /** Name of the program. */
  readonly command: string;
  /** What to do when the program is missing. */
  readonly install: string;
}

/** What the tests run that are about our own text, and not about who reads it. */
export const terraform: Engine = {
  title: "Terraform",
  command: "terraform",
  install: "put Terraform 1.11 or newer on the PATH",
};

/** Its fork, at the version of scripts/tools/opentofu. */
export const tofu: Engine = {
  title: "OpenTofu",
  command: "tofu",
  install: "install it with 'scripts/install-tools.sh', or put OpenTofu 1.11 or newer on the PATH",
};

/** Every program that must take what is synthesised or generated. */
export const engines: readonly Engine[] = [terraform, tofu];
