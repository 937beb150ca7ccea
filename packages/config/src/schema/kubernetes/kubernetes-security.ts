import { kubernetesPatterns } from "../kubernetes-pattern";
import { flag, textList } from "../value";
import { containerSecurityContextSchema, podSecurityContextSchema } from "./security-context";

const ids = () => textList({ ...kubernetesPatterns.userId, since: "18.4" }).optional();
const capabilities = () => textList(kubernetesPatterns.capability).optional();
const ofContainer = () => containerSecurityContextSchema.optional();

/** The keys of `[runners.kubernetes]` about what a container may do to its pod and to its node. */
export const kubernetesSecurity = {
  /**
   * Whether containers may do on their node whatever root may, as Docker in Docker needs.
   *
   * @default - as the profile says
   */
  privileged: flag().optional(),
  /**
   * Whether a process may get more rights than the one that started it, as by `sudo`.
   *
   * @default - as the profile says
   */
  allowPrivilegeEscalation: flag().optional(),
  /**
   * Linux capabilities that containers get on top of the container runtime's own, in upper case, without `CAP_`.
   *
   * @default - none
   */
  capAdd: capabilities(),
  /**
   * Linux capabilities that containers lose, in the same form, whatever `capAdd` says.
   *
   * @default - NET_RAW, which they lose in any case unless `capAdd` names it
   */
  capDrop: capabilities(),
  /**
   * Ids of the users that a job may choose for its image, as texts of digits. Root must be named in any case, as "0".
   *
   * @default - every user but root
   * @since GitLab Runner 18.4
   */
  allowedUsers: ids(),
  /**
   * Ids of the groups that a job may choose for its image, as texts of digits. Root's must be named in any case, as "0".
   *
   * @default - every group but root's
   * @since GitLab Runner 18.4
   */
  allowedGroups: ids(),
  /**
   * What holds for every container of a pod that says nothing else.
   *
   * @default - as the profile says
   */
  podSecurityContext: podSecurityContextSchema.optional(),
  /**
   * What holds for the build container, which runs a job's script.
   *
   * @default - as the profile says
   */
  buildContainerSecurityContext: ofContainer(),
  /**
   * What holds for the helper container, which fetches the repository and moves caches and artifacts.
   *
   * @default - as the profile says
   */
  helperContainerSecurityContext: ofContainer(),
  /**
   * What holds for the containers of services.
   *
   * @default - as the profile says
   */
  serviceContainerSecurityContext: ofContainer(),
  /**
   * What holds for the container that first makes the log's file one that all others can write.
   *
   * @default - as the profile says
   */
  initPermissionsContainerSecurityContext: ofContainer(),
} as const;
