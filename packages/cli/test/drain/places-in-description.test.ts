import { readConfig, variable, type RunnerFleetInput } from "@runner-fleet/config";
import { placesInDescription } from "../../src/drain/places-in-description";

const description = (input: Partial<RunnerFleetInput> = {}) =>
  readConfig({
    name: "ci",
    gitlab: { url: "https://gitlab.com" },
    cluster: { name: "prod" },
    fleets: {
      linux: {
        executor: "docker-autoscaler",
        maxInstances: 10,
        docker: { image: "alpine:3.22" },
        machines: {
          instanceTypes: ["m7i.large"],
          subnetIds: ["subnet-0123456789abcdef0"],
          managerSecurityGroupIds: ["sg-0123456789abcdef0"],
        },
      },
    },
    ...input,
  }).config;

describe("the managers of a description", () => {
  test("are one a shard", () => {
    const places = placesInDescription(description({ manager: { shards: 3 } }), {});

    expect(places.map(({ name }) => name)).toEqual(["ci", "ci-2", "ci-3"]);
  });

  test("on Kubernetes are reached as the description says, unless flags say otherwise", () => {
    const config = description({
      cluster: { name: "prod", access: { kubeconfigPath: "/k", kubeconfigContext: "c" } },
    });

    expect(placesInDescription(config, {})).toEqual([
      { platform: "kubernetes", name: "ci", kinds: ["statefulset"], namespace: "ci", context: "c", kubeconfig: "/k" },
    ]);
    expect(placesInDescription(config, { namespace: "n", context: "d", kubeconfig: "/l" })).toEqual([
      { platform: "kubernetes", name: "ci", kinds: ["statefulset"], namespace: "n", context: "d", kubeconfig: "/l" },
    ]);
  });

  test("whose namespace is left to Terraform need a flag", () => {
    const config = description({ cluster: { name: "prod", namespace: variable("namespace") } });

    expect(() => placesInDescription(config, {})).toThrow(
      "--namespace: must be given, since the description leaves cluster.namespace to Terraform",
    );
    expect(placesInDescription(config, { namespace: "n" })).toEqual([expect.objectContaining({ namespace: "n" })]);
  });

  test("whose name is left to Terraform are known to the state alone", () => {
    expect(() => placesInDescription(description({ name: variable("name") }), {})).toThrow(
      "name: must be a text here, but is left to Terraform; give the folder with Terraform's state in place of the description",
    );
  });

  test("refuse a flag of another platform", () => {
    expect(() => placesInDescription(description(), { cluster: "x" })).toThrow(
      "--cluster: is for managers on Fargate, but these are on kubernetes; leave it out",
    );
  });
});
