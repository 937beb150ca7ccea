import * as z from "zod";
import { ecrPatterns } from "./ecr-pattern";
import { settings } from "./section";
import { integer, onlyExpression, text } from "./value";

/** A registry whose images ECR keeps copies of: an `aws_ecr_pull_through_cache_rule`. */
export const pullThroughRuleSchema = settings({
  /**
   * Host of the registry: `public.ecr.aws`, `registry.k8s.io` and `quay.io` need no credentials; `registry-1.docker.io`
   * (Docker Hub), `ghcr.io`, `registry.gitlab.com`, `cgr.dev` and `<name>.azurecr.io` do. A change replaces the rule, not
   * the repositories: choose another prefix too.
   */
  upstreamRegistryUrl: text(ecrPatterns.upstream),
  /**
   * ARN of the Secrets Manager secret with the keys `username` and `accessToken`, in the deployment's account and
   * region. Its name begins with `ecr-pullthroughcache/`, and it is encrypted with the key `aws/secretsmanager`: ECR
   * takes no other.
   *
   * @default - none; the registry is read without credentials
   */
  credentialArn: text(ecrPatterns.credential).optional(),
  /**
   * Days after which a copy is removed, from 1; the next job that asks for the image brings it again. Holds for
   * repositories that are made after it was set.
   *
   * @default 30
   */
  expirationDays: integer({ min: 1 }).default(30),
});

/** The keys of `ecrSchema`. */
export const ecrSettings = settings({
  /**
   * Addresses of the repositories whose images jobs of docker-autoscaler and kubernetes fleets may run in, services
   * and helper included; `*` stands for any characters, `/` among them. The policy of a repository in another account
   * must allow the manager's role. What one fleet may pull, every job of the deployment may.
   *
   * @default - none but those of `pullThroughCache`
   */
  repositories: z.array(text(ecrPatterns.repositories)).default([]),
  /**
   * Registries whose images ECR fetches when a job asks for one, and keeps, by the prefix of their repositories in the
   * registry of the deployment's account and region. Prefix `docker-hub` gives
   * `<account>.dkr.ecr.<region>.amazonaws.com/docker-hub/library/alpine:3.22`.
   *
   * @default - none
   */
  pullThroughCache: z
    .record(
      z.string().regex(ecrPatterns.repositoryPrefix.pattern, `must be ${ecrPatterns.repositoryPrefix.expected}`),
      pullThroughRuleSchema,
    )
    .optional(),
  /**
   * Who pulls the images of pods: `image-pull-secrets` is the manager, which logs in for each job and gives the pod a
   * Secret; `node-role` is the node by its own AWS role, to which you give the rights.
   *
   * @default "image-pull-secrets"
   */
  pods: z.enum(["image-pull-secrets", "node-role"]).default("image-pull-secrets"),
  /**
   * Address of the registry that `pullThroughCache` is in, where only Terraform knows it.
   *
   * @default - found by the stack, in the deployment's account and region
   */
  plannedRegistry: onlyExpression("text", "must be an expression; the stack finds the registry itself"),
});

/** What jobs may pull from private registries of Amazon ECR, with the manager's AWS role. */
export const ecrSchema = ecrSettings.refine(
  ({ repositories, pullThroughCache }) => repositories.length > 0 || Object.keys(pullThroughCache ?? {}).length > 0,
  { message: "must have repositories, pullThroughCache or both" },
);
