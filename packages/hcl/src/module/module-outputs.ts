import type { Element } from "../document/elements";

/** An output of a module. */
export interface ModuleOutput {
  /** Its name. */
  readonly name: string;
  /** What it is; empty when the document does not say it. */
  readonly description: string;
}

/** The outputs of a document, in its order. */
export function moduleOutputs(elements: readonly Element[]): readonly ModuleOutput[] {
  return elements
    .filter(({ kind }) => kind === "output")
    .map(({ labels: [name = ""], body }) => ({
      name,
      description: typeof body.description === "string" ? body.description : "",
    }));
}
