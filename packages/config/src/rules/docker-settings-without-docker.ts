import { everyMachineFleet } from "../rule/every-fleet";
import type { Rule } from "../rule/rule";

/** Settings of Docker on machines come with Docker. */
export const dockerSettingsWithoutDocker: Rule = {
  id: "docker-settings-without-docker",
  title: "Settings of Docker on machines come with Docker",
  why:
    "Where jobs run on the machine itself it has no Docker unless image.docker says so. Nobody then reads mirrors of " +
    "registries, pulls images or installs the package.",
  fix: 'set machines.image.docker to "install" or "present" for jobs that call Docker, or remove the key',
  severity: "error",
  check: everyMachineFleet(function* ({ machines }, at) {
    const { image, registryMirrors, preloadImages } = machines;
    const given = [
      [at("machines", "image", "dockerPackage"), image.dockerPackage],
      [at("machines", "registryMirrors"), registryMirrors],
      [at("machines", "preloadImages"), preloadImages],
    ] as const;
    for (const [path, value] of image.docker === "none" ? given : []) {
      if (value !== undefined) {
        yield { path, message: 'has no effect with a machines.image.docker of "none"' };
      }
    }
  }),
};
