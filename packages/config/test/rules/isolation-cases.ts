import { Expression } from "../../src/values/expression";
import type { RuleCases } from "./rule-cases";

/** What the rules about what jobs may reach find and let pass. */
export const isolationCases: RuleCases = {
  "privileged-on-shared-machines": {
    fires: [
      {
        when: { "linux.docker.privileged": true, "linux.maxUseCount": 10 },
        says: [
          "fleets.linux.docker.privileged: must not be true on machines that serve more than one job; leave capacityPerInstance and maxUseCount at 1, or accept the rule for a fleet whose projects trust each other [privileged-on-shared-machines]",
        ],
      },
      {
        when: { "linux.docker.servicesPrivileged": true, "linux.capacityPerInstance": 2, "linux.maxUseCount": 2 },
        says: [
          "fleets.linux.docker.servicesPrivileged: must not be true on machines that serve more than one job; leave capacityPerInstance and maxUseCount at 1, or accept the rule for a fleet whose projects trust each other [privileged-on-shared-machines]",
        ],
      },
      {
        when: { "linux.docker.privileged": true, "linux.maxUseCount": 0 },
        says: [
          "fleets.linux.docker.privileged: must not be true on machines that serve more than one job; leave capacityPerInstance and maxUseCount at 1, or accept the rule for a fleet whose projects trust each other [privileged-on-shared-machines]",
        ],
      },
    ],
    quiet: [{ "linux.docker.privileged": true }, { "linux.docker.privileged": false, "linux.maxUseCount": 10 }],
  },
  "docker-socket-on-shared-machines": {
    fires: [
      {
        when: {
          "linux.docker.volumes": ["/cache", "/var/run/docker.sock:/var/run/docker.sock"],
          "linux.maxUseCount": 0,
        },
        says: [
          'fleets.linux.docker.volumes[1]: must not give Docker\'s socket to jobs on machines that serve more than one, got "/var/run/docker.sock:/var/run/docker.sock"; remove the volume, leave capacityPerInstance and maxUseCount at 1, or accept the rule for a fleet whose projects trust each other [docker-socket-on-shared-machines]',
        ],
      },
      {
        when: { "linux.docker.volumes": ["/:/host"], "linux.maxUseCount": 2 },
        says: [
          'fleets.linux.docker.volumes[0]: must not give Docker\'s socket to jobs on machines that serve more than one, got "/:/host"; remove the volume, leave capacityPerInstance and maxUseCount at 1, or accept the rule for a fleet whose projects trust each other [docker-socket-on-shared-machines]',
        ],
      },
    ],
    quiet: [
      { "linux.docker.volumes": ["/var/run/docker.sock:/var/run/docker.sock"] },
      { "linux.docker.volumes": ["/cache", "/var/cache/apt:/var/cache/apt"], "linux.maxUseCount": 5 },
    ],
  },
  "privileged-with-instance-role": {
    fires: [
      {
        when: { "linux.docker.privileged": true, "linux.machines.instanceProfileName": "ci" },
        says: [
          "fleets.linux.docker.privileged: must not be true on machines that get a role by machines.instanceProfileName; run the machines without a role, or accept the rule for a role that any job may have [privileged-with-instance-role]",
        ],
      },
      {
        when: { "linux.docker.servicesPrivileged": true, "linux.machines.machineAccess": "ssm" },
        says: [
          "fleets.linux.docker.servicesPrivileged: must not be true on machines that get a role by machines.machineAccess; run the machines without a role, or accept the rule for a role that any job may have [privileged-with-instance-role]",
        ],
      },
    ],
    quiet: [{ "linux.docker.privileged": true }, { "linux.machines.instanceProfileName": "ci" }],
  },
  "host-network-with-instance-role": {
    fires: [
      {
        when: { "linux.docker.networkMode": "host", "linux.machines.instanceProfileName": "ci" },
        says: [
          'fleets.linux.docker.networkMode: must not be "host" on machines that get a role by machines.instanceProfileName; remove networkMode, run the machines without a role, or accept the rule for a role that any job may have [host-network-with-instance-role]',
        ],
      },
      {
        when: { "linux.docker.networkMode": "host", "linux.machines.machineAccess": "ssm" },
        says: [
          'fleets.linux.docker.networkMode: must not be "host" on machines that get a role by machines.machineAccess; remove networkMode, run the machines without a role, or accept the rule for a role that any job may have [host-network-with-instance-role]',
        ],
      },
    ],
    quiet: [
      { "linux.docker.networkMode": "host" },
      { "linux.docker.networkMode": "bridge", "linux.machines.instanceProfileName": "ci" },
    ],
  },
  "session-manager-role-for-jobs": {
    fires: [
      {
        when: { "linux.machines.jobsMayUseInstanceRole": true, "linux.machines.machineAccess": "ssm" },
        says: [
          'fleets.linux.machines.jobsMayUseInstanceRole: must not be true with a machineAccess of "ssm"; remove jobsMayUseInstanceRole, or give jobs a role of their own by OIDC (id_tokens in .gitlab-ci.yml) [session-manager-role-for-jobs]',
        ],
      },
    ],
    quiet: [{ "linux.machines.jobsMayUseInstanceRole": true, "linux.machines.instanceProfileName": "ci" }],
  },
  "jobs-role-without-profile": {
    fires: [
      {
        when: { "linux.machines.jobsMayUseInstanceRole": true },
        says: [
          "fleets.linux.machines.jobsMayUseInstanceRole: has no effect without an instanceProfileName; set instanceProfileName, or remove jobsMayUseInstanceRole [jobs-role-without-profile]",
        ],
      },
    ],
    quiet: [{ "linux.machines.jobsMayUseInstanceRole": true, "linux.machines.instanceProfileName": "ci" }],
  },
  "privileged-without-allow-list": {
    fires: [
      {
        when: { "linux.docker.privileged": true },
        says: [
          'fleets.linux.docker.allowedPrivilegedImages: should name images: without it every image is privileged; name the images, for Docker in Docker as services ["docker:dind", "docker:*-dind"] [privileged-without-allow-list]',
          'fleets.linux.docker.allowedPrivilegedServices: should name images: without it every service is privileged; name the images, for Docker in Docker as services ["docker:dind", "docker:*-dind"] [privileged-without-allow-list]',
        ],
      },
      {
        when: { "linux.docker.servicesPrivileged": true },
        says: [
          'fleets.linux.docker.allowedPrivilegedServices: should name images: without it every service is privileged; name the images, for Docker in Docker as services ["docker:dind", "docker:*-dind"] [privileged-without-allow-list]',
        ],
      },
      {
        when: { "linux.docker.privileged": true, "linux.docker.servicesPrivileged": false },
        says: [
          'fleets.linux.docker.allowedPrivilegedImages: should name images: without it every image is privileged; name the images, for Docker in Docker as services ["docker:dind", "docker:*-dind"] [privileged-without-allow-list]',
        ],
      },
    ],
    quiet: [
      { "linux.docker.servicesPrivileged": true, "linux.docker.allowedPrivilegedServices": ["docker:dind"] },
      {
        "linux.docker.privileged": true,
        "linux.docker.allowedPrivilegedImages": ["docker:*"],
        "linux.docker.allowedPrivilegedServices": ["docker:dind"],
      },
    ],
  },
  "allow-list-empty": {
    fires: [
      {
        when: { "linux.docker.allowedImages": [], "linux.docker.allowedUsers": [] },
        says: [
          "fleets.linux.docker.allowedImages: must not be empty: an empty list allows everything, got []; leave the key out to allow everything, or name what is allowed [allow-list-empty]",
          "fleets.linux.docker.allowedUsers: must not be empty: an empty list allows everything, got []; leave the key out to allow everything, or name what is allowed [allow-list-empty]",
        ],
      },
    ],
    quiet: [{ "linux.docker.allowedImages": ["**"] }, {}],
  },
  "dind-pattern-misses-tag": {
    fires: [
      {
        when: { "linux.docker.allowedPrivilegedServices": ["docker:*-dind"] },
        says: [
          'fleets.linux.docker.allowedPrivilegedServices[0]: should be joined by "docker:dind", which "docker:*-dind" does not match; add "docker:dind" to the list [dind-pattern-misses-tag]',
        ],
      },
      {
        when: { "linux.docker.allowedServices": ["docker:dind", "mirror.example.com/docker:*-dind"] },
        says: [
          'fleets.linux.docker.allowedServices[1]: should be joined by "mirror.example.com/docker:dind", which "mirror.example.com/docker:*-dind" does not match; add "mirror.example.com/docker:dind" to the list [dind-pattern-misses-tag]',
        ],
      },
    ],
    quiet: [
      { "linux.docker.allowedPrivilegedServices": ["docker:dind", "docker:*-dind"] },
      { "linux.docker.allowedPrivilegedServices": ["docker:*-dind", "docker:*"] },
      { "linux.docker.allowedServices": ["**", "docker:*-dind"] },
    ],
  },
  "environment-holds-secret": {
    fires: [
      {
        when: { "linux.environment": ["LANG=C", "DB_PASSWORD=hunter2"] },
        says: [
          'fleets.linux.environment[1]: must not give "DB_PASSWORD" a value (not shown); make it a masked and protected variable of the group or project in GitLab, or accept the rule if it is no secret [environment-holds-secret]',
        ],
      },
      {
        when: { "linux.docker.services": [{ name: "postgres:17", environment: ["POSTGRES_PASSWORD=ci"] }] },
        says: [
          'fleets.linux.docker.services[0].environment[0]: must not give "POSTGRES_PASSWORD" a value (not shown); make it a masked and protected variable of the group or project in GitLab, or accept the rule if it is no secret [environment-holds-secret]',
        ],
      },
      {
        when: { "linux.environment": ["AWS_SECRET_ACCESS_KEY=abcdefgh"] },
        says: [
          'fleets.linux.environment[0]: must not give "AWS_SECRET_ACCESS_KEY" a value (not shown); make it a masked and protected variable of the group or project in GitLab, or accept the rule if it is no secret [environment-holds-secret]',
        ],
      },
    ],
    quiet: [
      {
        "linux.environment": [
          "DB_PASSWORD=$CI_DB_PASSWORD",
          "TOKEN_FILE=/run/token",
          "MY_TOKEN=",
          "SSH_KEY=/keys/id",
          "TOKENIZER=fast",
        ],
      },
    ],
  },
  "secret-in-description": {
    fires: [
      {
        when: { "linux.environment": ["X=glrt-0123456789abcdefghij"] },
        says: [
          "fleets.linux.environment[0]: must not hold a text that looks like a token, a key or a password (not shown); revoke it, since it has been written down; put a runner's token where its manager reads it (cluster.tokens, ec2.tokens or fargate.tokens), and refer to a Secret, a role or a variable of GitLab for others [secret-in-description]",
        ],
      },
      {
        when: { "linux.preBuildScript": "curl -H 'PRIVATE-TOKEN: glpat-0123456789abcdefghij'" },
        says: [
          "fleets.linux.preBuildScript: must not hold a text that looks like a token, a key or a password (not shown); revoke it, since it has been written down; put a runner's token where its manager reads it (cluster.tokens, ec2.tokens or fargate.tokens), and refer to a Secret, a role or a variable of GitLab for others [secret-in-description]",
        ],
      },
      {
        when: {
          "linux.machines.userDataParts": [
            { filename: "a.sh", content: "#!/bin/sh\nexport AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE" },
          ],
        },
        says: [
          "fleets.linux.machines.userDataParts[0].content: must not hold a text that looks like a token, a key or a password (not shown); revoke it, since it has been written down; put a runner's token where its manager reads it (cluster.tokens, ec2.tokens or fargate.tokens), and refer to a Secret, a role or a variable of GitLab for others [secret-in-description]",
        ],
      },
      {
        when: {
          "linux.environment": [
            'DOCKER_AUTH_CONFIG={"auths":{"registry.example.com":{"auth":"dXNlcjpwYXNzd29yZA=="}}}',
          ],
        },
        says: [
          "fleets.linux.environment[0]: must not hold a text that looks like a token, a key or a password (not shown); revoke it, since it has been written down; put a runner's token where its manager reads it (cluster.tokens, ec2.tokens or fargate.tokens), and refer to a Secret, a role or a variable of GitLab for others [secret-in-description]",
        ],
      },
      {
        when: { "linux.docker.extra": { new_key: ["-----BEGIN OPENSSH PRIVATE KEY-----"] } },
        says: [
          "fleets.linux.docker.extra.new_key[0]: must not hold a text that looks like a token, a key or a password (not shown); revoke it, since it has been written down; put a runner's token where its manager reads it (cluster.tokens, ec2.tokens or fargate.tokens), and refer to a Secret, a role or a variable of GitLab for others [secret-in-description]",
        ],
      },
      {
        when: { "aws.tags": { "glrt-0123456789abcdefghij": "x" } },
        says: [
          'aws.tags["a text that looks like a secret (not shown)"]: must not hold a text that looks like a token, a key or a password (not shown); revoke it, since it has been written down; put a runner\'s token where its manager reads it (cluster.tokens, ec2.tokens or fargate.tokens), and refer to a Secret, a role or a variable of GitLab for others [secret-in-description]',
        ],
      },
      {
        when: { "linux.cloneUrl": Expression.text('"https://ci:hunter2hunter2@gitlab.example.com"') },
        says: [
          "fleets.linux.cloneUrl: must not hold a text that looks like a token, a key or a password (not shown); revoke it, since it has been written down; put a runner's token where its manager reads it (cluster.tokens, ec2.tokens or fargate.tokens), and refer to a Secret, a role or a variable of GitLab for others [secret-in-description]",
        ],
      },
    ],
    quiet: [
      {
        "linux.environment": [
          'DOCKER_AUTH_CONFIG={"credHelpers":{"111122223333.dkr.ecr.eu-west-1.amazonaws.com":"ecr-login"}}',
          "CA=-----BEGIN CERTIFICATE-----",
        ],
        "manager.image": "build",
      },
      { "linux.preBuildScript": "git clone https://ci:$TOKEN@gitlab.example.com/a.git" },
    ],
  },
};
