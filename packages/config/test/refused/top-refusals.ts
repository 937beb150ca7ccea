import { descriptionWith, fleetWith } from "../changed";
import type { Refusal } from "./refusal";

/** Descriptions that are refused for what they say of themselves. */
export const topRefusals: readonly Refusal[] = [
  {
    name: "a text in place of a description",
    input: "fleets: {}",
    says: ['must be a table, got "fleets: {}"; write a table [schema-type]'],
  },
  { name: "nothing", input: undefined, says: ["is required and must be a table; add it [schema-required]"] },
  { name: "null", input: null, says: ["must be a table, got null; write a table [schema-type]"] },
  { name: "a list", input: [], says: ["must be a table, got []; write a table [schema-type]"] },
  {
    name: "an empty description",
    input: {},
    says: [
      "gitlab: is required and must be a table; add it [schema-required]",
      "fleets: is required and must be a table; add it [schema-required]",
    ],
  },
  {
    name: "a zone in place of a region",
    input: descriptionWith({ region: "eu-west-1a" }),
    says: ['region: must be a region of AWS, such as "eu-west-1", got "eu-west-1a"; correct the value [schema-format]'],
  },
  {
    name: "an unknown key",
    input: descriptionWith({ fleet: {} }),
    says: ["fleet: unknown key; did you mean fleets? [schema-unknown-key]"],
  },
  {
    name: "a key with a typo",
    input: descriptionWith({ acept: [] }),
    says: ["acept: unknown key; did you mean accept? [schema-unknown-key]"],
  },
  {
    name: "a key of config.toml at the top",
    input: descriptionWith({ concurrent: 10 }),
    says: [
      "concurrent: is not a key of the description; remove it: it is derived from maxInstances and capacityPerInstance of all fleets [schema-unknown-key]",
    ],
  },
  {
    name: "a name with a capital letter",
    input: descriptionWith({ name: "CI" }),
    says: [
      'name: must be lower-case letters, digits and dashes, starting with a letter, got "CI"; correct the value [schema-format]',
    ],
  },
  {
    name: "a name that ends in a dash",
    input: descriptionWith({ name: "ci-" }),
    says: [
      'name: must be lower-case letters, digits and dashes, starting with a letter, got "ci-"; correct the value [schema-format]',
    ],
  },
  {
    name: "a name that is too long",
    input: descriptionWith({ name: "x".repeat(33) }),
    says: ["name: must have at most 32 characters, got 33; give it at most 32 characters [schema-range]"],
  },
  {
    name: "a name that is a number",
    input: descriptionWith({ name: 5 }),
    says: ["name: must be a text, got 5; write a text [schema-type]"],
  },
  {
    name: "no fleet",
    input: descriptionWith({ fleets: {} }),
    says: ["fleets: must hold at least one fleet, got {}; correct the value [schema-format]"],
  },
  {
    name: "fleets as a list",
    input: descriptionWith({ fleets: [] }),
    says: ["fleets: must be a table, got []; write a table [schema-type]"],
  },
  {
    name: "a fleet with a bad name",
    input: descriptionWith({ "fleets.Linux_1": fleetWith() }),
    says: [
      'fleets.Linux_1: must be lower-case letters, digits and dashes, starting with a letter, got "Linux_1"; rename it [schema-name]',
    ],
  },
  {
    name: "a fleet with a bad name and a secret in it, for its name",
    input: descriptionWith({ "fleets.Linux_1": fleetWith({ preBuildScript: "export T=glrt-0123456789abcdefghij" }) }),
    says: [
      'fleets.Linux_1: must be lower-case letters, digits and dashes, starting with a letter, got "Linux_1"; rename it [schema-name]',
    ],
  },
  {
    name: "a fleet that is null",
    input: descriptionWith({ "fleets.arm": null }),
    says: ["fleets.arm: must be a table, got null; write a table [schema-type]"],
  },
  {
    name: "an acceptance without a reason",
    input: descriptionWith({ accept: [{ rule: "spot-single-type" }] }),
    says: ["accept[0].reason: is required and must be a text; add it [schema-required]"],
  },
  {
    name: "an acceptance with a reason that says nothing",
    input: descriptionWith({ accept: [{ rule: "spot-single-type", reason: "ok" }] }),
    says: ["accept[0].reason: must have at least 10 characters, got 2; give it at least 10 characters [schema-range]"],
  },
  {
    name: "an acceptance of a rule that is none",
    input: descriptionWith({ accept: [{ rule: "spot-singel-type", reason: "one type is all there is" }] }),
    says: ['accept[0]: there is no rule "spot-singel-type"; use an id of docs/rules.md [accept-without-effect]'],
  },
  {
    name: "an acceptance of what can't be accepted",
    input: descriptionWith({ accept: [{ rule: "subnets-missing", reason: "there are none today" }] }),
    says: [
      "accept[0]: the rule subnets-missing cannot be accepted; name one subnet in each zone that the fleet may use, or set aws.defaultVpc [accept-without-effect]",
    ],
  },
  {
    name: "an acceptance of a path of another form",
    input: descriptionWith({ accept: [{ rule: "spot-single-type", path: 3, reason: "one type is all there is" }] }),
    says: [
      "accept[0].path: must be a text, got 3; write a text [schema-type]",
      "accept[0]: nothing is found that spot-single-type could accept here; remove the entry [accept-without-effect]",
    ],
  },
  {
    name: "tags that belong to AWS",
    input: descriptionWith({ "aws.tags": { "aws:x": "1" } }),
    says: [
      'aws.tags["aws:x"]: must be a key of a tag: up to 128 letters, digits, spaces and _.:/=+-@, not beginning with aws:, got "aws:x"; rename it [schema-name]',
    ],
  },
  {
    name: "a boundary that is no ARN",
    input: descriptionWith({ "aws.permissionsBoundaryArn": "boundary" }),
    says: [
      'aws.permissionsBoundaryArn: must be an ARN such as "arn:aws:…", got "boundary"; correct the value [schema-format]',
    ],
  },
  {
    name: "a path of roles without slashes",
    input: descriptionWith({ "aws.iamPath": "ci" }),
    says: ['aws.iamPath: must be a path such as "/ci/", got "ci"; correct the value [schema-format]'],
  },
];
