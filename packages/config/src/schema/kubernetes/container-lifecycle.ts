import * as z from "zod";
import { section } from "../section";
import { choice, integer, text, textList } from "../value";

const port = () => integer({ min: 1, max: 65_535 });

/** A command in a container. It runs without a shell. */
export const execActionSchema = section({
  /** The command, a word an entry, at least one. */
  command: textList({ minEntries: 1 }),
});

/** A header of a request. */
export const httpHeaderSchema = section({
  /** Name of the header. */
  name: text(),
  /** Value of the header. */
  value: text(),
});

/** A request by HTTP. */
export const httpGetActionSchema = section({
  /**
   * Host that is asked.
   *
   * @default - the pod itself
   */
  host: text().optional(),
  /** Port that is asked, 1 to 65535. */
  port: port(),
  /**
   * Path that is asked for.
   *
   * @default - "/"
   */
  path: text().optional(),
  /**
   * How the host is asked, `HTTP` or `HTTPS`.
   *
   * @default - "HTTP"
   */
  scheme: choice(["HTTP", "HTTPS"]).optional(),
  /**
   * Headers of the request.
   *
   * @default - Kubernetes' own only
   */
  httpHeaders: z.array(httpHeaderSchema).optional(),
});

/** What is done at the start or the end of a container: a command or a request. */
export const lifecycleHandlerSchema = section({
  /**
   * A command in the container.
   *
   * @default - `httpGet` is given
   */
  exec: execActionSchema.optional(),
  /**
   * A request by HTTP.
   *
   * @default - `exec` is given
   */
  httpGet: httpGetActionSchema.optional(),
}).refine(({ exec, httpGet }) => (exec === undefined) !== (httpGet === undefined), {
  error: ({ input }) =>
    `must have one of exec and httpGet, got ${(input as { exec?: unknown }).exec ? "both" : "none"}`,
});

/** `[runners.kubernetes.container_lifecycle]`: what Kubernetes does when the build container starts and ends. */
export const containerLifecycleSchema = section({
  /**
   * What is done right after the container has started, beside its own command. If it fails, the container ends.
   *
   * @default - nothing
   */
  postStart: lifecycleHandlerSchema.optional(),
  /**
   * What is done before the container is ended, within the time that it has for that.
   *
   * @default - nothing
   */
  preStop: lifecycleHandlerSchema.optional(),
});
