/**
 * Folder of the container that the manager's user may write to. The image declares it as a volume with this user as its
 * owner, which Fargate takes over when it mounts one there; the root file system is read-only.
 */
export const WORK_FOLDER = "/var/lib/runner-fleet";

/** Where a file system of EFS is mounted: beside that folder, since the sockets of plugins do not belong on a network. */
export const RECORD_FOLDER = "/var/lib/runner-fleet-record";

/** User and group of the manager in its image. */
export const MANAGER_USER = { uid: 100, gid: 65_533 } as const;
