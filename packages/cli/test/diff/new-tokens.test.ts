import { Expression, readConfig, type RunnerFleetConfig, type RunnerFleetInput } from "@runner-fleet/config";
import { newTokens, newTokensText } from "../../src/diff/new-tokens";
import { tokenEffects } from "../../src/diff/token-effects";
import { changed, linux, official, onEc2, onEks, onFargate, pods } from "./descriptions";

type Changes = Readonly<Record<string, unknown>>;

/** The places of tokens that a change needs, by fleet, and what it does where they are missing. */
function needed(description: RunnerFleetInput, changes: Changes) {
  const [before, after] = [description, changed(description, changes)].map((input) => readConfig(input).config) as [
    RunnerFleetConfig,
    RunnerFleetConfig,
  ];
  const tokens = newTokens(before, after);
  return {
    tokens: tokens.map(({ fleet, place }) => `${fleet}: ${place}`),
    effects: tokenEffects(before, after, tokens),
  };
}

describe("a token is needed at a new place", () => {
  const machines = onEc2.fleets.linux;

  test.each<[string, Changes, string[]]>([
    ["for a fleet that is added", { "fleets.huge": machines }, ["huge: /ci/huge in SSM of eu-west-1"]],
    [
      "for a fleet under another name",
      { "fleets.linux": undefined, "fleets.huge": machines },
      ["huge: /ci/huge in SSM of eu-west-1"],
    ],
    ["with another key", { "fleets.linux.tokenKey": "gpu" }, ["linux: /ci/gpu in SSM of eu-west-1"]],
    ["with another path", { "ec2.tokens": { path: "/a/b/" } }, ["linux: /a/b/linux in SSM of eu-west-1"]],
    ["under another name of the deployment", { name: "other" }, ["linux: /other/linux in SSM of eu-west-1"]],
    ["in another region", { region: "eu-west-3" }, ["linux: /ci/linux in SSM of eu-west-3"]],
  ])("on EC2 %s", (_case, changes, tokens) => {
    expect(needed(onEc2, changes)).toEqual({ tokens, effects: ["token-needed"] });
  });

  test("on Fargate, too", () => {
    expect(needed(onFargate, { "fleets.huge": machines })).toEqual({
      tokens: ["huge: /ci/huge in SSM of eu-west-1"],
      effects: ["token-needed"],
    });
  });

  test("in another store, where the plan looks secrets up before anything is changed", () => {
    expect(needed(onEc2, { "ec2.tokens": { store: "secrets-manager" } })).toEqual({
      tokens: ["linux: /ci/linux in Secrets Manager of eu-west-1"],
      effects: ["token-refused"],
    });
  });

  test("on Kubernetes in the Secret, where a Job looks before the manager is touched", () => {
    expect(needed(onEks, { "fleets.huge": pods })).toEqual({
      tokens: ["huge: key huge of Secret ci-tokens in namespace ci"],
      effects: ["token-refused"],
    });
    expect(needed(onEks, { "cluster.tokens": { secretName: "other" } }).tokens).toEqual([
      "linux: key linux of Secret other in namespace ci",
      "pods: key pods of Secret other in namespace ci",
    ]);
    expect(needed(onEks, { "cluster.namespace": "other" }).tokens).toEqual([
      "linux: key linux of Secret ci-tokens in namespace other",
      "pods: key pods of Secret ci-tokens in namespace other",
    ]);
  });

  test("on Kubernetes without such a Job, found missing after the drain", () => {
    expect(needed(changed(onEks, { "cluster.preflight": "none" }), { "fleets.huge": linux }).effects).toEqual([
      "token-needed",
    ]);
    expect(needed(official, { name: "other" }).effects).toEqual(["token-needed"]);
  });

  test("is a place without its region where Terraform alone knows that", () => {
    const { config } = readConfig(onEc2);
    const anywhere = { ...config, region: Expression.text("var.region") };
    expect(newTokensText(newTokens({ ...config, fleets: {} }, anywhere))).toBe(
      "the token of fleet linux at /ci/linux in SSM",
    );
  });
});

describe("no token is needed at another place", () => {
  const keyed = { ...onEc2.fleets.linux, tokenKey: "linux" };

  test.each<[string, Changes]>([
    ["for a fleet under another name that keeps its key", { "fleets.linux": undefined, "fleets.huge": keyed }],
    ["with a path that is the default", { "ec2.tokens": { path: "/ci/" } }],
    ["with one manager more", { "manager.shards": 2 }],
    ["with another revision", { "ec2.tokens": { revision: 2 } }],
  ])("%s", (_case, changes) => {
    expect(needed(onEc2, changes)).toEqual({ tokens: [], effects: [] });
  });

  test("where Terraform puts it there", () => {
    const given = changed(onEc2, { "ec2.tokens": { source: "variable" } });
    expect(needed(given, { "fleets.huge": onEc2.fleets.linux })).toEqual({ tokens: [], effects: [] });
  });
});

describe("another GitLab", () => {
  const url = { "gitlab.url": "https://gitlab.example.org" };

  test("has other runners, whoever hands their tokens on", () => {
    expect(needed(onEc2, url)).toEqual({ tokens: [], effects: ["gitlab-changed"] });
    expect(needed(changed(onEc2, { "ec2.tokens": { source: "variable" } }), url).effects).toEqual(["gitlab-changed"]);
  });

  test("is given runners by Terraform, where Terraform makes them", () => {
    const registered = changed(onEc2, {
      registration: { type: "group", groupId: "42" },
      "ec2.tokens": { source: "gitlab" },
      "fleets.linux.registration": { tags: ["linux"] },
    });
    expect(needed(registered, url)).toEqual({ tokens: [], effects: [] });
  });
});
