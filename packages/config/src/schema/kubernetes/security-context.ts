import { Expression } from "../../values/expression";
import { kubernetesPatterns } from "../kubernetes-pattern";
import { section } from "../section";
import { choice, flag, integer, integerList, text, textList } from "../value";

const MOST = 2_147_483_647;

const id = () => integer({ max: MOST }).optional();
const capabilities = () => textList(kubernetesPatterns.capability).optional();
const profileType = () => choice(["Localhost", "RuntimeDefault", "Unconfined"], { since: "18.11" });

// GitLab Runner logs such a contradiction and makes the pod without any profile.
const names = ({ type, localhostProfile }: { type: unknown; localhostProfile?: unknown }) =>
  Expression.is(type) || (type === "Localhost") === (localhostProfile !== undefined);

const namesProfile = {
  path: ["localhostProfile"],
  error: "must be given with the type Localhost, and with no other",
};

/** Which calls of the kernel a container may make. */
export const seccompProfileSchema = section({
  /**
   * `RuntimeDefault` for the list of the container runtime, `Localhost` for one on the node, `Unconfined` for all calls.
   *
   * @since GitLab Runner 18.11
   */
  type: profileType(),
  /**
   * Path of the profile on the node, below the kubelet's directory for them. Must be given with `Localhost` alone.
   *
   * @default - none
   * @since GitLab Runner 18.11
   */
  localhostProfile: text({ ...kubernetesPatterns.relativePath, since: "18.11" }).optional(),
}).refine(names, namesProfile);

/** What AppArmor lets a container do. Needs Kubernetes 1.30. */
export const appArmorProfileSchema = section({
  /**
   * `RuntimeDefault` for the profile of the container runtime, `Localhost` for one on the node, `Unconfined` for none.
   *
   * @since GitLab Runner 18.11
   */
  type: profileType(),
  /**
   * Name of the profile, which must be loaded on the node. Must be given with `Localhost` alone.
   *
   * @default - none
   * @since GitLab Runner 18.11
   */
  localhostProfile: text({ since: "18.11" }).optional(),
}).refine(names, namesProfile);

/** Linux capabilities that a container gets and loses. */
export const capabilitiesSchema = section({
  /**
   * Capabilities that the container gets on top of the container runtime's own, in upper case, without `CAP_`.
   *
   * @default - those of `capAdd`
   */
  add: capabilities(),
  /**
   * Capabilities that the container loses, in the same form. A list replaces that of `capDrop` and GitLab Runner's own.
   *
   * @default - those of `capDrop`, and NET_RAW
   */
  drop: capabilities(),
});

/** `[runners.kubernetes.pod_security_context]`: what holds for every container of a pod that says nothing else. */
export const podSecurityContextSchema = section({
  /**
   * Id of the group that owns the pod's volumes, 0 to 2147483647.
   *
   * @default - as the profile says; without a word from it, volumes stay as they are
   */
  fsGroup: id(),
  /**
   * Id of the user that containers run as, 0 to 2147483647. A job can then choose no other.
   *
   * @default - as the profile says; without a word from it, that of each image
   */
  runAsUser: id(),
  /**
   * Id of the group that containers run as, 0 to 2147483647. A job can then choose no other.
   *
   * @default - as the profile says; without a word from it, that of each image
   */
  runAsGroup: id(),
  /**
   * Whether a container that would run as root is not started.
   *
   * @default - as the profile says
   */
  runAsNonRoot: flag().optional(),
  /**
   * Ids of more groups of each container's first process, 0 to 2147483647 each.
   *
   * @default - none
   */
  supplementalGroups: integerList({ max: MOST }).optional(),
  /**
   * SELinux type of the containers.
   *
   * @default - the container runtime's own
   */
  selinuxType: text().optional(),
  /**
   * Which calls of the kernel containers may make.
   *
   * @default - as the profile says
   */
  seccompProfile: seccompProfileSchema.optional(),
  /**
   * What AppArmor lets containers do. Needs Kubernetes 1.30.
   *
   * @default - the container runtime's own, on nodes with AppArmor
   */
  appArmorProfile: appArmorProfileSchema.optional(),
});

/** What holds for one kind of container, before what `podSecurityContext` says. */
export const containerSecurityContextSchema = section({
  /**
   * Linux capabilities that the container gets and loses.
   *
   * @default - as the profile says
   */
  capabilities: capabilitiesSchema.optional(),
  /**
   * Whether the container may do on its node whatever root may.
   *
   * @default - that of `privileged`
   */
  privileged: flag().optional(),
  /**
   * Whether a process may get more rights than the one that started it, as by `sudo`.
   *
   * @default - that of `allowPrivilegeEscalation`
   */
  allowPrivilegeEscalation: flag().optional(),
  /**
   * Id of the user that the container runs as, 0 to 2147483647. A job can then choose no other.
   *
   * @default - that of `podSecurityContext`
   */
  runAsUser: id(),
  /**
   * Id of the group that the container runs as, 0 to 2147483647. A job can then choose no other.
   *
   * @default - that of `podSecurityContext`
   */
  runAsGroup: id(),
  /**
   * Whether the container is not started if it would run as root.
   *
   * @default - that of `podSecurityContext`
   */
  runAsNonRoot: flag().optional(),
  /**
   * Whether the container can write in its volumes alone.
   *
   * @default - as the profile says
   */
  readOnlyRootFilesystem: flag().optional(),
  /**
   * SELinux type of the container.
   *
   * @default - that of `podSecurityContext`
   */
  selinuxType: text().optional(),
  /**
   * Whether parts of /proc are hidden from the container, `default`, or not, `unmasked`, as building images without
   * root needs. Unmasked is for pods with user namespaces of their own only.
   *
   * @default - "default"
   */
  procMount: choice(["default", "unmasked"]).optional(),
  /**
   * Which calls of the kernel the container may make.
   *
   * @default - that of `podSecurityContext`
   */
  seccompProfile: seccompProfileSchema.optional(),
  /**
   * What AppArmor lets the container do. Needs Kubernetes 1.30.
   *
   * @default - that of `podSecurityContext`
   */
  appArmorProfile: appArmorProfileSchema.optional(),
});
