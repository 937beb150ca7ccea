import * as z from "zod";
import { imageSchema } from "./machine-image";
import { machinesSchema } from "./machines";
import { settings } from "./section";
import { text } from "./value";

/** What machines boot from whose jobs run on them without containers. */
export const instanceImageSchema = settings({
  ...imageSchema.shape,
  /**
   * Whether git and gitlab-runner, which jobs need on the machine, are installed when it boots, or are in the image
   * already. gitlab-runner is then of the manager's version; one of another version in an image may not know what the
   * manager asks of it.
   *
   * @default "install"
   */
  runner: z.enum(["install", "present"]).default("install"),
  /**
   * Address, by https, below which the releases of GitLab Runner are found: a mirror that has
   * `v19.4.0/binaries/gitlab-runner-linux-amd64`, and `v19.4.0/release.sha256` unless `runnerSha256` is given.
   *
   * @default - where GitLab publishes them
   */
  runnerDownloads: text({
    pattern: /^https:\/\/[^\s?#]+[^\s?#/]$/,
    expected: 'an address by https without a slash at its end, such as "https://mirror.example.com/gitlab-runner"',
  }).optional(),
  /**
   * SHA-256 of the gitlab-runner binary, so that a machine takes that file and no other. It belongs to one version and
   * one architecture: a new `manager.runnerVersion` needs a new one.
   *
   * @default - the one that the release itself states, which finds a broken download but not a changed release
   */
  runnerSha256: text({ pattern: /^[0-9a-f]{64}$/, expected: "a SHA-256 of 64 digits 0-9 and a-f" }).optional(),
  /**
   * Whether jobs find Docker on the machine: not at all, installed when it boots, or in the image already. A job that
   * may use it is root on its machine.
   *
   * @default "none"
   */
  docker: z.enum(["none", "install", "present"]).default("none"),
});

/** The machines of a fleet whose jobs run on them without containers. */
export const instanceMachinesSchema = settings({
  ...machinesSchema.shape,
  /**
   * What machines boot from.
   *
   * @default - the newest public image of Amazon Linux 2023, git and gitlab-runner installed at boot
   */
  image: instanceImageSchema.prefault({}),
});
