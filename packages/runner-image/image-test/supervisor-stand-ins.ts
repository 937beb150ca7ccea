import { appendFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a stand-in answers: a status and a body, JSON unless it is text. */
export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** A request that a stand-in got. */
export interface Request {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  body: string;
}

const deployment = (id: string, taskDefinition: string, status = "PRIMARY") => ({ id, status, taskDefinition });

/** The deployment that the task of the stand-ins belongs to. */
export const ownDeployment = deployment(
  "ecs-svc/1000",
  "arn:aws:ecs:eu-central-1:111122223333:task-definition/manager:7",
);

/** A service with these deployments, as DescribeServices has it. */
export const serviceWith = (...deployments: object[]) => ({
  serviceName: "manager",
  status: "ACTIVE",
  desiredCount: 1,
  deployments,
});

/** A deployment that follows the task's own, by default of the next task definition. */
export const nextDeployment = (revision = 8) =>
  deployment("ecs-svc/2000", `arn:aws:ecs:eu-central-1:111122223333:task-definition/manager:${revision}`);

/** The task's own deployment after another has become the primary one. */
export const replacedDeployment = { ...ownDeployment, status: "ACTIVE" };

/** An error as ECS answers it. */
export const ecsError = (code: string): Answer => ({
  status: 400,
  body: { __type: code, message: `${code} of the stand-in` },
});

/**
 * The ECS agent, the task's metadata, ECS and S3 on one loopback port. Each request is a line in the file of events, to
 * which the runner's stand-in writes, too, so that the file's order is what happened.
 */
export class StandIns {
  /** The object in S3; undefined is an object that is not there. */
  config: { text: string; etag: string; length?: number } | undefined = { text: "concurrent = 1\n", etag: '"1"' };
  /** Answers of the agent to come; when they are used up, it does what it is asked. */
  agentAnswers: Answer[] = [];
  /** What the agent answers to every request to protect, where it is set. */
  agentRefusal: Answer | undefined;
  /** Answers of DescribeServices to come; when they are used up, it is `services`. */
  nextServices: Answer[] = [];
  /** What DescribeServices answers. */
  services: Answer = { body: { services: [serviceWith(ownDeployment)] } };
  /** What DescribeTasks answers. */
  tasks: Answer = { body: { tasks: [{ group: "service:manager", startedBy: ownDeployment.id }] } };
  readonly requests: Request[] = [];
  private readonly server: Server;

  constructor(private readonly events: string) {
    this.server = createServer((message, response) => {
      const chunks: Buffer[] = [];
      message.on("data", (chunk: Buffer) => chunks.push(chunk));
      message.on("end", () => this.answer(message, Buffer.concat(chunks).toString(), response));
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** The variables that lead the program here. */
  get environment(): Record<string, string> {
    const url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return {
      AWS_ACCESS_KEY_ID: "stand-in",
      AWS_SECRET_ACCESS_KEY: "stand-in",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_REGION: "eu-central-1",
      AWS_ENDPOINT_URL_ECS: url,
      AWS_ENDPOINT_URL_S3: url,
      ECS_AGENT_URI: `${url}/api/task`,
      ECS_CONTAINER_METADATA_URI_V4: `${url}/v4/task`,
    };
  }

  private answer(message: IncomingMessage, body: string, response: ServerResponse): void {
    const request = { method: message.method ?? "", path: message.url ?? "", headers: message.headers, body };
    this.requests.push(request);
    const { event, answer } = this.route(request);
    appendFileSync(this.events, `${event}\n`);
    const text = typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body ?? {});
    response.writeHead(answer.status ?? 200, answer.headers);
    response.end(text);
    // A length that promises more than there is: the connection has to end for the reader to notice.
    if (Number(answer.headers?.["content-length"] ?? 0) > Buffer.byteLength(text)) response.destroy();
  }

  private route(request: Request): { event: string; answer: Answer } {
    const { method, path, headers, body } = request;
    const action = String(headers["x-amz-target"] ?? "").replace(/^.*\./, "");
    if (path === "/api/task/task-protection/v1/state" && method === "PUT") return this.protect(body);
    if (path === "/v4/task/task") {
      const metadata = { Cluster: "arn:aws:ecs:eu-central-1:111122223333:cluster/fleet", TaskARN: "arn:task/1" };
      return { event: "metadata", answer: { body: metadata } };
    }
    if (action === "DescribeTasks") return { event: action, answer: this.tasks };
    if (action === "DescribeServices") return { event: action, answer: this.nextServices.shift() ?? this.services };
    if (path.startsWith("/bucket/manager/key.toml?")) return { event: "GetObject", answer: this.object(headers) };
    return { event: `unknown: ${method} ${path} ${action}`, answer: { status: 500 } };
  }

  private protect(body: string): { event: string; answer: Answer } {
    const { ProtectionEnabled, ExpiresInMinutes } = JSON.parse(body);
    const event = ProtectionEnabled ? `protect ${ExpiresInMinutes}` : "release";
    const refusal = ProtectionEnabled ? this.agentRefusal : undefined;
    const done = { body: { protection: { ProtectionEnabled, TaskArn: "arn:task/1", ExpirationDate: null } } };
    return { event, answer: refusal ?? this.agentAnswers.shift() ?? done };
  }

  private object(headers: IncomingMessage["headers"]): Answer {
    if (!this.config) {
      return { status: 404, body: "<Error><Code>NoSuchKey</Code><Message>The key does not exist</Message></Error>" };
    }
    const { text, etag, length } = this.config;
    if (headers["if-none-match"] === etag) return { status: 304, body: "" };
    return { headers: { etag, "content-length": String(length ?? Buffer.byteLength(text)) }, body: text };
  }
}
