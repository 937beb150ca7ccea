/** The order in which Terraform works, from what `terraform graph` prints: an edge leads to what is done before. */
export class Graph {
  private readonly edges = new Map<string, Set<string>>();

  constructor(dot: string) {
    for (const [, from = "", to = ""] of dot.matchAll(/^\s*"\[root\] (.+)" -> "\[root\] (.+)"/gm)) {
      this.add(from, to);
    }
  }

  /** Names of the nodes that begin with a text. */
  nodes(beginning: string): string[] {
    return [...this.edges.keys()].filter((name) => name.startsWith(beginning));
  }

  /** Whether one step is done only when another has been. */
  isAfter(step: string, other: string): boolean {
    for (const name of [step, other]) {
      if (!this.edges.has(name)) {
        throw new Error(`the graph must have the step '${name}', got ${[...this.edges.keys()].join(", ")}`);
      }
    }
    const seen = new Set([step]);
    for (const name of seen) {
      for (const before of this.edges.get(name) ?? []) {
        seen.add(before);
      }
    }
    return step !== other && seen.has(other);
  }

  private add(from: string, to: string): void {
    for (const name of [from, to]) {
      if (!this.edges.has(name)) {
        this.edges.set(name, new Set());
      }
    }
    this.edges.get(from)?.add(to);
  }
}
