import type { PodTable, Profile } from "./profile";

/**
 * What pods without root have in common: settings that hold for every container of the pod, those of services and the
 * init container included, unless a container has its own.
 */
export const confined: PodTable = {
  privileged: false,
  allowPrivilegeEscalation: false,
  capDrop: ["ALL"],
  // Jobs that need the cluster or AWS get a service account by name; a token nobody asked for is one to steal.
  automountServiceAccountToken: false,
  // No fsGroup: the volumes that the executor makes are writable for everyone, and a group would set the setgid bit on
  // every directory of the clone, which breaks builds of Debian packages and ends up in the layers of images.
  podSecurityContext: {
    runAsNonRoot: true,
    runAsUser: 1000,
    runAsGroup: 1000,
    seccompProfile: { type: "RuntimeDefault" },
  },
  // Both write to volumes only: the first creates the log file, the second gets all its directories below.
  initPermissionsContainerSecurityContext: { readOnlyRootFilesystem: true },
  helperContainerSecurityContext: { readOnlyRootFilesystem: true },
};

/**
 * What the helper container needs where it may neither write to its image nor is root: Git keeps `safe.directory` in
 * the home directory, which is `/` for a user that the image does not know, and archives of artifacts and caches are
 * put together in a directory for temporary files.
 */
export const confinedHelper: Pick<Profile, "environment" | "cacheBelowBuilds"> = {
  environment: ["HOME=$CI_BUILDS_DIR", "ARCHIVER_STAGING_DIR=$CI_BUILDS_DIR"],
  cacheBelowBuilds: true,
};
