import * as z from "zod";
import type { TextOptions } from "./value";

/** What a text must match, and the same in words. */
export type Pattern = Required<Pick<TextOptions, "pattern" | "expected">>;

const IP = `${z.regexes.ipv4.source}|${z.regexes.ipv6.source}`;
const PORT = "([1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])";
// What GitLab Runner's own parser of volumes takes.
const VOLUME_PATH = String.raw`/[^\\:*?"<>|\r\n]*`;
const VOLUME_NAME = String.raw`[^\\/:*?"<>|\r\n]+`;
const VOLUME_OPTIONS = "(:(ro|rw|O))?([:,]z)?([:,](r?shared|r?slave|r?private))?";
const unanchored = (pattern: string) => pattern.replaceAll("^", "").replaceAll("$", "");

/** The forms of text that several keys of config.toml share. */
export const patterns = {
  absolutePath: {
    pattern: /^\//,
    expected: 'an absolute path, such as "/cache"',
  },
  cidr: {
    pattern: new RegExp(`${z.regexes.cidrv4.source}|${z.regexes.cidrv6.source}`),
    expected: 'an address range such as "10.0.0.0/16"',
  },
  cpus: {
    pattern: /^(?!0+(\.0+)?$)\d+(\.\d+)?$/,
    expected: 'a number of CPUs above 0 as text, such as "1.5"',
  },
  cpuset: {
    pattern: /^\d+(-\d+)?(,\d+(-\d+)?)*$/,
    expected: 'numbers and ranges with commas, such as "0-3,6"',
  },
  device: {
    pattern: /^\/[^:]+(:\/[^:]+(:[rwm]{1,3})?)?$/,
    expected: 'a device as <on the machine>[:<in the container>[:rwm]], such as "/dev/fuse"',
  },
  environmentEntry: {
    pattern: /^[A-Za-z_][A-Za-z0-9_]*=/,
    expected: 'a variable as NAME=value, such as "LC_ALL=C.UTF-8"',
  },
  hostAndPort: {
    pattern: new RegExp(String.raw`^(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]*):${PORT}$`),
    expected: 'an address as host:port, such as "[::]:8093"',
  },
  imageGlob: {
    pattern: /^[^!\s]\S*$/,
    expected: 'an image pattern such as "registry.example.com/**"; it can allow only, "!" excludes nothing',
  },
  hostMaybePort: {
    pattern: new RegExp(`^[A-Za-z0-9.-]+(:${PORT})?$`),
    expected: 'a host name with an optional port and without a scheme, such as "s3.example.com:9000"',
  },
  ipAddress: {
    pattern: new RegExp(IP),
    expected: 'an IP address, such as "10.0.0.2"',
  },
  hostMapping: {
    pattern: new RegExp(`^[A-Za-z0-9][A-Za-z0-9._-]*:(${unanchored(IP)}|host-gateway)$`),
    expected: 'a mapping as host:ip, such as "registry.internal:10.0.0.7"',
  },
  memorySize: {
    pattern: /^[1-9]\d*[bkmgBKMG]?$/,
    expected: 'a size as <number>[b|k|m|g], such as "512m"',
  },
  name: {
    pattern: /^[a-z]([a-z0-9-]*[a-z0-9])?$/,
    expected: "lower-case letters, digits and dashes, starting with a letter",
    maxLength: 32,
  },
  securityOption: {
    pattern: /^(no-new-privileges|(?!systempaths)[a-z][a-z-]*[:=].+)$/s,
    expected: 'a security option as key=value, such as "no-new-privileges=true" (systempaths is not supported)',
  },
  slotTemplate: {
    pattern: /\$(slot\b|\{slot\})/,
    expected: 'a path that names the slot, such as "runner-slot-${slot}.slice"',
  },
  volume: {
    pattern: new RegExp(`^((${VOLUME_PATH}|${VOLUME_NAME}):)?${VOLUME_PATH}${VOLUME_OPTIONS}$`, "i"),
    expected: 'a volume as [<path or name>:]<absolute path>[:ro|rw], such as "/certs/client"',
  },
  webAddress: {
    pattern: /^https?:\/\/[^\s/?#@]+(\/[^\s?#@]*)?$/,
    expected: 'an http or https address without credentials, such as "https://gitlab.example.com"',
  },
} as const satisfies Record<string, Pattern & Pick<TextOptions, "maxLength">>;

/** What the keys and values of a runner's labels must match: what GitLab Runner itself refuses to start without. */
export const labelPatterns = {
  pattern: /^[a-zA-Z0-9._-]{1,256}$/,
  expected: "1 to 256 letters, digits, dots, dashes and underscores",
  keyPattern: /^[a-zA-Z0-9_][a-zA-Z0-9._-]{2,64}$/,
  keyExpected: "3 to 65 letters, digits, dots, dashes and underscores, starting with no dot or dash",
} as const;
