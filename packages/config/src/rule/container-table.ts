import type { DockerAutoscalerFleet, Fleet, KubernetesFleet } from "../schema/fleet";

/** The table of a fleet that says what jobs' containers are given. */
export type ContainerTable =
  | { readonly key: "docker"; readonly settings: DockerAutoscalerFleet["docker"] }
  | { readonly key: "kubernetes"; readonly settings: KubernetesFleet["kubernetes"] };

/** The table of a fleet that says what jobs' containers are given; `undefined` where jobs have none. */
export function containerTable(fleet: Fleet): ContainerTable | undefined {
  switch (fleet.executor) {
    case "docker-autoscaler":
      return { key: "docker", settings: fleet.docker };
    case "kubernetes":
      return { key: "kubernetes", settings: fleet.kubernetes };
    case "instance":
      return undefined;
  }
}
