import type { RunnerFleetConfig } from "@runner-fleet/config";
import { ManagerImage, type IManagerImage } from "@runner-fleet/runner-image";
import type { Construct } from "constructs";
import { resolveExpressions } from "./resolve-expressions";

/** The image that the description asks for. */
export function managerImage(
  scope: Construct,
  { name, manager }: RunnerFleetConfig,
  tags: Readonly<Record<string, string>>,
): IManagerImage {
  const { image, runnerVersion, pluginVersion } = manager;
  if (image === "official") {
    return ManagerImage.official({ runnerVersion });
  }
  if (image === "build") {
    return new ManagerImage(scope, "Image", { repositoryName: `${name}/manager`, runnerVersion, pluginVersion, tags });
  }
  return ManagerImage.fromRegistry(resolveExpressions(image));
}
