export { ManagerImage, type ManagerImageProps } from "./manager-image";
export type { IManagerImage, RegistryImageProps } from "./registry-image";
export type { Architecture } from "./image-tag";
export { imageDirectory } from "./image-directory";
