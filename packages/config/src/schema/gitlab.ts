import { patterns } from "./pattern";
import { settings } from "./section";
import { text } from "./value";

/** The GitLab instance, and how the manager trusts it. Every runner of the description belongs to it. */
export const gitlabSchema = settings({
  /**
   * Address of the GitLab instance, by http or https, such as `https://gitlab.com`. It holds no credentials. A change
   * restarts the manager.
   */
  url: text(patterns.webAddress).refine(
    (url) => typeof url !== "string" || !url.includes("$"),
    "must be written out: the manager would read $ as a variable of its environment, which has none for it",
  ),
  /**
   * Path, on the manager, of a PEM file with certificates that the instance's own is checked against, too. Jobs get
   * them for Git and artifacts. Nothing mounts the file: it must be in the manager's image. `trust.caBundle` needs no
   * file, and reaches machines and all of a job.
   *
   * @default - the system's certificates and those of `trust.caBundle`
   */
  tlsCaFile: text({ key: "tls-ca-file", ...patterns.absolutePath }).optional(),
  /**
   * Path, on the manager, of a PEM file with the certificate that the manager shows to the instance. Nothing mounts
   * the file: it must be in the manager's image.
   *
   * @default - none is shown
   */
  tlsCertFile: text({ key: "tls-cert-file", ...patterns.absolutePath }).optional(),
  /**
   * Path, on the manager, of the private key of `tlsCertFile`. Nothing mounts the file: it must be in the
   * manager's image, which then holds a secret and must not be public.
   *
   * @default - none
   */
  tlsKeyFile: text({ key: "tls-key-file", ...patterns.absolutePath }).optional(),
});
