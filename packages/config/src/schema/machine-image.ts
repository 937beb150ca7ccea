import * as z from "zod";
import { systemRefusal } from "./foreign-choices";
import { imagePreparationSchema } from "./image-preparation";
import { settings } from "./section";
import { choice, text } from "./value";

/** A public image that machines start from, with all that follows from it: user, packages, device names. */
export const operatingSystems = ["amazon-linux-2023", "ubuntu-22.04", "ubuntu-24.04"] as const;

/** What machines boot from. */
export const imageSchema = settings({
  /**
   * Which system the image is or was built from. It decides the SSH user, how Docker is installed and the name of the
   * root device.
   *
   * @default "amazon-linux-2023"
   */
  os: z
    .enum(operatingSystems, { error: ({ input }) => systemRefusal(input, operatingSystems) })
    .default("amazon-linux-2023"),
  /**
   * An image by its id. Not together with `ssmParameter` or `nameFilter`.
   *
   * @default - the newest public image of `os`
   */
  id: text({ pattern: /^ami-[0-9a-f]{8,17}$/, expected: 'an image id such as "ami-0123456789abcdef0"' }).optional(),
  /**
   * An image by the SSM parameter that names it. Not together with `id` or `nameFilter`.
   *
   * @default - the newest public image of `os`
   */
  ssmParameter: text({
    pattern: /^\/?[A-Za-z0-9_.\-/]+$/,
    expected: 'the name of an SSM parameter such as "/runners/ami/linux"',
  }).optional(),
  /**
   * The newest image with this name that this account owns. Not together with `id` or `ssmParameter`.
   *
   * @default - the newest public image of `os`
   */
  nameFilter: settings({
    /** Account id that owns the image, or one of AWS's aliases. */
    owner: text({
      pattern: /^(\d{12}|self|amazon|aws-marketplace)$/,
      expected: "an account id of 12 digits, self, amazon or aws-marketplace",
    }),
    /** Name of the image, with `*` and `?` as wildcards. */
    name: text(),
  }).optional(),
  /**
   * Builds an image from the public one of `os` with all that jobs need in it, and lets new machines take the newest.
   * `{}` is enough. `preloadImages` are then in the image. Not together with `id`, `ssmParameter` or `nameFilter`.
   *
   * @default - none; machines install at boot what is not in their image
   */
  prepare: imagePreparationSchema.optional(),
  /**
   * When an SSM parameter (the public one of `os` too) is read: `apply` reads it when Terraform plans, so that a new
   * image shows up in a plan; `launch` lets EC2 read it for every machine, so that new machines take the newest image
   * and no plan changes.
   *
   * @default "apply"
   */
  follow: z.enum(["apply", "launch"]).default("apply"),
  /**
   * The user that the manager logs in as.
   *
   * @default - ec2-user on Amazon Linux, ubuntu on Ubuntu
   */
  user: text({ pattern: /^[a-z_][a-z0-9_-]{0,31}$/, expected: "a Linux user name" }).optional(),
  /**
   * Name of the root device in the image, which `rootVolume` changes.
   *
   * @default - /dev/xvda on Amazon Linux, /dev/sda1 on Ubuntu
   */
  rootDeviceName: text({ pattern: /^\/dev\/[a-z0-9]+$/, expected: 'a device such as "/dev/xvda"' }).optional(),
  /**
   * Whether Docker is installed when a machine boots, or is in the image already.
   *
   * @default "install"
   */
  docker: choice(["install", "present"]).default("install"),
  /**
   * The package that is installed: it must bring dockerd and the docker command.
   *
   * @default - docker on Amazon Linux, docker.io on Ubuntu
   */
  dockerPackage: text({ pattern: /^[a-z0-9][a-z0-9+.:~_-]*$/, expected: "the name of a package" }).optional(),
});
