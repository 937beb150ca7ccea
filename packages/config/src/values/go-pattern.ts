import { createRequire } from "node:module";
import type * as Re2 from "re2js";

const load = createRequire(__filename);

/**
 * Why Go's regexp package does not take a pattern, in its own words; `undefined` when it does. GitLab Runner finds a
 * faulty one only when a job makes use of it, and then fails the job.
 */
export function syntaxError(pattern: string): string | undefined {
  // Loaded where it is needed: few descriptions have a pattern, and every start of the command would pay for it.
  const { RE2JS } = load("re2js") as typeof Re2;
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    return (error as Error).message.replace(/^error parsing regexp: /, "");
  }
}
