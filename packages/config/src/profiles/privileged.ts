import type { Profile } from "./profile";

/**
 * Jobs with Docker in Docker. The containers of the job and its services may do on the node whatever its root may; only
 * the runner's own containers, which never need it, are kept from it.
 */
export const privileged: Profile = {
  podSecurity: "privileged",
  why: "For Docker in Docker on nodes that run nothing else: a job that wants to takes over the node.",
  kubernetes: {
    privileged: true,
    automountServiceAccountToken: false,
    // Holds for the helper and the init container; privileged containers have no filter.
    podSecurityContext: { seccompProfile: { type: "RuntimeDefault" } },
    initPermissionsContainerSecurityContext: { privileged: false, allowPrivilegeEscalation: false },
    helperContainerSecurityContext: { privileged: false, allowPrivilegeEscalation: false },
    // The daemon writes its client certificate here, and the job's container reads it from here.
    volumes: { emptyDir: [{ name: "docker-certs", mountPath: "/certs/client", medium: "Memory" }] },
  },
  environment: [],
  cacheBelowBuilds: false,
};
