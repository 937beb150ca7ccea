import type { ITerraformDependable } from "cdktf";
import { versions } from "@runner-fleet/config";
import { assertAll, registryImageChecks } from "./image-checks";
import { origins } from "./origins";

/** An image of the manager, wherever it comes from. */
export interface IManagerImage {
  /** Address without tag, for instance registry.gitlab.com/gitlab-org/gitlab-runner. May be a Terraform expression. */
  readonly repository: string;

  /** Tag of the image. */
  readonly tag: string;

  /**
   * Digest of the image, `sha256:` and 64 hexadecimal digits.
   *
   * @default - the image is pulled by its tag
   */
  readonly digest?: string;

  /** Whether the AWS plugin (below /opt/fleeting/plugins) and docker-credential-ecr-login are in the image. */
  readonly hasPlugin: boolean;

  /**
   * What must be there before the image can be pulled. Put it in the `dependsOn` of what runs the image.
   *
   * @default - nothing: the image exists already
   */
  readonly ready?: ITerraformDependable;
}

/** Which image `ManagerImage.fromRegistry` refers to. */
export interface RegistryImageProps {
  /** Address without tag, for instance 123456789012.dkr.ecr.eu-west-1.amazonaws.com/manager. */
  readonly repository: string;

  /** Tag of the image. `latest` is refused. */
  readonly tag: string;

  /**
   * Digest of the image, `sha256:` and 64 hexadecimal digits.
   *
   * @default - the image is pulled by its tag
   */
  readonly digest?: string;

  /**
   * Whether the AWS plugin (below /opt/fleeting/plugins) and docker-credential-ecr-login are in the image, as they are
   * in one built from this package's Dockerfile. A manager without its plugin starts, and takes no job.
   *
   * @default true
   */
  readonly hasPlugin?: boolean;
}

/**
 * An image that exists already.
 *
 * @throws Error if the repository, tag or digest has not the form of one
 */
export function registryImage(props: RegistryImageProps): IManagerImage {
  const { repository, tag, digest, hasPlugin = true } = props;
  assertAll("ManagerImage.fromRegistry", registryImageChecks(props));
  return { repository, tag, digest, hasPlugin };
}

/** Which of GitLab's own images `ManagerImage.official` refers to. */
export interface OfficialImageProps {
  /**
   * Version of GitLab Runner: three numbers.
   *
   * @default - the version this release was made for (`versions.gitlabRunner`)
   */
  readonly runnerVersion?: string;
}

/** GitLab's own image. It has neither the plugin nor docker-credential-ecr-login. */
export function officialImage({ runnerVersion = versions.gitlabRunner }: OfficialImageProps = {}): IManagerImage {
  return {
    repository: origins.base,
    tag: `alpine-v${runnerVersion}`,
    hasPlugin: false,
  };
}
