import * as z from "zod";
import { versions } from "../versions";
import { managerSettings } from "./manager";
import { section, settings } from "./section";
import { duration, flag, text } from "./value";

const versionForm = (of: string, example: string) => ({
  pattern: /^\d+\.\d+\.\d+$/,
  expected: `an exact version of ${of}, such as "${example}"`,
});

const runnerForm = versionForm("GitLab Runner", versions.gitlabRunner);

/** An image of the manager that exists already. */
export const existingImageSchema = settings({
  /** The image without tag: `registry.example.com/ci/runner-manager`. */
  repository: text({
    pattern: /^[a-z0-9][a-z0-9.-]*(:\d+)?(\/[a-z0-9][a-z0-9._-]*)*$/,
    expected: "an image reference without tag or digest",
  }),
  /** Tag of the image, never `latest`. */
  tag: text({ pattern: /^(?!latest$)[\w][\w.-]{0,127}$/, expected: "a tag other than latest" }),
  /**
   * Digest of the image.
   *
   * @default - the tag alone decides
   */
  digest: text({ pattern: /^sha256:[0-9a-f]{64}$/, expected: 'a digest such as "sha256:…"' }).optional(),
  /**
   * Whether the AWS plugin is in the image already, under `FLEETING_PLUGIN_PATH`.
   *
   * @default true
   */
  hasPlugin: flag().default(true),
});

/** The managers of a deployment: what each is told, how many there are and what they run. */
export const managersSchema = section({
  ...managerSettings,
  /**
   * What the managers run on: `kubernetes` is a cluster (`cluster`), `ec2` an EC2 instance each (`ec2`), `fargate` a Fargate
   * service each (`fargate`). Never change it in place: the new manager would start while the old one drains, and remove
   * its machines. Give the new platform a deployment of another `name`, and then remove the old one.
   *
   * @default "kubernetes"
   */
  platform: z.enum(["kubernetes", "ec2", "fargate"]).default("kubernetes"),
  /**
   * Managers that share the work, 1 to 20, each with its own Auto Scaling groups. More than one survives the loss of a
   * manager, starts jobs during a rollout, and is the only way to more than about 1,000 machines.
   *
   * @default 1
   */
  shards: z.int().min(1).max(20).default(1),
  /**
   * Whether managers are rolled out one after the other, so that jobs go on starting meanwhile, or all at once.
   *
   * @default "one-at-a-time"
   */
  rollout: z.enum(["one-at-a-time", "all"]).default("one-at-a-time"),
  /**
   * Whether an apply waits until every manager is ready, which is after the one before it has drained.
   *
   * @default true
   */
  waitForRollout: flag().default(true),
  /**
   * How long a manager that is told to stop waits for its jobs: as long as your longest job may take, 1m to 144h. It
   * takes no new ones meanwhile.
   *
   * @default "1h"
   */
  drainTimeout: duration({ min: "1m", max: "144h" }).prefault("1h"),
  /**
   * Exact version of GitLab Runner, from 19.2.0: older ones do not tell whether they are ready.
   *
   * @default - the version that the project is tested with
   */
  runnerVersion: z.string().regex(runnerForm.pattern, `must be ${runnerForm.expected}`).default(versions.gitlabRunner),
  /**
   * Exact version of GitLab's fleeting plugin for AWS. The rights of the manager's role follow from it.
   *
   * @default - the version that the project is tested with
   */
  pluginVersion: text(versionForm("the plugin", versions.awsPlugin)).default(versions.awsPlugin),
  /**
   * What the manager's pod or task runs: `official` is GitLab's image, not for Fargate, in which every pod installs the plugin when it starts;
   * `build` makes an image of its own with the plugin and the ECR credential helper in it and keeps it in ECR, which
   * needs `docker buildx` where Terraform runs; or an image that exists already.
   *
   * @default "official"
   */
  image: z.union([z.enum(["official", "build"]), existingImageSchema]).default("official"),
  /**
   * The Helm chart that the manager is a release of: the project's own, or `gitlab-runner`, GitLab's, for a deployment of
   * one fleet of pods. GitLab's makes a Deployment, which may run two managers at once, and registers a new one at every
   * start; what else it can't do is refused by name.
   *
   * @default "runner-manager"
   */
  chart: z.enum(["runner-manager", "gitlab-runner"]).default("runner-manager"),
});
