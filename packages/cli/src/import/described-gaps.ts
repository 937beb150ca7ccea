import { formatPath, leaveToTerraform } from "@runner-fleet/config";
import type { Draft } from "./draft";
import { isTable } from "./is-table";
import type { KeyReport } from "./key-report";

/** What managers of fleets run on. */
export type Platform = "kubernetes" | "ec2" | "fargate";

const UNSAID = "config.toml does not say it: write it, or give it to Terraform as a variable";
const NO_CLUSTER =
  "; a manager on an EC2 instance needs no cluster: for that write manager: { platform: ec2 }, or import again with " +
  "--platform ec2";

/**
 * What only an account knows and config.toml does not say, unless the report asks for it already: a typed variable of
 * Terraform's, where it is not written.
 *
 * @param platform what the user said that managers run on; `undefined` where they did not say
 */
export function describedGaps({ description }: Draft, report: readonly KeyReport[], platform?: Platform): KeyReport[] {
  const mayBeElsewhere = platform === undefined && !hasPods(description);
  const asked = new Set(report.filter(({ outcome }) => outcome === "decision").map(({ to }) => to));
  return leaveToTerraform(description)
    .left.filter(({ path }) => !asked.has(path))
    .map(({ path }) => ({
      key: path,
      outcome: "decision",
      note: mayBeElsewhere && path === CLUSTER ? UNSAID + NO_CLUSTER : UNSAID,
    }));
}

const CLUSTER = formatPath(["cluster", "name"]);

const hasPods = ({ fleets }: Readonly<Record<string, unknown>>) =>
  isTable(fleets) && Object.values(fleets).some((fleet) => isTable(fleet) && fleet.executor === "kubernetes");
