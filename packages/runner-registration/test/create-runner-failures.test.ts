import { setTimeout as sleep } from "node:timers/promises";
import {
  created,
  CreateRunnerTrial,
  inSecret,
  inSecretsManager,
  inSsm,
  ofInstance,
  runnerToken,
} from "./create-runner-trial";
import type { GitlabStandIn } from "./gitlab-stand-in";

let trial: CreateRunnerTrial;
beforeEach(async () => {
  trial = new CreateRunnerTrial();
  await trial.start();
});
afterEach(() => trial.end());

describe("before a runner is created it ends for", () => {
  test.each<[string, string[], Record<string, string>, string]>([
    [
      "a parameter that is there",
      inSsm,
      { PARAMETER: '["SecureString", null]' },
      "/ci/linux holds a token already: give --replace to put another one in its place",
    ],
    [
      "a parameter that anybody can read",
      [...inSsm, "--replace"],
      { PARAMETER: '["String", null]' },
      "the parameter /ci/linux is no SecureString: delete it first",
    ],
    [
      "a parameter to replace that is not there",
      [...inSsm, "--replace"],
      {},
      "/ci/linux holds no token that could be replaced: leave --replace out",
    ],
    [
      "parameters that can't be read",
      inSsm,
      { LOOK_SAYS: "AccessDeniedException" },
      "AccessDeniedException\ncreate-runner: the parameters of Systems Manager can't be read",
    ],
    [
      "a secret that is there",
      inSecretsManager,
      {},
      "/ci/linux holds a token already: give --replace to put another one in its place",
    ],
    [
      "a secret that is to be deleted",
      [...inSecretsManager, "--replace"],
      { DELETED: '"2026-01-01T00:00:00+00:00"' },
      "the secret /ci/linux is to be deleted: restore it or wait until it is gone",
    ],
    [
      "secrets that can't be read",
      inSecretsManager,
      { LOOK_SAYS: "AccessDeniedException" },
      "AccessDeniedException\ncreate-runner: the secrets of Secrets Manager can't be read",
    ],
    [
      "a key that is there",
      inSecret,
      { SECRET: '{ "data": { "linux": "eA==" } }' },
      "ci/ci-tokens (key linux) holds a token already: give --replace to put another one in its place",
    ],
    [
      "a Secret that can't be read",
      inSecret,
      { LOOK_SAYS: "Forbidden" },
      "Forbidden\ncreate-runner: the Secret ci/ci-tokens can't be read",
    ],
    [
      "a Secret that can't be written",
      inSecret,
      { TRY_FAILS: "1" },
      "Forbidden\ncreate-runner: the Secret ci/ci-tokens can't be written",
    ],
  ])("%s", async (_what, args, environment, says) => {
    const { status, stdout, stderr } = await trial.run([...ofInstance, ...args], { environment });
    expect(stderr).toBe(`${says}\n`.replace(/^(?!.*\n.*\n)/, "create-runner: "));
    expect(stdout).toBe("");
    expect(status).toBe(1);
    expect(trial.gitlab.calls).toEqual([]);
    expect(trial.stored).toBe("");
  });

  test.each([
    ["curl", inSsm],
    ["jq", inSsm],
    ["aws", inSsm],
    ["kubectl", inSecret],
  ])("%s that is missing", async (program, store) => {
    trial.fakes.remove(program);
    const { status, stderr } = await trial.run([...ofInstance, ...store]);
    expect(stderr).toBe(`create-runner: ${program} is needed and not on the PATH\n`);
    expect(status).toBe(1);
    expect(trial.gitlab.calls).toEqual([]);
  });
});

describe("when GitLab creates no runner, one sentence says why:", () => {
  const message = (text: unknown) => ({ message: text });
  test.each<[string, GitlabStandIn["created"], string]>([
    [
      "401",
      { status: 401, body: message("401 Unauthorized") },
      "GitLab does not know the access token (401): make one with the scope create_runner",
    ],
    [
      "403",
      { status: 403, body: { error: "insufficient_scope" } },
      "the access token may not create this runner (403: insufficient_scope): it needs the scope create_runner and must be that of an Owner of group 7",
    ],
    ["404", { status: 404 }, "there is no API of GitLab at URL (404): give --url with the path that GitLab is below"],
    [
      "422",
      { status: 422, body: message({ tags_list: ["is\nlong"] }) },
      'GitLab refuses the runner (422: {"tags_list":["is\\nlong"]}): does the group exist, and may it have runners?',
    ],
    [
      "400",
      { status: 400, body: message("Missing/invalid scope") },
      "GitLab refuses the runner (400: Missing/invalid scope): does the group exist, and may it have runners?",
    ],
    [
      "a redirection, which is not followed",
      { status: 302, location: "https://login.example.com" },
      "URL answers with a redirection (302): give --url as GitLab itself is called",
    ],
    ["a fault of its own", { status: 502 }, "GitLab could not create the runner (502): try again later"],
  ])("%s", async (_what, answer, says) => {
    trial.gitlab.created = answer;
    const args = ["--type", "group", "--group-id", "7", "--description", "ci linux", "--tag", "linux"];
    const { status, stdout, stderr } = await trial.run([...args, ...inSsm]);
    expect(stderr.replaceAll(trial.gitlab.url, "URL")).toBe(`create-runner: ${says}\n`);
    expect(stdout).toBe("");
    expect(status).toBe(1);
    expect(trial.gitlab.calls).toHaveLength(1);
    expect(trial.stored).toBe("");
  });

  test("nobody listens", async () => {
    const { url } = trial.gitlab;
    await trial.gitlab.stop();
    const { status, stderr } = await trial.run(["--url", url, ...ofInstance, ...inSsm]);
    await trial.gitlab.start();
    expect(stderr).toMatch(/create-runner: GitLab is not reached at \S+ \(curl 7\): no runner was created\n$/);
    expect(status).toBe(1);
  });

  test("an answer that does not arrive leaves a runner to look for", async () => {
    trial.gitlab.created = "nothing";
    const { status, stderr } = await trial.run([...ofInstance, ...inSsm]);
    expect(stderr).toContain("create-runner: no answer of GitLab arrived (curl 52)\n");
    expect(stderr).toContain(
      'create-runner: a runner "ci linux" that was never contacted may be in GitLab: look for it and delete it\n',
    );
    expect(status).toBe(1);
    expect(trial.stored).toBe("");
  });

  test("an answer without a token leaves a runner to look for", async () => {
    trial.gitlab.created = { status: 201, body: { id: 42 } };
    const { status, stderr } = await trial.run([...ofInstance, ...inSsm]);
    expect(stderr).toContain("create-runner: the answer of GitLab holds no runner\n");
    expect(stderr).toContain('a runner "ci linux" that was never contacted may be in GitLab');
    expect(status).toBe(1);
    expect(trial.stored).toBe("");
  });
});

describe("a runner whose token is not stored", () => {
  test.each([
    ["ssm", inSsm, {}],
    ["secrets-manager", inSecretsManager, { LOOK_SAYS: "ResourceNotFoundException" }],
    ["kubernetes-secret", inSecret, {}],
  ])("is deleted again with its own token, with --%s", async (_store, store, environment) => {
    const { status, stdout, stderr } = await trial.run([...ofInstance, ...store], {
      environment: { STORE_FAILS: "1", ...environment },
    });
    expect(trial.gitlab.calls).toEqual(["POST /api/v4/user/runners", "DELETE /api/v4/runners"]);
    expect(trial.gitlab.requests[1]?.body).toEqual({ token: runnerToken });
    expect(trial.gitlab.requests[1]?.headers).not.toHaveProperty("private-token");
    expect(stderr).toContain(`create-runner: the token could not be stored in ${store[1]}`);
    expect(stderr).toContain("create-runner: runner 42 was deleted again: none is left in GitLab\n");
    expect(stderr).toContain("it has the token of a runner that is gone: run this again, with --replace\n");
    expect(stdout).toBe("");
    expect(status).toBe(1);
  });

  test.each<[string, GitlabStandIn["deleted"], string]>([
    ["GitLab refuses", { status: 403 }, "403"],
    ["GitLab is gone", "nothing", "000"],
  ])("is named when it can't be deleted, since %s", async (_why, answer, code) => {
    trial.gitlab.deleted = answer;
    const { status, stdout, stderr } = await trial.run([...ofInstance, ...inSsm], {
      environment: { STORE_FAILS: "1" },
    });
    expect(stderr).toContain(`create-runner: runner 42 could not be deleted again (${code}): delete it in GitLab\n`);
    expect(stdout).toBe("");
    expect(status).toBe(1);
  });

  test("is deleted when the script is stopped meanwhile", async () => {
    const { status, stdout, stderr } = await trial.run([...ofInstance, ...inSsm], {
      environment: { WAITS: "1" },
      onStart: (kill) => {
        void (async () => {
          while (trial.fakes.text("calls", "argv").includes("put-parameter") === false) await sleep(20);
          kill("SIGTERM");
        })();
      },
    });
    expect(trial.gitlab.calls).toEqual(["POST /api/v4/user/runners", "DELETE /api/v4/runners"]);
    expect(stderr).toContain("create-runner: runner 42 was deleted again: none is left in GitLab\n");
    expect(stdout).toBe("");
    expect(status).toBe(143);
  });
});

describe("a token that expires", () => {
  beforeEach(() => {
    trial.gitlab.created = { status: 201, body: { ...created, token_expires_at: "2027-01-01T00:00:00.000Z" } };
  });

  test("is not taken: the runner is deleted again, and no store is touched", async () => {
    const { status, stderr } = await trial.run([...ofInstance, ...inSsm]);
    expect(stderr).toContain("the token would expire at 2027-01-01T00:00:00.000Z and no manager renews it");
    expect(trial.gitlab.calls.at(-1)).toBe("DELETE /api/v4/runners");
    expect(stderr).not.toContain("was written all the same");
    expect(trial.stored).toBe("");
    expect(status).toBe(1);
  });

  test("is taken by choice", async () => {
    const { status, stderr } = await trial.run([...ofInstance, ...inSsm, "--allow-expiry"]);
    expect(stderr).toContain("create-runner: the token expires at 2027-01-01T00:00:00.000Z: rotate it before\n");
    expect(trial.stored).toBe(runnerToken);
    expect(status).toBe(0);
  });
});
