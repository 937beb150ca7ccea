import { formatPath } from "@runner-fleet/config";
import type { Draft } from "./draft";
import type { Path } from "./path";
import type { FleetName } from "./fleet-names";
import { importAutoscaler } from "./import-autoscaler";
import { importCache } from "./import-cache";
import type { ImportedExecutor } from "./imported-executors";
import { importKeys, importTable } from "./import-table";
import { importMachineLimit, importMachineSizes, importPodLimit } from "./import-sizes";
import { importPods } from "./import-pods";
import type { KeyReport } from "./key-report";
import { importMachine } from "./machine/import-machine";
import { importedExecutor, runnerExecutor } from "./runner-executor";
import type { TrackedTable } from "./tracked-table";

/** A runner that becomes a fleet. */
export interface RunnerImport {
  /** The entry of `[[runners]]`. */
  readonly runner: TrackedTable;
  /** What its fleet is called. */
  readonly name: FleetName;
  /** The description so far. */
  readonly draft: Draft;
  /** Which fleet of the description it is, counted from 0. */
  readonly index: number;
  /** Name of the deployment. */
  readonly deployment: string;
  /**
   * The most jobs that the manager runs at once.
   *
   * @default - config.toml does not say
   */
  readonly concurrent?: number;
  /** Where a decision goes that no key asks for. */
  readonly report: KeyReport[];
}

/** Takes over an entry of `[[runners]]`. */
export function importRunner(input: RunnerImport): void {
  const { runner, name, draft, report } = input;
  const path = ["fleets", name.fleet];
  const toml = ["runners", input.index];
  const { executor, outcome, note = "" } = importedExecutor(runner) as ImportedExecutor;
  draft.set([...path, "executor"], executor);
  const to = formatPath([...path, "executor"]);
  if (outcome === "kept") {
    runner.kept("executor", to);
  } else if (outcome === "changed") {
    runner.changed("executor", to, note);
  } else {
    runner.decision("executor", note, to);
  }
  if (!runner.has("executor")) {
    const said = `config.toml does not say it, and has what belongs to ${runnerExecutor(runner)}; check that it is right`;
    report.push({ key: to, outcome: "decision", to, note: said });
  }
  reportIdentity(input, path);
  importKeys({ table: runner, draft, path: ["gitlab"], toml }, ["url", "tlsCaFile", "tlsCertFile", "tlsKeyFile"]);
  if (executor === "kubernetes") {
    importPodLimit({ ...input, path });
    const kubernetes = runner.table("kubernetes");
    const ownNamespace = `${input.deployment}-${name.fleet}`;
    if (kubernetes) {
      importPods({ kubernetes, draft, path, toml, ownNamespace, report });
    }
  } else {
    importMachines(input, path, toml);
    if (executor === "docker-autoscaler") {
      draft.set([...path, "docker"], {});
    }
  }
  const cache = runner.table("cache");
  if (cache) {
    importCache(cache, draft, toml);
  }
  importTable({ table: runner, draft, path, toml });
}

function importMachines(input: RunnerImport, path: Path, toml: Path): void {
  const { runner, draft, name } = input;
  const machine = runnerExecutor(runner) === "docker+machine" ? runner.table("machine") : undefined;
  if (machine) {
    importDockerMachine(input, machine, path);
    return;
  }
  draft.set([...path, "machines"], {});
  const autoscaler = runnerExecutor(runner) === "docker" ? undefined : runner.table("autoscaler");
  importMachineSizes({ ...input, path }, autoscaler);
  if (autoscaler) {
    importAutoscaler({ autoscaler, draft, path, toml, isRendered: name.deployment !== undefined });
  }
}

function importDockerMachine(input: RunnerImport, machine: TrackedTable, path: Path): void {
  const { runner, draft, name, report } = input;
  runner.dropped(
    "id",
    `it is the number of the old runner; that of the new one goes into ${formatPath([...path, "id"])}`,
  );
  const maxInstances = importMachineLimit({ ...input, path });
  const { fleet, region } = importMachine(machine, { fleetPath: formatPath(path), name: name.fleet, maxInstances });
  draft.set(path, { ...(draft.get(path) as object), ...structuredClone(fleet) });
  const before = draft.get(["region"]);
  if (region !== undefined && before === undefined) {
    draft.set(["region"], region);
  } else if (region !== undefined && before !== region) {
    const note = `machines of ${name.fleet} are in ${region}, and a description has one region; import them on their own`;
    report.push({ key: "region", outcome: "decision", to: "region", note });
  }
}

function reportIdentity({ runner, name, draft, deployment, report }: RunnerImport, path: Path): void {
  const given = runner.value("name");
  const full = `${deployment}-${name.fleet}`;
  if (given === undefined || given === "") {
    const to = formatPath(path);
    report.push({
      key: to,
      outcome: "decision",
      to,
      note: "config.toml has no name; give the fleet one that will last",
    });
  }
  if (given === name.fleet || given === full) {
    runner.kept("name", formatPath(path));
  } else {
    runner.changed("name", formatPath(path), `the manager calls it ${full}; in GitLab it keeps its description`);
  }
  if (name.deployment !== undefined && name.deployment !== "gitlab-runner") {
    draft.set(["name"], name.deployment);
  }
  runner.dropped(
    "token",
    `a token never belongs into a description; put it under the key ${name.fleet} into the Secret of cluster.tokens, or into ` +
      "the store of ec2.tokens or fargate.tokens (docs/tokens.md)",
  );
}
