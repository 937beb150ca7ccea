import { alwaysDirect, CA_FILE, CA_FOLDER, hasProxy, type Machines, type Trust } from "@runner-fleet/config";
import type { CloudConfigPart, Line, Piece, ValueOf } from "./cloud-config-part";
import { knownList } from "./known-list";

const PROXY_FILE = "/etc/runner-fleet/proxy.env";

const amazonLinux = {
  anchors: "/etc/pki/ca-trust/source/anchors",
  update: "update-ca-trust",
  packageProxy: [
    "sed -i -e '/^proxy=/d' -e \"\\$a\\\\\" /etc/dnf/dnf.conf",
    "printf 'proxy=%s\\n' \"${https:-$http}\" >> /etc/dnf/dnf.conf",
  ],
} as const;

const ubuntu = {
  anchors: "/usr/local/share/ca-certificates",
  update: "update-ca-certificates",
  packageProxy: [
    'printf \'Acquire::http::Proxy "%s";\\nAcquire::https::Proxy "%s";\\n\' "${http:-DIRECT}" "${https:-DIRECT}" \\',
    "  > /etc/apt/apt.conf.d/95runner-fleet-proxy",
  ],
} as const;

const systems = { "amazon-linux-2023": amazonLinux, "ubuntu-22.04": ubuntu, "ubuntu-24.04": ubuntu } as const;

type System = (typeof systems)[keyof typeof systems];

/** What matters of a machine for whom it trusts. */
export interface TrustingMachine {
  /** The system of its image. */
  readonly os: keyof typeof systems;
  /** Whether dockerd is installed, is in the image already, or is not there. */
  readonly docker: Machines["image"]["docker"];
}

/**
 * What cloud-init does so that a machine trusts authorities of one's own and reaches the world by a proxy: its system,
 * its package manager, dockerd, and what runs once the packages are there. Nothing where the description says nothing.
 *
 * It is done by `bootcmd`, the one module that runs before everything that loads something: packages come last, and
 * dockerd, which reads both when it starts, waits for the network as cloud-init's first stages do not.
 *
 * @throws Error when `noProxy` is a list that only Terraform knows
 */
export function trustOnMachine({ os, docker }: TrustingMachine, trust: Trust, value: ValueOf): CloudConfigPart {
  const { caBundle, httpProxy = "", httpsProxy = "", noProxy } = trust;
  const system = systems[os];
  const direct = [...alwaysDirect, ...knownList("trust.noProxy", noProxy)];
  const isBehindProxy = hasProxy(trust);
  const hasDocker = docker !== "none";
  return {
    bootCommands: [
      ...(caBundle === undefined ? [] : bootCommand(caScript(system), [caBundle], value)),
      ...(isBehindProxy ? bootCommand(proxyScript(system), [httpProxy, httpsProxy, ...direct], value) : []),
    ],
    files: isBehindProxy && hasDocker ? dockerdProxy : [],
    commands: [
      // For the commands below. They are not told by the shell, which would evaluate what is in an address.
      ...(isBehindProxy ? [`  - while read -r variable; do export "\${variable?}"; done < ${PROXY_FILE}`] : []),
      // A dockerd that is in the image may have been started before it was told.
      ...(docker === "present" && (isBehindProxy || caBundle !== undefined)
        ? ["  - [systemctl, daemon-reload]", "  - [systemctl, try-restart, docker]"]
        : []),
    ],
  };
}

const dockerdProxy: readonly Line[] = [
  "  - path: /etc/systemd/system/docker.service.d/runner-fleet-proxy.conf",
  "    content: |",
  "      [Service]",
  `      EnvironmentFile=${PROXY_FILE}`,
];

/** An item of `bootcmd`: a script and what it is told, which is never part of it. */
const bootCommand = (script: readonly string[], args: readonly Piece[], value: ValueOf): Line[] => [
  "  - - sh",
  "    - -c",
  "    - |",
  ...script.map((text) => `      ${text}`),
  "    - sh",
  ...args.map((arg) => ["    - ", value(arg)]),
];

/** A file for each certificate: of one with several, update-ca-certificates makes no link by the names of its authorities. */
const caScript = ({ anchors, update }: System) => [
  "set -eu",
  `mkdir -p ${CA_FOLDER}`,
  `printf '%s\\n' "$1" > ${CA_FILE}`,
  `awk '/-----BEGIN/ { n++ } n { print > ("${anchors}/runner-fleet-" n ".crt") }' ${CA_FILE}`,
  update,
];

/** It runs at every boot, so it takes away what it added before. */
const proxyScript = ({ packageProxy }: System) => [
  "set -eu",
  "http=$1 https=$2",
  "shift 2",
  "IFS=,",
  "mkdir -p /etc/runner-fleet",
  "{",
  '  [ -z "$http" ] || printf \'HTTP_PROXY=%s\\nhttp_proxy=%s\\n\' "$http" "$http"',
  '  [ -z "$https" ] || printf \'HTTPS_PROXY=%s\\nhttps_proxy=%s\\n\' "$https" "$https"',
  '  printf \'NO_PROXY=%s\\nno_proxy=%s\\n\' "$*" "$*"',
  `} > ${PROXY_FILE}`,
  "touch /etc/environment",
  "sed -i -e '/^[a-z]*_proxy=/Id' -e \"\\$a\\\\\" /etc/environment",
  `cat ${PROXY_FILE} >> /etc/environment`,
  ...packageProxy,
];
