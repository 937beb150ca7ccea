import type { CommandSpec } from "./command-spec";

/** A command by name. What it needs is loaded when it is called. */
export interface CommandEntry {
  /** Its name. */
  readonly name: string;
  /** What it does, in one line. */
  readonly summary: string;
  /** Loads the rest. */
  readonly load: () => Promise<{ readonly spec: CommandSpec }>;
}

/** The commands, in the order in which one comes to need them. */
export const commandTable: readonly CommandEntry[] = [
  { name: "init", summary: "ask a few questions and write a description", load: () => import("./init-command.js") },
  {
    name: "import",
    summary: "make a description of a config.toml, of docker+machine too",
    load: () => import("./import-command.js"),
  },
  {
    name: "validate",
    summary: "say everything that is found in a description",
    load: () => import("./validate-command.js"),
  },
  {
    name: "explain",
    summary: "say what a description comes to over a week, or what a rule is for",
    load: () => import("./explain-command.js"),
  },
  {
    name: "render",
    summary: "show config.toml, chart values and user data",
    load: () => import("./render-command.js"),
  },
  { name: "synth", summary: "write Terraform: JSON, HCL or a module", load: () => import("./synth-command.js") },
  {
    name: "diff",
    summary: "say what a change does, and what it does to running jobs",
    load: () => import("./diff-command.js"),
  },
  {
    name: "drain",
    summary: "stop managers before a destroy, and wait for their jobs",
    load: () => import("./drain-command.js"),
  },
  { name: "schema", summary: "print the JSON Schema of descriptions", load: () => import("./schema-command.js") },
];
