import { schemaHeader } from "../file/schema-header";
import { commentedYaml, commentLines } from "./commented-yaml";
import { deploymentKeys } from "./deployment-keys";
import { docsAddress } from "./docs-address";
import { fleetsKey } from "./fleet-keys";
import type { InitAnswers } from "./init-answers";

const introduction = [
  "Fleets of GitLab runners. Check it with runner-fleet validate, see what it means with runner-fleet explain.",
  `Every key: ${docsAddress}/reference.md`,
  "A line with # and a space is an explanation. One with # alone is a setting that is off: to use it, remove its # and that of the table that it is in.",
];

/** A description as a file in YAML with comments. Pure: the same answers give the same text. */
export function descriptionText(answers: InitAnswers): string {
  const top = introduction.flatMap((line) => commentLines(line)).join("\n");
  return `${schemaHeader}${top}\n\n${commentedYaml([...deploymentKeys(answers), fleetsKey(answers)])}`;
}
