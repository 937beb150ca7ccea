import type { Machines, Resolved, TextOrExpression } from "@runner-fleet/config";

/**
 * The machines of a fleet as they boot from an image that was prepared for them: what is in the image is not done again.
 *
 * @param ssmParameter name of the parameter that names the image
 */
export function machinesFromImage<From extends Machines | Resolved<Machines>>(
  machines: From,
  ssmParameter: TextOrExpression,
): From {
  const { image } = machines;
  return {
    ...machines,
    preloadImages: undefined,
    registryMirrors: undefined,
    image: {
      ...image,
      ...("runner" in image && { runner: "present" }),
      prepare: undefined,
      ssmParameter,
      follow: "launch",
      docker: image.docker === "none" ? "none" : "present",
    },
  };
}
