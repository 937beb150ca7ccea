import { Expression } from "../../src/values/expression";
import type { RuleCases } from "./rule-cases";

const labels = (from: number, to: number) =>
  Object.fromEntries(Array.from({ length: to - from }, (_, index) => [`label-${from + index}`, "x"]));

/** What the rules about containers of jobs find and let pass. */
export const dockerCases: RuleCases = {
  "pull-policy-not-allowed": {
    fires: [
      {
        when: { "linux.docker.pullPolicy": "if-not-present", "linux.docker.allowedPullPolicies": ["always"] },
        says: [
          'fleets.linux.docker.allowedPullPolicies: must hold the fleet\'s own pull policy "if-not-present"; add it to allowedPullPolicies, or leave allowedPullPolicies out [pull-policy-not-allowed]',
        ],
      },
      {
        when: { "linux.docker.allowedPullPolicies": ["never"] },
        says: [
          'fleets.linux.docker.allowedPullPolicies: must hold the fleet\'s own pull policy "always"; add it to allowedPullPolicies, or leave allowedPullPolicies out [pull-policy-not-allowed]',
        ],
      },
      {
        when: {
          "linux.docker.pullPolicy": ["always", "if-not-present"],
          "linux.docker.allowedPullPolicies": ["always"],
        },
        says: [
          'fleets.linux.docker.allowedPullPolicies: must hold the fleet\'s own pull policy "if-not-present"; add it to allowedPullPolicies, or leave allowedPullPolicies out [pull-policy-not-allowed]',
        ],
      },
    ],
    quiet: [
      {
        "linux.docker.pullPolicy": ["always", "if-not-present"],
        "linux.docker.allowedPullPolicies": ["if-not-present", "always", "never"],
      },
      { "linux.docker.pullPolicy": "never" },
      { "linux.docker.allowedPullPolicies": ["always"] },
    ],
  },
  "user-not-allowed": {
    fires: [
      {
        when: { "linux.docker.user": "root", "linux.docker.allowedUsers": ["ci"] },
        says: [
          'fleets.linux.docker.allowedUsers: must hold docker.user, got no "root" in it; add the user to allowedUsers [user-not-allowed]',
        ],
      },
    ],
    quiet: [{ "linux.docker.user": "ci", "linux.docker.allowedUsers": ["root", "ci"] }, { "linux.docker.user": "ci" }],
  },
  "memory-limits-contradict": {
    fires: [
      {
        when: { "linux.docker.memory": "2g", "linux.docker.memorySwap": "1024m" },
        says: [
          "fleets.linux.docker.memorySwap: must be at least memory (2g), got 1024m; keep memoryReservation below memory, and memory at most memorySwap, which is memory and swap together [memory-limits-contradict]",
        ],
      },
      {
        when: { "linux.docker.memory": "1g", "linux.docker.memoryReservation": "1024m" },
        says: [
          "fleets.linux.docker.memoryReservation: must be below memory (1g), got 1024m; keep memoryReservation below memory, and memory at most memorySwap, which is memory and swap together [memory-limits-contradict]",
        ],
      },
      {
        when: { "linux.docker.serviceMemorySwap": "1g" },
        says: [
          "fleets.linux.docker.serviceMemorySwap: must come with serviceMemory; set serviceMemory as well [memory-limits-contradict]",
        ],
      },
    ],
    quiet: [
      { "linux.docker.memory": "1g", "linux.docker.memorySwap": "1g", "linux.docker.memoryReservation": "512m" },
      { "linux.docker.memoryReservation": "512m" },
    ],
  },
  "setting-without-network-per-build": {
    fires: [
      {
        when: { "linux.docker.networkMtu": 1400 },
        says: [
          "fleets.linux.docker.networkMtu: has no effect without FF_NETWORK_PER_BUILD, or with a networkMode; set featureFlags.FF_NETWORK_PER_BUILD to true and leave networkMode out, or remove the key [setting-without-network-per-build]",
        ],
      },
      {
        when: {
          "linux.docker.enableIpv6": true,
          "linux.docker.networkMode": "ci",
          "linux.featureFlags": { FF_NETWORK_PER_BUILD: true },
        },
        says: [
          "fleets.linux.docker.enableIpv6: has no effect without FF_NETWORK_PER_BUILD, or with a networkMode; set featureFlags.FF_NETWORK_PER_BUILD to true and leave networkMode out, or remove the key [setting-without-network-per-build]",
        ],
      },
    ],
    quiet: [
      { "linux.docker.networkMtu": 1400, "linux.featureFlags": { FF_NETWORK_PER_BUILD: true } },
      { "linux.docker.enableIpv6": false },
    ],
  },
  "cache-dir-not-a-volume": {
    fires: [
      {
        when: { "linux.cacheDir": "/ci-cache" },
        says: [
          'fleets.linux.cacheDir: must be one of docker.volumes, got "/ci-cache"; add the directory to docker.volumes, or leave cacheDir out [cache-dir-not-a-volume]',
        ],
      },
      {
        when: { "linux.cacheDir": "/cache", "linux.docker.volumes": ["/certs/client"] },
        says: [
          'fleets.linux.cacheDir: must be one of docker.volumes, got "/cache"; add the directory to docker.volumes, or leave cacheDir out [cache-dir-not-a-volume]',
        ],
      },
    ],
    quiet: [
      { "linux.cacheDir": "/cache" },
      { "linux.cacheDir": "/ci/cache", "linux.docker.volumes": ["/mnt/ci:/ci:rw"] },
      { "linux.cacheDir": "/c", "linux.docker.volumes": ["cache:/c"] },
    ],
  },
  "feature-flag-unknown": {
    fires: [
      {
        when: { "linux.featureFlags": { FF_USE_FASTZIPP: true } },
        says: [
          "fleets.linux.featureFlags.FF_USE_FASTZIPP: is no feature flag of GitLab Runner 19.4.0; did you mean FF_USE_FASTZIP? [feature-flag-unknown]",
        ],
      },
      {
        when: { "linux.featureFlags": { FF_SOMETHING_QUITE_NEW: true } },
        says: [
          "fleets.linux.featureFlags.FF_SOMETHING_QUITE_NEW: is no feature flag of GitLab Runner 19.4.0; correct the name, or accept the rule for a flag of a newer runner [feature-flag-unknown]",
        ],
      },
    ],
    quiet: [{ "linux.featureFlags": { FF_USE_FASTZIP: false } }],
  },
  "token-rotation-on": {
    fires: [
      {
        when: { "linux.featureFlags": { FF_DISABLE_AUTOMATIC_TOKEN_ROTATION: false } },
        says: [
          "fleets.linux.featureFlags.FF_DISABLE_AUTOMATIC_TOKEN_ROTATION: must be true; remove the flag [token-rotation-on]",
        ],
      },
    ],
    quiet: [{ "linux.featureFlags": { FF_DISABLE_AUTOMATIC_TOKEN_ROTATION: true } }, {}],
  },
  "spot-without-heartbeats": {
    fires: [
      {
        when: {
          "linux.featureFlags": { FF_USE_FLEETING_ACQUIRE_HEARTBEATS: false },
          "linux.machines.onDemandPercentageAboveBaseCapacity": 0,
        },
        says: [
          "fleets.linux.featureFlags.FF_USE_FLEETING_ACQUIRE_HEARTBEATS: should be on in a fleet with spot machines, got false; remove the flag: it is on for fleets with spot machines [spot-without-heartbeats]",
        ],
      },
    ],
    quiet: [
      { "linux.featureFlags": { FF_USE_FLEETING_ACQUIRE_HEARTBEATS: false } },
      { "linux.machines.onDemandPercentageAboveBaseCapacity": 0 },
    ],
  },
  "labels-too-many": {
    fires: [
      {
        when: { "manager.labels": labels(0, 20), "linux.labels": labels(10, 33) },
        says: [
          "fleets.linux.labels: must be at most 32 together with manager.labels, got 33; remove labels of the fleet or of the manager [labels-too-many]",
        ],
      },
    ],
    quiet: [{ "manager.labels": labels(0, 20), "linux.labels": labels(10, 32) }],
  },
  "docker-auth-config-invalid": {
    fires: [
      {
        when: { "linux.environment": ["DOCKER_AUTH_CONFIG=ecr-login"] },
        says: [
          'fleets.linux.environment[0]: DOCKER_AUTH_CONFIG must be a JSON object, got another text; write it as DOCKER_AUTH_CONFIG={"credHelpers":{"<registry>":"ecr-login"}} [docker-auth-config-invalid]',
        ],
      },
      {
        when: { "linux.environment": ['DOCKER_AUTH_CONFIG={"credhelpers":{}}'] },
        says: [
          'fleets.linux.environment[0]: DOCKER_AUTH_CONFIG must have auths, credHelpers, credsStore or several of them, got none; write it as DOCKER_AUTH_CONFIG={"credHelpers":{"<registry>":"ecr-login"}} [docker-auth-config-invalid]',
        ],
      },
      {
        when: { "linux.environment": ["DOCKER_AUTH_CONFIG=[]"] },
        says: [
          'fleets.linux.environment[0]: DOCKER_AUTH_CONFIG must be a JSON object, got another text; write it as DOCKER_AUTH_CONFIG={"credHelpers":{"<registry>":"ecr-login"}} [docker-auth-config-invalid]',
        ],
      },
    ],
    quiet: [
      { "linux.environment": ['DOCKER_AUTH_CONFIG={"credHelpers":{}}', "DOCKER_AUTH_CONFIG=$REGISTRIES", "OTHER=x"] },
    ],
  },
  "credential-helper-for-every-registry": {
    fires: [
      {
        when: { "linux.environment": ['DOCKER_AUTH_CONFIG={"credsStore":"ecr-login"}'], "manager.image": "build" },
        says: [
          'fleets.linux.environment[0]: DOCKER_AUTH_CONFIG should have credHelpers in place of credsStore; name the registries in credHelpers: {"credHelpers":{"<registry>":"ecr-login"}} [credential-helper-for-every-registry]',
        ],
      },
    ],
    quiet: [
      {
        "linux.environment": ['DOCKER_AUTH_CONFIG={"credHelpers":{"public.ecr.aws":"ecr-login"}}'],
        "manager.image": "build",
      },
    ],
  },
  "ecr-login-without-helper": {
    fires: [
      {
        when: { "linux.environment": ['DOCKER_AUTH_CONFIG={"credHelpers":{"public.ecr.aws":"ecr-login"}}'] },
        says: [
          'fleets.linux.environment[0]: DOCKER_AUTH_CONFIG must not name ecr-login with a manager.image of "official"; set manager.image to "build", or to an image that has docker-credential-ecr-login [ecr-login-without-helper]',
        ],
      },
      {
        when: { "linux.environment": ['DOCKER_AUTH_CONFIG={"credsStore":"ecr-login"}'] },
        says: [
          'fleets.linux.environment[0]: DOCKER_AUTH_CONFIG must not name ecr-login with a manager.image of "official"; set manager.image to "build", or to an image that has docker-credential-ecr-login [ecr-login-without-helper]',
        ],
      },
      {
        when: { ecr: { repositories: ["111122223333.dkr.ecr.eu-west-1.amazonaws.com/ci/*"] } },
        says: [
          'manager.image: must have docker-credential-ecr-login for ecr, got "official"; set manager.image to "build", or to an image that has docker-credential-ecr-login [ecr-login-without-helper]',
        ],
      },
    ],
    quiet: [
      {
        ecr: { repositories: ["111122223333.dkr.ecr.eu-west-1.amazonaws.com/ci/*"] },
        "manager.image": { repository: "registry.example.com/manager", tag: "19.4.0-1" },
      },
      {
        "linux.environment": ['DOCKER_AUTH_CONFIG={"credHelpers":{"public.ecr.aws":"ecr-login"}}'],
        "manager.image": "build",
      },
      { "linux.environment": ['DOCKER_AUTH_CONFIG={"credHelpers":{"gcr.io":"gcr"}}'] },
    ],
  },
  "helper-image-of-another-version": {
    fires: [
      {
        when: {
          "linux.docker.helperImage":
            "registry.gitlab.com/gitlab-org/gitlab-runner/gitlab-runner-helper:x86_64-v18.0.0",
        },
        says: [
          "fleets.linux.docker.helperImage: should be of manager.runnerVersion (19.4.0), got 18.0.0; name the helper of the manager's version, or leave helperImage out [helper-image-of-another-version]",
        ],
      },
    ],
    quiet: [
      {
        "linux.docker.helperImage": "registry.gitlab.com/gitlab-org/gitlab-runner/gitlab-runner-helper:x86_64-v19.3.0",
        "manager.runnerVersion": "19.3.0",
      },
      { "linux.docker.helperImage": "registry.example.com/helper:ours" },
    ],
  },
  "image-without-tag": {
    fires: [
      ...["alpine", "alpine:latest", "registry.example.com:5000/ci/ruby", "ghcr.io/ci/ruby:latest"].map((image) => ({
        when: { "linux.docker.image": image },
        says: [
          `fleets.linux.docker.image: should have a tag other than latest, or a digest, got "${image}"; write its version, such as ruby:3.4, or its digest [image-without-tag]`,
        ],
      })),
    ],
    quiet: [
      ...[
        "alpine:3.22",
        "registry.example.com:5000/ci/ruby:3.4",
        `alpine@sha256:${"0".repeat(64)}`,
        `alpine:latest@sha256:${"0".repeat(64)}`,
        "$JOB_IMAGE",
        "registry.example.com/ruby:$VERSION",
      ].map((image) => ({ "linux.docker.image": image })),
      { "linux.docker.image": Expression.text("var.image") },
    ],
  },
};
