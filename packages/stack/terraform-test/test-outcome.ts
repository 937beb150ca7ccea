import { diagnostics, jsonLines } from "./diagnostic";

interface Line {
  readonly type: string;
  readonly test_run?: { readonly path: string; readonly run: string; readonly status?: string };
}

/** What `terraform test -json` or `tofu test -json` says. */
export interface TestOutcome {
  /** Runs that passed, each as `tests/sizes.tftest.hcl: takes no fewer than one`. */
  readonly passed: readonly string[];
  /** Runs that did not pass, each with its status, and every error that was reported. */
  readonly faults: readonly string[];
}

/** Reads the lines of a test. */
export function testOutcome(text: string): TestOutcome {
  // A run that is on its way has no status yet, or one that says so.
  const runs = jsonLines<Line>(text).flatMap(({ type, test_run: run }) =>
    type === "test_run" && run?.status !== undefined ? [{ name: `${run.path}: ${run.run}`, status: run.status }] : [],
  );
  return {
    passed: runs.filter(({ status }) => status === "pass").map(({ name }) => name),
    faults: [
      ...runs.filter(({ status }) => status !== "pass").map(({ name, status }) => `${name}: ${status}`),
      ...diagnostics(text, "error").map(({ summary, detail }) => `${summary}: ${detail}`),
    ],
  };
}
