import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Absolute path of the folder with the scripts and units. It travels with the npm package. */
export const filesDirectory = join(__dirname, "..", "files");

/** Where the scripts are on the instance. */
export const SCRIPT_FOLDER = "/usr/local/lib/runner-fleet";

/** systemd wants a mount's unit named after its place, which no file can be where Git runs on Windows. */
export const unitNames: Readonly<Record<string, string>> = { "state-volume.mount": "var-lib-gitlab\\x2drunner.mount" };

/** A file of the instance. */
export interface ManagerFile {
  /** Where it is on the instance. */
  readonly path: string;
  /** Its text, with a line break at the end. */
  readonly content: string;
  /**
   * Its permissions, in octal.
   *
   * @default - those of cloud-init, 0644
   */
  readonly permissions?: string;
}

/** Text of a file of this package, with LF at every line's end, so that a checkout on Windows gives the same user data. */
export const readFile = (...path: readonly string[]): string =>
  readFileSync(join(filesDirectory, ...path), "utf8").replaceAll("\r\n", "\n");

/** The scripts and units of a manager's instance, which are the same on every one. */
export const managerFiles = (): ManagerFile[] => [
  ...folder("scripts", SCRIPT_FOLDER, "0755"),
  ...folder("units", "/etc/systemd/system"),
  { path: "/etc/logrotate.d/runner-fleet", content: readFile("logrotate.conf") },
];

const folder = (name: string, on: string, permissions?: string): ManagerFile[] =>
  readdirSync(join(filesDirectory, name))
    .sort()
    .map((file) => ({ path: `${on}/${unitNames[file] ?? file}`, content: readFile(name, file), permissions }));
