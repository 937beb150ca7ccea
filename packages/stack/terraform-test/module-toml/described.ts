import type { RunnerFleetInput } from "@runner-fleet/config";
import type { Inputs } from "./inputs";

/** What every caller must give. */
export const least: Inputs = {
  cluster_name: "ci",
  docker_image: "alpine:3.22",
  instance_types: ["m7i.large", "m6i.large"],
  subnet_ids: ["subnet-0123456789abcdef0"],
  manager_security_group_ids: ["sg-0123456789abcdef0"],
};

interface Given {
  readonly name?: string;
  readonly fleet_name?: string;
  readonly gitlab_url?: string;
  readonly policies?: readonly Readonly<Record<string, unknown>>[];
  readonly image?: { readonly os?: "ubuntu-24.04"; readonly user?: string };
  readonly cache?: { readonly path?: string; readonly shared?: boolean };
  readonly [name: string]: unknown;
}

const camelCase = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const inWordsOfTheModel = (values: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [camelCase(name), value]));
const only = (given: Given, ...names: readonly string[]) =>
  inWordsOfTheModel(Object.fromEntries(names.filter((name) => name in given).map((name) => [name, given[name]])));

/** The same as a description, with what the module says of its own where nothing is given. */
export function described(inputs: Inputs): RunnerFleetInput {
  const given = { ...least, ...inputs } as Given;
  const { name = "gitlab-runner", fleet_name = "linux", gitlab_url = "https://gitlab.com", cache } = given;
  const { plugin_version, policies = [] } = given as { plugin_version?: string } & Given;
  return {
    name,
    gitlab: { url: gitlab_url },
    cluster: { name: "ci" },
    manager: plugin_version === undefined ? {} : { pluginVersion: plugin_version },
    fleets: {
      [fleet_name]: {
        executor: "docker-autoscaler",
        maxInstances: 10,
        environment: [],
        ...only(given, "max_instances", "capacity_per_instance", "max_use_count", "environment"),
        policies: policies.map(inWordsOfTheModel),
        docker: {
          image: String(given.docker_image),
          privileged: false,
          ...only(
            given,
            "privileged",
            "allowed_images",
            "volumes",
            "allowed_privileged_images",
            "allowed_privileged_services",
          ),
        },
        machines: {
          subnetIds: ["subnet-0123456789abcdef0"],
          managerSecurityGroupIds: ["sg-0123456789abcdef0"],
          instanceTypes: ["m7i.large", "m6i.large"],
          ...only(given, "on_demand_base_capacity", "on_demand_percentage_above_base_capacity"),
          image: { os: given.image?.os, user: given.image?.user },
        },
      },
    },
    cache: cache && {
      path: cache.path,
      shared: cache.shared,
      s3: {
        bucketName: `${name}-eu-west-1-123456789012`,
        bucketLocation: "eu-west-1",
        roleArn: "arn:aws:iam::123456789012:role/cache",
      },
    },
    accept: [{ rule: "privileged-on-shared-machines", reason: "what is written is compared, not judged" }],
  };
}
