import { dockerContainer } from "./docker-container";
import { dockerImages } from "./docker-images";
import { dockerLimits } from "./docker-limits";
import { dockerNetwork } from "./docker-network";
import { dockerSecurity } from "./docker-security";
import { dockerServices } from "./docker-services";
import { dockerStorage } from "./docker-storage";
import { section } from "./section";

/** `[runners.docker]`: the containers of a job. A container that a job starts itself inherits nothing of it. */
export const dockerSchema = section({
  ...dockerImages,
  ...dockerSecurity,
  ...dockerContainer,
  ...dockerLimits,
  ...dockerStorage,
  ...dockerNetwork,
  ...dockerServices,
});
