import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A request that the stand-in was asked. */
export interface GitlabRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: unknown;
}

/** What the stand-in says: a status and a document, or nothing at all, with the connection closed. */
export type GitlabAnswer = { readonly status: number; readonly body?: unknown; readonly location?: string } | "nothing";

/** The two calls of GitLab's API that create and delete a runner, on loopback. */
export class GitlabStandIn {
  readonly requests: GitlabRequest[] = [];
  /** What it says to who creates a runner. */
  created: GitlabAnswer = { status: 201 };
  /** What it says to who deletes one. */
  deleted: GitlabAnswer = { status: 204 };
  private server!: Server;

  /** @param path what the API is below: that of a GitLab at `https://example.com/gitlab` is `/gitlab` */
  constructor(readonly path = "") {}

  async start(): Promise<void> {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const { method = "", url: path = "", headers } = request;
        const text = Buffer.concat(chunks).toString();
        this.requests.push({ method, path, headers, body: text === "" ? undefined : JSON.parse(text) });
        const answers: Record<string, GitlabAnswer> = {
          [`POST ${this.path}/api/v4/user/runners`]: this.created,
          [`DELETE ${this.path}/api/v4/runners`]: this.deleted,
        };
        const answer = answers[`${method} ${path}`] ?? { status: 404, body: { error: "404 Not Found" } };
        if (answer === "nothing") {
          request.socket.destroy();
          return;
        }
        const { status, body, location } = answer;
        response.writeHead(status, { "content-type": "application/json", ...(location && { location }) });
        response.end(body === undefined ? "" : JSON.stringify(body));
      });
    });
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${this.path}`;
  }

  /** The calls by their method, in their order. */
  get calls(): string[] {
    return this.requests.map(({ method, path }) => `${method} ${path}`);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
