/** A description in YAML without errors, which leaves out what only an account knows. */
export const fleets = `name: ci
region: eu-west-1
gitlab:
  url: https://gitlab.example.com
fleets:
  linux:
    executor: docker-autoscaler
    maxInstances: 10
    docker:
      image: alpine:3.22
    machines:
      instanceTypes: [m7i.large, m6i.large]
`;

/** The same with two errors and a warning. */
export const withFindings = fleets
  .replace("maxInstances: 10", "maxInstances: 0")
  .replace("gitlab.example.com", "gitlab.example.com\n  tokn: x")
  .replace("[m7i.large, m6i.large]", "[m7i.large]\n      onDemandPercentageAboveBaseCapacity: 0");
