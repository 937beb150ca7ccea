import { patterns } from "./pattern";
import { flag, integer, text, textList } from "./value";

/** The keys of `[runners.docker]` about the network of containers. */
export const dockerNetwork = {
  /**
   * Docker network of a job's and a service's container, by name, or `host`, `bridge` or `none`.
   *
   * @default - "bridge", or one for each job with FF_NETWORK_PER_BUILD
   */
  networkMode: text().optional(),
  /**
   * Largest packet, in bytes, in the network of a job, 68 to 65535. Needs FF_NETWORK_PER_BUILD.
   *
   * @default - Docker's own
   */
  networkMtu: integer({ min: 68, max: 65_535 }).optional(),
  /**
   * Whether the network of a job has IPv6 too. Needs FF_NETWORK_PER_BUILD.
   *
   * @default - false
   */
  enableIpv6: flag().optional(),
  /**
   * Servers that containers ask for names, as IP addresses.
   *
   * @default - those of the machine
   */
  dns: textList(patterns.ipAddress).optional(),
  /**
   * Domains in which containers look for names.
   *
   * @default - those of the machine
   */
  dnsSearch: textList().optional(),
  /**
   * Entries of /etc/hosts in containers, `host:ip`.
   *
   * @default - none
   */
  extraHosts: textList(patterns.hostMapping).optional(),
  /**
   * Other containers of the machine that a job's container reaches by name, `<container>[:<alias>]`.
   *
   * @default - none
   */
  links: textList({
    pattern: /^[^:\s]+(:[^:\s]+)?$/,
    expected: 'a container as <name>[:<alias>], such as "mysql_1:mysql"',
  }).optional(),
  /**
   * MAC address of a job's container.
   *
   * @default - made by Docker
   */
  macAddress: text({
    pattern: /^[0-9A-Fa-f]{2}([:-][0-9A-Fa-f]{2}){5}$/,
    expected: 'a MAC address, such as "92:d0:c6:0a:29:33"',
  }).optional(),
} as const;
