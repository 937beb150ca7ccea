import type { RunnerFleetConfig } from "../schema/runner-fleet-config";
import { joinedText, type TextOrExpression } from "../values/expression";
import { shardNames } from "./names";

/** Folder with the certificates of `trust.caBundle` and nothing else: on machines, and at the same place in containers. */
export const CA_FOLDER = "/etc/runner-fleet/ca";

/** The file of that folder, also the key of the ConfigMap that pods mount. */
export const CA_FILE = `${CA_FOLDER}/ca.crt`;

/** The volume of a container on a machine that has the folder, as Docker writes it. */
export const caVolume = `${CA_FOLDER}:${CA_FOLDER}:ro`;

/** The volume of pods that has the folder. All managers' pods mount what the release of the first manager makes. */
export const caConfigMap = (config: RunnerFleetConfig) =>
  ({ name: caConfigMapName(config), mountPath: CA_FOLDER, readOnly: true }) as const;

/** Name of the ConfigMap with the certificates, in every namespace of jobs. */
export const caConfigMapName = (config: RunnerFleetConfig): TextOrExpression =>
  joinedText(shardNames(config, 0).manager, "-ca");
