import { version } from "../version";

/** Where the JSON Schema of descriptions is published, of the version that this command checks by. */
export const schemaAddress = `https://unpkg.com/@runner-fleet/config@${version}/runner-fleet.schema.json`;

/**
 * The first line of a description in YAML: by it an editor with the YAML language server checks the file while it is
 * written, and completes its keys.
 */
export const schemaHeader = `# yaml-language-server: $schema=${schemaAddress}\n`;
