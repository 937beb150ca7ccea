import { Expression } from "../../src/values/expression";
import { podFleet, pods } from "./pods";
import type { RuleCases } from "./rule-cases";

const SHARED_FIX =
  'give the fleet a namespace of its own, or set its jobs.namespacePolicy to "existing", leave everything else of jobs out, and give both the same profile [job-namespace-shared]';
const BESIDE_FIX = "leave kubernetes.namespace out, or name another one [jobs-beside-manager]";
const ACCOUNT_FIX =
  "leave serviceAccountOverwriteAllowed out, and list every service account that jobs may choose [service-account-overwrite-contradiction]";
const POLICY_FIX =
  "set jobs.networkPolicy, for a start to {}, or accept the rule where something else closes the namespace [jobs-without-network-policy]";

const existing = { jobs: { namespacePolicy: "existing" } };
const shared = { namespace: "jobs" };
const role = "arn:aws:iam::123456789012:role/deploy";
const policyArns = ["arn:aws:iam::aws:policy/ReadOnlyAccess"];

/** What the rules about the namespaces of jobs, and what is in them, find and let pass. */
export const jobNamespaceCases: RuleCases = {
  "job-namespace-shared": {
    fires: [
      {
        when: { fleets: { a: podFleet(shared), b: podFleet(shared) } },
        says: [`fleets.b.jobs: must make nothing in the namespace "jobs", which is that of fleets.a; ${SHARED_FIX}`],
      },
      {
        when: {
          fleets: {
            a: podFleet(shared, existing),
            b: podFleet(shared, { profile: "image-builds" }),
            c: podFleet(shared, { jobs: { namespacePolicy: "existing", resourceQuota: { pods: "10" } } }),
          },
        },
        says: [
          `fleets.b.profile: must be that of fleets.a (restricted), which shares the namespace "jobs", got image-builds; ${SHARED_FIX}`,
          `fleets.c.jobs: must make nothing in the namespace "jobs", which is that of fleets.b; ${SHARED_FIX}`,
        ],
      },
      {
        // By default a namespace is named after deployment and fleet.
        when: { name: "ci", fleets: { a: podFleet(), b: podFleet({ namespace: "ci-a" }) } },
        says: [`fleets.b.jobs: must make nothing in the namespace "ci-a", which is that of fleets.a; ${SHARED_FIX}`],
      },
    ],
    quiet: [
      { fleets: { a: podFleet(), b: podFleet({}, { profile: "image-builds" }) } },
      { fleets: { a: podFleet(shared), b: podFleet(shared, existing) } },
      { fleets: { a: podFleet(shared, existing), b: podFleet(shared), c: podFleet(shared, existing) } },
      {
        fleets: {
          a: podFleet({ namespace: Expression.text("var.a") }),
          b: podFleet({ namespace: Expression.text("var.b") }),
        },
      },
    ],
  },
  "jobs-beside-manager": {
    fires: [
      {
        when: { ...pods({ namespace: "gitlab" }), "cluster.namespace": "gitlab" },
        says: [`fleets.pods.kubernetes.namespace: must be another than the manager's, got "gitlab"; ${BESIDE_FIX}`],
      },
      {
        when: { ...pods({ namespace: "ci" }), name: "ci" },
        says: [`fleets.pods.kubernetes.namespace: must be another than the manager's, got "ci"; ${BESIDE_FIX}`],
      },
    ],
    quiet: [
      pods(),
      { ...pods({ namespace: "gitlab-jobs" }), "cluster.namespace": "gitlab" },
      { ...pods({ namespace: Expression.text("var.ns") }), "cluster.namespace": Expression.text("var.ns") },
    ],
  },
  "service-account-not-made": {
    fires: [
      {
        when: pods({ serviceAccount: "deployer" }, { jobs: { serviceAccounts: { deploy: { roleArn: role } } } }),
        says: [
          'fleets.pods.kubernetes.serviceAccount: should be one of default, deploy, got "deployer"; did you mean deploy? [service-account-not-made]',
        ],
      },
      {
        when: pods({ serviceAccount: "ci" }),
        says: [
          'fleets.pods.kubernetes.serviceAccount: should be one of default, got "ci"; name one of jobs.serviceAccounts, add it there, or accept the rule if something else makes it [service-account-not-made]',
        ],
      },
    ],
    quiet: [
      pods({}),
      pods({ serviceAccount: "default" }),
      pods({ serviceAccount: "deploy" }, { jobs: { serviceAccounts: { deploy: {} } } }),
      pods({ serviceAccount: "ci" }, existing),
    ],
  },
  "service-account-overwrite-contradiction": {
    fires: [
      {
        when: pods(
          { serviceAccountOverwriteAllowed: "^scan$" },
          { jobs: { serviceAccounts: { deploy: { roleArn: role }, scan: {} } } },
        ),
        says: [
          `fleets.pods.kubernetes.serviceAccountOverwriteAllowed: must not be given with jobs.serviceAccounts (deploy, scan); ${ACCOUNT_FIX}`,
        ],
      },
    ],
    quiet: [
      pods({ serviceAccountOverwriteAllowed: "^scan$" }),
      pods({ serviceAccountOverwriteAllowed: "^scan$" }, { jobs: { serviceAccounts: {} } }),
      pods({ serviceAccount: "deploy" }, { jobs: { serviceAccounts: { deploy: { roleArn: role } } } }),
    ],
  },
  "job-service-account-two-roles": {
    fires: [
      {
        when: pods({}, { jobs: { serviceAccounts: { deploy: { roleArn: role, policyArns } } } }),
        says: [
          "fleets.pods.jobs.serviceAccounts.deploy.policyArns: must not be given with roleArn; leave policyArns out and give the policies to your role, or leave roleArn out [job-service-account-two-roles]",
        ],
      },
    ],
    quiet: [pods({}, { jobs: { serviceAccounts: { deploy: { roleArn: role }, scan: { policyArns }, lint: {} } } })],
  },
  "jobs-without-network-policy": {
    fires: [
      { when: pods(), says: [`fleets.pods.jobs.networkPolicy: should be given, got nothing; ${POLICY_FIX}`] },
      {
        when: { fleets: { a: podFleet(shared, { jobs: { networkPolicy: {} } }), b: podFleet() } },
        says: [`fleets.b.jobs.networkPolicy: should be given, got nothing; ${POLICY_FIX}`],
      },
    ],
    quiet: [
      pods({}, { jobs: { networkPolicy: {} } }),
      pods({}, existing),
      { fleets: { a: podFleet(shared, { jobs: { networkPolicy: {} } }), b: podFleet(shared, existing) } },
      { accept: [{ rule: "jobs-without-network-policy", reason: "A mesh closes the namespace." }], ...pods() },
    ],
  },
};
