import { createColors } from "picocolors";
import { runExplain, type ExplainOptions } from "../../src/explain/run-explain";

/** How the command ended and what it printed. */
export interface Explained {
  readonly exitCode?: number;
  readonly error?: Error & { readonly exitCode?: number };
  readonly out: string;
  readonly said: string;
}

/** Runs the command as its program does, and collects what comes of it. */
export async function explained(options: Partial<ExplainOptions>): Promise<Explained> {
  const collected = { out: "", said: "" };
  let error: Error | undefined;
  const exitCode = await runExplain(
    { force: false, ...options },
    {
      out: (text) => (collected.out += text),
      say: (text) => (collected.said += `${text}\n`),
      colors: createColors(false),
      sayColors: createColors(false),
      columns: 80,
      isInteractive: false,
      progress: () => ({ update: () => undefined, end: () => undefined }),
    },
  ).catch((thrown: Error) => {
    error = thrown;
    return undefined;
  });
  return { exitCode, error, ...collected };
}
