export { ManagerImage, type ManagerImageProps } from "./manager-image";
export type { IManagerImage, OfficialImageProps, RegistryImageProps } from "./registry-image";
export type { Architecture } from "./image-tag";
export type { PluginSource } from "./plugin-source";
