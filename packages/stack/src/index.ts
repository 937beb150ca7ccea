export { moduleDocument, plainModules, requiredVersion, type PlainModule } from "./modules/plain-modules";
export type { Manager, ManagerOutput } from "./managers/made-manager";
export type { ImageBuildProps } from "./managers/manager-image";
export { RunnerFleets, type RunnerFleetsProps } from "./runner-fleets";
export { moduleProviders, RunnerModule } from "./runner-module";
export { RunnerStack, type RunnerStackProps } from "./runner-stack";
export { ConfigError, Duration, Expression, variable, type RunnerFleetInput } from "@runner-fleet/config";
export { ManagerImage } from "@runner-fleet/runner-image";
