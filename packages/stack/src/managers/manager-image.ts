import { joinedText, type RunnerFleetConfig } from "@runner-fleet/config";
import type { ManagerImageReference } from "@runner-fleet/eks-manager";
import { ManagerImage, type IManagerImage, type ManagerImageProps } from "@runner-fleet/runner-image";
import { resolveExpressions } from "@runner-fleet/terraform-values";
import type { Construct } from "constructs";

/** How an image is built, beside what the description says of it. */
export type ImageBuildProps = Omit<ManagerImageProps, "runnerVersion" | "pluginVersion" | "repositoryName"> &
  Partial<Pick<ManagerImageProps, "repositoryName">>;

/** The image that the description asks for. */
export function managerImage(
  scope: Construct,
  { name, manager }: RunnerFleetConfig,
  build: ImageBuildProps,
): ManagerImageReference & Pick<IManagerImage, "ready"> {
  const { image, runnerVersion, pluginVersion } = manager;
  if (image === "official") {
    return ManagerImage.official({ runnerVersion });
  }
  if (image === "build") {
    return new ManagerImage(scope, "Image", {
      repositoryName: resolveExpressions(joinedText(name, "/manager")),
      ...build,
      runnerVersion,
      pluginVersion: resolveExpressions(pluginVersion),
    });
  }
  const { hasPlugin, ...address } = image;
  return { ...ManagerImage.fromRegistry(resolveExpressions(address)), hasPlugin };
}
