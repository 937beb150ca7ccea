import type { Terminal } from "../terminal/terminal";
import { locatedFinding } from "./located-finding";
import type { Description } from "./description-file";

/** Says what is found in a description that can be used all the same. */
export function sayWarnings(description: Description, terminal: Terminal): void {
  for (const finding of description.warnings) {
    terminal.say(locatedFinding(description, finding));
  }
}
