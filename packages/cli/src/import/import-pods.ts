import { formatPath } from "@runner-fleet/config";
import type { Draft } from "./draft";
import type { Path } from "./path";
import { importTable } from "./import-table";
import { isTable } from "./is-table";
import type { KeyReport } from "./key-report";
import { podProfile } from "./pod-profile";
import type { TrackedTable } from "./tracked-table";

/** `[runners.kubernetes]` of a fleet of pods. */
export interface PodsImport {
  /** The table. */
  readonly kubernetes: TrackedTable;
  /** The description so far. */
  readonly draft: Draft;
  /** Where the fleet is in the description. */
  readonly path: Path;
  /** Where its runner is in the config.toml that the description is rendered to. */
  readonly toml: Path;
  /** Namespace that the fleet has by itself. */
  readonly ownNamespace: string;
  /** Where a decision goes that no key asks for. */
  readonly report: KeyReport[];
}

const NAMESPACE = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Takes over `[runners.kubernetes]`, and chooses a profile. */
export function importPods({ kubernetes, draft, path, toml, ownNamespace, report }: PodsImport): void {
  const at = [...path, "kubernetes"];
  const namespace = kubernetes.value("namespace");
  if (typeof namespace === "string" && NAMESPACE.test(namespace) && namespace !== ownNamespace) {
    draft.set([...path, "jobs"], { namespacePolicy: "existing" });
  }
  importTable({ table: kubernetes, draft, path: at, toml: [...toml, "kubernetes"] });
  const settings = draft.get(at);
  const { name, adds } = podProfile(isTable(settings) ? settings : {});
  if (name !== "restricted") {
    draft.set([...path, "profile"], name);
  }
  if (adds.length > 0) {
    report.push({
      key: formatPath([...path, "profile"]),
      outcome: "decision",
      to: formatPath([...path, "profile"]),
      note:
        `${name}${name === "restricted" ? ", the default," : ""} sets what config.toml did not: ${adds.join(", ")}. ` +
        "Check that jobs get along with it, choose another profile, or write other values under kubernetes",
    });
  }
}
