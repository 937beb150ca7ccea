import { descriptionWith } from "../changed";
import type { Refusal } from "./refusal";

/** Descriptions that are refused for what they say of GitLab. */
export const gitlabRefusals: readonly Refusal[] = [
  {
    name: "no address of GitLab",
    input: descriptionWith({ "gitlab.url": undefined }),
    says: ["gitlab.url: is required and must be a text; add it [schema-required]"],
  },
  {
    name: "an address without a scheme",
    input: descriptionWith({ "gitlab.url": "gitlab.com" }),
    says: [
      'gitlab.url: must be an http or https address without credentials, such as "https://gitlab.example.com", got "gitlab.com"; correct the value [schema-format]',
    ],
  },
  {
    name: "an address with credentials",
    input: descriptionWith({ "gitlab.url": "https://ci:hunter2hunter2@gitlab.com" }),
    says: [
      'gitlab.url: must be an http or https address without credentials, such as "https://gitlab.example.com", got a text that looks like a secret (not shown); revoke it, since it has been written down; put a runner\'s token where its manager reads it (cluster.tokens, ec2.tokens or fargate.tokens), and refer to a Secret, a role or a variable of GitLab for others [schema-format]',
    ],
  },
  {
    name: "an empty address",
    input: descriptionWith({ "gitlab.url": "" }),
    says: ['gitlab.url: must not be empty, got ""; leave the key out or give it a value [schema-range]'],
  },
  {
    name: "a token beside the address",
    input: descriptionWith({ "gitlab.token": "glrt-0123456789abcdefghij" }),
    says: [
      "gitlab.token: is not a key of the description; revoke it, since it has been written down; put the token where its manager reads it (cluster.tokens, ec2.tokens or fargate.tokens) [schema-unknown-key]",
    ],
  },
  {
    name: "a relative path of a certificate",
    input: descriptionWith({ "gitlab.tlsCaFile": "ca.pem" }),
    says: [
      'gitlab.tlsCaFile: must be an absolute path, such as "/cache", got "ca.pem"; correct the value [schema-format]',
    ],
  },
  {
    name: "an address of GitLab with a variable",
    input: descriptionWith({ "gitlab.url": "https://${GITLAB_HOST}" }),
    says: [
      'gitlab.url: must be written out: the manager would read $ as a variable of its environment, which has none for it, got "https://${GITLAB_HOST}"; correct the value [schema-format]',
    ],
  },
];
