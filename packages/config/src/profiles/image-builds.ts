import { confined, confinedHelper } from "./confined";
import type { Profile } from "./profile";

/**
 * Jobs that build images with BuildKit or Buildah, without root and without a daemon. Only the build container differs
 * from `restricted`: it makes a user namespace and mounts file systems in it.
 */
export const imageBuilds: Profile = {
  // Unconfined seccomp and AppArmor are what `baseline` refuses.
  podSecurity: "privileged",
  why: "For image builds without Docker: user 1000 still, but the kernel's filters are off in the build container.",
  kubernetes: {
    ...confined,
    buildContainerSecurityContext: {
      // newuidmap and newgidmap are setuid programs or have file capabilities: no_new_privs takes both away.
      allowPrivilegeEscalation: true,
      // They write the maps of the user namespace with one capability each, which must be in the bounding set. What a
      // RUN step needs beyond it has in the namespace.
      capabilities: { drop: ["ALL"], add: ["SETUID", "SETGID"] },
      // The runtime's default filter refuses unshare and mount to whoever lacks CAP_SYS_ADMIN.
      seccompProfile: { type: "Unconfined" },
      // The runtime's default profile refuses every mount. Nodes without AppArmor ignore the line.
      appArmorProfile: { type: "Unconfined" },
    },
  },
  ...confinedHelper,
};
