/** What Terraform or OpenTofu has to say against a configuration. */
export interface Diagnostic {
  /** What it is about, as in `Invalid value for variable`. */
  readonly summary: string;
  /** The message, and behind it where the rule of a variable stands. */
  readonly detail: string;
  /**
   * What it is said of, as in `aws_autoscaling_group.fleet` or `check.sizes`. A rule of a module's variable is said of
   * the module block, `module.linux`, that gives the value. Empty for what is said of no block, as of a file of values.
   */
  readonly address: string;
}

interface Line {
  readonly diagnostic?: Omit<Diagnostic, "address"> & {
    readonly severity: string;
    readonly address?: string;
    readonly snippet?: { readonly context: string | null; readonly code: string };
  };
}

/** The lines that a command with `-json` has written. */
export const jsonLines = <Type>(text: string): Type[] =>
  text
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Type);

/** The errors or the warnings of a command with `-json`, in the order in which they were said. */
export const diagnostics = (text: string, severity: "error" | "warning"): Diagnostic[] =>
  jsonLines<Line>(text)
    .flatMap(({ diagnostic }) => diagnostic ?? [])
    .filter((diagnostic) => diagnostic.severity === severity)
    .map(({ summary, detail, address, snippet }) => ({
      summary,
      detail,
      // Both leave the address out of most of what they say, and quote the source instead.
      address: address ?? blockAddress(snippet?.context ?? snippet?.code ?? ""),
    }));

/** The address of a block, by how it begins: `check.sizes` for `check "sizes" {`. */
function blockAddress(beginning: string): string {
  const [, kind = "", labels = ""] = /^(\w+)((?: "[^"]*")+)/.exec(beginning) ?? [];
  const names = [...labels.matchAll(/"([^"]*)"/g)].map(([, name]) => name);
  return [...(kind === "resource" || kind === "" ? [] : [kind === "variable" ? "var" : kind]), ...names].join(".");
}
