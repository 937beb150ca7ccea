import type { RunnerFleetConfig } from "../schema/runner-fleet-config";
import { joinedText, type TextOrExpression } from "../values/expression";
import { namespaceName } from "./names";

/** How the server of a cache in the cluster is known to those who use it. */
export interface CacheServer {
  /** Name of the Helm release and of what it makes. */
  readonly name: TextOrExpression;
  /** Name of the Secret with its keys. */
  readonly secretName: TextOrExpression;
  /** Host name and port. */
  readonly address: TextOrExpression;
  /** Name of its bucket. */
  readonly bucket: string;
  /** The region that signatures are made for. */
  readonly region: string;
}

/** The port that the chart `runner-cache` serves. */
export const CACHE_PORT = 7070;

/** The server of a cache in the cluster; `undefined` where there is none. The names are those of the chart `runner-cache`. */
export function cacheServer(config: RunnerFleetConfig): CacheServer | undefined {
  if (config.cache?.inCluster === undefined) {
    return undefined;
  }
  const name = joinedText(config.name, "-cache");
  return {
    name,
    secretName: joinedText(name, "-credentials"),
    address: joinedText(name, ".", namespaceName(config), `.svc:${CACHE_PORT}`),
    bucket: "runner-cache",
    region: "us-east-1",
  };
}
