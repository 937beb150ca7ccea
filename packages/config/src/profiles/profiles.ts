import { imageBuilds } from "./image-builds";
import { privileged } from "./privileged";
import { restricted } from "./restricted";

/** The profiles by their names in the description. */
export const profiles = {
  restricted,
  "image-builds": imageBuilds,
  privileged,
} as const;

/** Name of a profile. */
export type ProfileName = keyof typeof profiles;
