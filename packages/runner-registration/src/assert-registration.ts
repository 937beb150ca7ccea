import { Token } from "cdktf";
import type { RunnerRegistrationProps } from "./runner-registration-props";

/** What must hold of the props, each with what is wrong; tokens are left to Terraform and GitLab. */
function* faults({ type, groupId, projectId, runners, revision }: RunnerRegistrationProps): Generator<string> {
  const ids = { group: { groupId }, project: { projectId }, instance: {} };
  for (const [kind, id] of Object.entries(ids)) {
    for (const [prop, value] of Object.entries(id)) {
      if (kind === type && value === undefined) {
        yield `'${prop}' must be given for a type of "${type}"`;
      }
      if (kind !== type && value !== undefined) {
        yield `'${prop}' must not be given for a type of "${type}", got ${shown(value)}`;
      }
      if (value !== undefined && !Token.isUnresolved(value) && !/^[1-9]\d*$/.test(value)) {
        yield `'${prop}' must be a number as text, got ${shown(value)}`;
      }
    }
  }
  if (Object.keys(runners).length === 0) {
    yield `'runners' must hold at least one runner`;
  }
  if (revision !== undefined && !Token.isUnresolved(revision) && !(Number.isInteger(revision) && revision >= 1)) {
    yield `'revision' must be a whole number of at least 1, got ${revision}`;
  }
  for (const [name, { tags = [], runUntagged = false, locked, maximumTimeoutSeconds: seconds }] of Object.entries(
    runners,
  )) {
    const at = `runners.${name}`;
    if (!Token.isUnresolved(tags) && tags.length === 0 && runUntagged === false) {
      yield `'${at}.tags' must be given where 'runUntagged' is not true: GitLab refuses a runner that takes no jobs`;
    }
    if (locked !== undefined && type !== "project") {
      yield `'${at}.locked' must not be given for a type of "${type}": only runners of a project are locked`;
    }
    if (seconds !== undefined && !Token.isUnresolved(seconds) && seconds < 600) {
      yield `'${at}.maximumTimeoutSeconds' must be at least 600, got ${seconds}`;
    }
  }
}

const shown = (value: string) => (Token.isUnresolved(value) ? "an expression" : JSON.stringify(value));

/**
 * Checks what GitLab would refuse, before it is asked.
 *
 * @throws Error with the first fault, at the path of the construct
 */
export function assertRegistration(path: string, props: RunnerRegistrationProps): void {
  for (const fault of faults(props)) {
    throw new Error(`${path}: ${fault}`);
  }
}
