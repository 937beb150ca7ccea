import { request, type IncomingMessage } from "node:http";
import type { Json } from "../test/chart/render-chart";

/** Where `kubectl proxy` listens: it knows how to read any kubeconfig, and asking through it starts no process. */
export const socketVariable = "RUNNER_FLEET_CLUSTER_SOCKET";

/** What the API server answered. */
export interface Answer {
  readonly status: number;
  readonly body: Json;
}

/** Asks the API server of the cluster under test. */
export class KubeClient {
  constructor(private readonly socketPath = process.env[socketVariable]) {}

  /** Sends anything, and gives the answer whatever its status. */
  async send(method: string, path: string, body?: Json, type = "application/json"): Promise<Answer> {
    const response = await this.open(method, path, body, type);
    let text = "";
    for await (const part of response.setEncoding("utf8")) {
      text += part;
    }
    return { status: response.statusCode ?? 0, body: JSON.parse(text) };
  }

  /** An object that must be there. */
  async get(path: string): Promise<Json> {
    return this.taken("GET", path);
  }

  /** An object, or undefined if it is not there. */
  async find(path: string): Promise<Json | undefined> {
    const { status, body } = await this.send("GET", path);
    if (status === 404) {
      return undefined;
    }
    return accepted("GET", path, { status, body });
  }

  /** All objects of a kind, or those with some labels. */
  async list(path: string, labels: Readonly<Record<string, string>> = {}): Promise<Json[]> {
    return (await this.taken("GET", withLabels(path, labels))).items;
  }

  /** Makes an object in the collection at `path`. */
  async create(path: string, object: Json): Promise<Json> {
    return this.taken("POST", path, object);
  }

  /** Makes an object in the collection at `path`, unless it is there. */
  async ensure(path: string, object: Json): Promise<void> {
    const answer = await this.send("POST", path, object);
    if (answer.status !== 409) {
      accepted("POST", path, answer);
    }
  }

  /** Changes the fields that are given. */
  async patch(path: string, change: Json): Promise<Json> {
    return this.taken("PATCH", path, change, "application/merge-patch+json");
  }

  /** Deletes an object, in the foreground or as `options` say; what is gone already is no error. */
  async delete(path: string, options: Json = {}): Promise<void> {
    const answer = await this.send("DELETE", path, options);
    if (answer.status !== 404) {
      accepted("DELETE", path, answer);
    }
  }

  /**
   * Calls back for every change after `resourceVersion`, without missing one.
   *
   * @returns a function that ends it, and throws if the watch had ended before
   */
  async watch(
    path: string,
    labels: Readonly<Record<string, string>>,
    resourceVersion: string,
    onEvent: (event: Json) => void,
  ): Promise<() => void> {
    const query = `${withLabels(path, labels)}&watch=1&resourceVersion=${resourceVersion}`;
    const response = await this.open("GET", query);
    let rest = "";
    let ended = false;
    response.setEncoding("utf8").on("data", (part: string) => {
      const lines = (rest + part).split("\n");
      rest = lines.pop() ?? "";
      lines.map((line) => onEvent(JSON.parse(line)));
    });
    response.on("end", () => (ended = true));
    return () => {
      if (ended || response.statusCode !== 200) {
        throw new Error(`the watch of ${path} must last until the test ends it, got status ${response.statusCode}`);
      }
      response.destroy();
    };
  }

  private async taken(method: string, path: string, body?: Json, type?: string): Promise<Json> {
    return accepted(method, path, await this.send(method, path, body, type));
  }

  private open(method: string, path: string, body?: Json, type = "application/json"): Promise<IncomingMessage> {
    const text = body === undefined ? "" : JSON.stringify(body);
    // Node gives a DELETE no length by itself, and its body would be taken for the next request.
    const headers = { "content-type": type, "content-length": Buffer.byteLength(text) };
    return new Promise((resolve, reject) => {
      request({ socketPath: this.socketPath, method, path, headers }, resolve).on("error", reject).end(text);
    });
  }
}

function withLabels(path: string, labels: Readonly<Record<string, string>>): string {
  const selector = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
  return `${path}?labelSelector=${encodeURIComponent(selector.join(","))}`;
}

function accepted(method: string, path: string, { status, body }: Answer): Json {
  if (status < 200 || status > 299) {
    throw new Error(`${method} ${path} must be accepted by the API server, got ${status}: ${body.message}`);
  }
  return body;
}
