import { Template } from "@runner-fleet/config";
import { line, type CloudConfigPart, type Line, type Piece } from "./cloud-config-part";

/** What a cloud-config is put together from. */
export interface CloudConfigInput {
  /** What each program adds, in their order. */
  readonly parts: readonly CloudConfigPart[];
  /**
   * The section `users`, with its key.
   *
   * @default - none; the users are those of the image
   */
  readonly users?: readonly Line[];
  /**
   * Packages that come along where others are installed.
   *
   * @default - none
   */
  readonly packagesBesides?: readonly string[];
}

/** A cloud-config, put together from its parts. Pure: the same input gives the same text. */
export function cloudConfig({ parts, users = [], packagesBesides = [] }: CloudConfigInput): Template {
  const all = (items: (part: CloudConfigPart) => readonly Line[] | undefined) =>
    parts.flatMap((part) => items(part) ?? []);
  const lines: Line[] = [
    "#cloud-config",
    ...underKey(
      "groups",
      parts.flatMap((part) => part.groups ?? []).map((name) => `  - ${name}`),
    ),
    ...users,
    ...underKey(
      "bootcmd",
      all((part) => part.bootCommands),
    ),
    ...underKey(
      "write_files",
      all((part) => part.files),
    ),
    ...packages(
      parts.flatMap((part) => part.packages ?? []),
      packagesBesides,
    ),
    ...underKey(
      "runcmd",
      all((part) => part.commands),
    ),
  ];
  return new Template(lines.flatMap((pieces) => [...(typeof pieces === "string" ? [pieces] : pieces), "\n"]));
}

const underKey = (key: string, items: readonly Line[]): Line[] => (items.length === 0 ? [] : [`${key}:`, ...items]);

const packages = (names: readonly Piece[], besides: readonly string[]): Line[] =>
  names.length === 0
    ? []
    : [
        "package_update: true",
        "package_upgrade: false",
        "packages:",
        ...names.map((name) => line`  - ${name}`),
        ...besides.map((name) => `  - ${name}`),
      ];
