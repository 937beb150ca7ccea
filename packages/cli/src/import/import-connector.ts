import { formatPath } from "@runner-fleet/config";
import type { Draft } from "./draft";
import type { Path } from "./path";
import { importTable } from "./import-table";
import type { TrackedTable } from "./tracked-table";

/** `[runners.autoscaler.connector_config]` of a fleet. */
export interface ConnectorImport {
  /** The table. */
  readonly connector: TrackedTable;
  /** The description so far. */
  readonly draft: Draft;
  /** Where the fleet is in the description. */
  readonly path: Path;
  /** Where its runner is in the config.toml that the description is rendered to. */
  readonly toml: Path;
}

const OWN_KEY =
  "the manager logs in by EC2 Instance Connect, with a new key for every connection; for a key of your own write " +
  "machines.ssh with its public half and the Secret that holds it";

/** Takes over `[runners.autoscaler.connector_config]`: as whom, and how, the manager reaches a machine. */
export function importConnector({ connector, draft, path, toml }: ConnectorImport): void {
  const machines = (name: string) => [...path, "machines", name];
  const user = connector.value("username");
  if (user === "ec2-user") {
    connector.dropped("username", "it is derived from the machines' image");
  } else if (typeof user === "string" && user !== "") {
    draft.set(machines("image"), { user });
    connector.decision(
      "username",
      'the default image is Amazon Linux, whose user is ec2-user; write machines.image.os ("ubuntu-24.04"), or the id of ' +
        "your own image",
      formatPath([...machines("image"), "user"]),
    );
  }
  if (connector.value("arch") === "arm64") {
    draft.set(machines("architecture"), "arm64");
    connector.kept("arch", formatPath(machines("architecture")));
  } else {
    connector.dropped("arch", "it is derived from the machines; machines.architecture says which they are");
  }
  reportSystem(connector, "os", "linux");
  reportSystem(connector, "protocol", "ssh");
  if (connector.value("use_static_credentials") === true) {
    connector.decision("use_static_credentials", OWN_KEY);
    connector.decision("key_path", OWN_KEY);
  } else {
    connector.dropped("use_static_credentials", "it is false by default");
    connector.dropped("key_path", "the plugin makes a key for every connection");
  }
  const inside = {
    path: [...path, "autoscaler", "connectorConfig"],
    toml: [...toml, "autoscaler", "connector_config"],
  };
  importTable({ table: connector, draft, ...inside });
}

function reportSystem(connector: TrackedTable, key: string, ours: string): void {
  const given = connector.value(key);
  if (given === "" || given === ours) {
    connector.dropped(key, "it is derived: the machines of a fleet are Linux, and reached by SSH");
  } else {
    connector.decision(key, "the machines of a fleet are Linux, and reached by SSH; leave this runner where it is");
  }
}
