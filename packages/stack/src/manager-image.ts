import type { RunnerFleetConfig } from "@runner-fleet/config";
import { ManagerImage, type IManagerImage, type ManagerImageProps } from "@runner-fleet/runner-image";
import type { Construct } from "constructs";
import { resolveExpressions } from "./resolve-expressions";

/** How an image is built, beside what the description says of it. */
export type ImageBuildProps = Omit<ManagerImageProps, "runnerVersion" | "pluginVersion" | "repositoryName"> &
  Partial<Pick<ManagerImageProps, "repositoryName">>;

/** The image that the description asks for. */
export function managerImage(
  scope: Construct,
  { name, manager }: RunnerFleetConfig,
  build: ImageBuildProps,
): IManagerImage {
  const { image, runnerVersion, pluginVersion } = manager;
  if (image === "official") {
    return ManagerImage.official({ runnerVersion });
  }
  if (image === "build") {
    return new ManagerImage(scope, "Image", {
      repositoryName: `${name}/manager`,
      ...build,
      runnerVersion,
      pluginVersion,
    });
  }
  return ManagerImage.fromRegistry(resolveExpressions(image));
}
