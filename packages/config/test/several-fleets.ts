import type { RunnerFleetInput } from "../src/schema/runner-fleet-config";
import { minimalFleet } from "./descriptions";

/** Two shards of an on-demand, a spot and a large-machine fleet, with totals that do not divide evenly. */
export function severalFleets(): RunnerFleetInput {
  const { docker, machines } = minimalFleet();
  return {
    name: "ci",
    gitlab: { url: "https://gitlab.example.com" },
    cluster: { name: "ci" },
    manager: { shards: 2, labels: { team: "platform" } },
    cache: { path: "ci" },
    fleets: {
      amd64: {
        executor: "docker-autoscaler",
        maxInstances: 41,
        policies: [
          {
            idleTime: "30m",
            periods: ["* 6-20 * * mon-fri", "* 8-12 * * sat"],
            timezone: "Europe/Paris",
            idleCount: 5,
            scaleFactor: 0.5,
            scaleFactorLimit: 11,
          },
        ],
        docker,
        machines,
      },
      arm64: {
        executor: "docker-autoscaler",
        maxInstances: 20,
        policies: [{}, { periods: ["* 22-23,0-5 * * *"], idleCount: 1, scaleFactor: 1 }],
        docker: { ...docker, pullPolicy: ["if-not-present", "always"] },
        machines: {
          ...machines,
          architecture: "arm64",
          instanceTypes: ["m7g.large", "m6g.large", "c7g.large"],
          onDemandBaseCapacity: 2,
          onDemandPercentageAboveBaseCapacity: 0,
          image: { os: "ubuntu-24.04" },
        },
      },
      large: {
        executor: "docker-autoscaler",
        maxInstances: 3,
        capacityPerInstance: 4,
        maxUseCount: 20,
        environment: ["DOCKER_TLS_CERTDIR=/certs"],
        docker: { ...docker, volumes: ["/certs/client", "/cache"] },
        machines: {
          ...machines,
          instanceTypes: ["m7i.4xlarge"],
          ssh: { publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB ci", privateKeySecret: { name: "ci-ssh" } },
        },
      },
    },
  };
}
