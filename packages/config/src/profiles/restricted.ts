import { confined, confinedHelper } from "./confined";
import type { Profile } from "./profile";

/** Jobs that run as user 1000 without any right on the node. */
export const restricted: Profile = {
  podSecurity: "restricted",
  why: "For everything that neither installs system packages nor builds images; images that insist on root don't run.",
  kubernetes: confined,
  ...confinedHelper,
};
