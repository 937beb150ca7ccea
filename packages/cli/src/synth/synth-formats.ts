/** What Terraform is given: JSON as cdktf synthesises it, HCL, or a module for other roots to call. */
export const synthFormats = ["json", "hcl", "module"] as const;

/** One of them. */
export type SynthFormat = (typeof synthFormats)[number];
