import { patterns } from "./pattern";
import { choice, flag, text, textList, textMap } from "./value";

const linuxCapability = {
  pattern: /^(ALL|(CAP_)?[A-Z][A-Z_]*)$/,
  expected: 'a Linux capability in upper case, such as "NET_ADMIN", or ALL',
};

const images = () => textList(patterns.imageGlob).optional();

/** The keys of `[runners.docker]` about what a container may do to its machine. */
export const dockerSecurity = {
  /**
   * Whether a job's container may do on the machine whatever root may, as Docker in Docker needs.
   *
   * @default - false
   */
  privileged: flag().optional(),
  /**
   * The same for the containers of services.
   *
   * @default - as `privileged`
   */
  servicesPrivileged: flag().optional(),
  /**
   * Patterns of the images whose containers are privileged when `privileged` is on, as in `allowedImages`.
   *
   * @default - every image
   */
  allowedPrivilegedImages: images(),
  /**
   * Patterns of the services whose containers are privileged when services are, as in `allowedImages`.
   *
   * @default - every image
   */
  allowedPrivilegedServices: images(),
  /**
   * Linux capabilities that a job's container gets on top of Docker's own, in upper case.
   *
   * @default - none
   */
  capAdd: textList(linuxCapability).optional(),
  /**
   * Linux capabilities that are taken from a job's container, in upper case.
   *
   * @default - none
   */
  capDrop: textList(linuxCapability).optional(),
  /**
   * Docker's security options of a job's container, `key=value` or `key:value`. The file of `seccomp=<path>` is read
   * on the manager, where it must be mounted.
   *
   * @default - Docker's own
   */
  securityOpt: textList(patterns.securityOption).optional(),
  /**
   * The same for the containers of services.
   *
   * @default - Docker's own
   */
  servicesSecurityOpt: textList(patterns.securityOption).optional(),
  /**
   * User namespace of a job's and a service's container where the machine's Docker remaps users: `host` for that of the
   * machine.
   *
   * @default - as the machine's Docker is set up
   */
  usernsMode: choice(["host"]).optional(),
  /**
   * Process space of a job's container: `host` for that of the machine, `container:<name>` for that of another.
   *
   * @default - its own
   * @since GitLab Runner 19.1
   */
  pidMode: text({
    pattern: /^(host|container:\S+)$/,
    expected: '"host" or "container:<name>"',
    since: "19.1",
  }).optional(),
  /**
   * Shared memory space of a job's container: `none`, `private`, `shareable`, `host` or `container:<name>`.
   *
   * @default - as the machine's Docker is set up, usually "private"
   */
  ipcMode: text({
    key: "ipcmode",
    pattern: /^(none|private|shareable|host|container:\S+)$/,
    expected: '"none", "private", "shareable", "host" or "container:<name>"',
  }).optional(),
  /**
   * Kernel parameters of a job's container by name, with their values as text.
   *
   * @default - none
   */
  sysctls: textMap({
    keyPattern: /^[a-z0-9_-]+([./][A-Za-z0-9_*-]+)+$/,
    keyExpected: 'a kernel parameter, such as "net.ipv4.ip_forward"',
  }).optional(),
} as const;
