/** A description of one fleet of machines, with further lines for what a test is about. */
export const descriptionText = (lines: readonly string[] = []): string =>
  [
    "name: ci",
    "gitlab: { url: https://gitlab.com }",
    "fleets:",
    "  linux:",
    "    executor: docker-autoscaler",
    "    maxInstances: 4",
    "    docker: { image: alpine:3.22 }",
    "    machines: { instanceTypes: [m7i.large] }",
    ...lines,
    "",
  ].join("\n");
