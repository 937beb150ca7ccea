import {
  accessToken,
  CreateRunnerTrial,
  inSecret,
  inSecretsManager,
  inSsm,
  ofInstance,
  runnerToken,
} from "./create-runner-trial";

let trial: CreateRunnerTrial;
beforeEach(async () => {
  trial = new CreateRunnerTrial();
  await trial.start();
});
afterEach(() => trial.end());

describe("what GitLab is asked for", () => {
  const defaults = {
    description: "ci linux",
    tag_list: ["linux"],
    run_untagged: false,
    paused: false,
    access_level: "not_protected",
  };

  test.each<[string, string[], object]>([
    ["the instance", ["--type", "instance"], { runner_type: "instance_type" }],
    ["a group", ["--type", "group", "--group-id", "7"], { runner_type: "group_type", group_id: 7 }],
    [
      "a project, in which it stays",
      ["--type", "project", "--project-id", "9"],
      { runner_type: "project_type", project_id: 9, locked: true },
    ],
    [
      "several projects",
      ["--type", "project", "--project-id", "9", "--unlocked"],
      { runner_type: "project_type", project_id: 9, locked: false },
    ],
  ])("is a runner of %s", async (_of, args, expected) => {
    const { status } = await trial.run([...args, "--description", "ci linux", "--tag", "linux", ...inSsm]);
    expect(status).toBe(0);
    expect(trial.gitlab.calls).toEqual(["POST /api/v4/user/runners"]);
    expect(trial.gitlab.requests[0]?.headers["private-token"]).toBe(accessToken);
    expect(trial.gitlab.requests[0]?.body).toEqual({ ...defaults, ...expected });
  });

  test("is a runner with all that can be said of one, tags with spaces and quotes among it", async () => {
    const { status } = await trial.run([
      ...["--type", "instance", "--description", `ci "linux" $HOME`, "--tag", "a b", "--tag", `it's "c"`],
      ...["--run-untagged", "--protected", "--maximum-timeout", "600", "--maintenance-note", "ask ci", "--paused"],
      ...inSsm,
    ]);
    expect(status).toBe(0);
    expect(trial.gitlab.requests[0]?.body).toEqual({
      runner_type: "instance_type",
      description: `ci "linux" $HOME`,
      tag_list: ["a b", `it's "c"`],
      run_untagged: true,
      paused: true,
      access_level: "ref_protected",
      maximum_timeout: 600,
      maintenance_note: "ask ci",
    });
  });

  test("goes to the path that GitLab is below, whether a slash ends it or not", async () => {
    await trial.gitlab.stop();
    await trial.start("/gitlab");
    expect((await trial.run([...ofInstance, ...inSsm])).status).toBe(0);
    expect((await trial.run(["--url", `${trial.gitlab.url}//`, ...ofInstance, ...inSsm])).status).toBe(0);
    expect(trial.gitlab.calls).toEqual(["POST /gitlab/api/v4/user/runners", "POST /gitlab/api/v4/user/runners"]);
  });
});

describe("where the token goes", () => {
  test("is a SecureString parameter that was not there", async () => {
    const { status, stdout, stderr } = await trial.run([...ofInstance, ...inSsm]);
    expect(stderr).toBe("create-runner: runner 42 was created and its token is in /ci/linux\n");
    expect(stdout).toBe("42\n");
    expect(status).toBe(0);
    expect(trial.stored).toBe(runnerToken);
    expect(trial.callsOf("aws").at(-1)).toBe(
      "aws ssm put-parameter --name /ci/linux --type SecureString --value file:///dev/stdin --no-overwrite",
    );
  });

  test("is a parameter with the key that was asked for", async () => {
    await trial.run([...ofInstance, ...inSsm, "--kms-key", "alias/ci"]);
    expect(trial.callsOf("aws").at(-1)).toContain(" --key-id alias/ci ");
  });

  test("is a parameter that is replaced and keeps its key", async () => {
    const environment = { PARAMETER: '["SecureString", "alias/own"]' };
    const { status, stdout, stderr } = await trial.run([...ofInstance, ...inSsm, "--replace"], { environment });
    expect(status).toBe(0);
    expect(stdout).toBe("42\n");
    expect(trial.stored).toBe(runnerToken);
    expect(trial.callsOf("aws").at(-1)).toMatch(/ --key-id alias\/own --overwrite$/);
    expect(stderr).toContain("now raise tokens.revision, set the fleet's id to 42 if it has one, and apply\n");
    expect(stderr).toContain(
      `then delete it, on its page or by DELETE ${trial.gitlab.url}/api/v4/runners/<its number>\n`,
    );
  });

  test("is a secret of Secrets Manager that was not there", async () => {
    const environment = { LOOK_SAYS: "An error occurred (ResourceNotFoundException)" };
    const { status } = await trial.run([...ofInstance, ...inSecretsManager, "--kms-key", "alias/ci"], { environment });
    expect(status).toBe(0);
    expect(trial.callsOf("aws").at(-1)).toBe(
      "aws secretsmanager create-secret --name /ci/linux --secret-string file:///dev/stdin --kms-key-id alias/ci",
    );
    expect(trial.stored).toBe(runnerToken);
  });

  test("is a new version of a secret of Secrets Manager", async () => {
    const { status } = await trial.run([...ofInstance, ...inSecretsManager, "--replace"]);
    expect(status).toBe(0);
    expect(trial.callsOf("aws").at(-1)).toBe(
      "aws secretsmanager put-secret-value --secret-id /ci/linux --secret-string file:///dev/stdin",
    );
    expect(trial.stored).toBe(runnerToken);
  });

  test("is a Secret of Kubernetes that was not there, tried before GitLab is asked", async () => {
    const { status } = await trial.run([...ofInstance, ...inSecret, "--context", "prod"]);
    expect(status).toBe(0);
    const secret = { apiVersion: "v1", kind: "Secret", metadata: { name: "ci-tokens" }, type: "Opaque" };
    expect(JSON.parse(trial.fakes.text("tried"))).toEqual({ ...secret, stringData: { linux: "no token" } });
    expect(JSON.parse(trial.stored)).toEqual({ ...secret, stringData: { linux: runnerToken } });
    expect(trial.callsOf("kubectl").slice(1)).toEqual([
      "kubectl --context=prod --namespace ci create --filename - --dry-run=server",
      "kubectl --context=prod --namespace ci create --filename -",
    ]);
  });

  test("is a further key of a Secret, whose other keys stay", async () => {
    const environment = { SECRET: '{ "data": { "arm": "Z2xydC1hcm0=", "linux2": "eA==" } }' };
    const { status } = await trial.run([...ofInstance, ...inSecret], { environment });
    expect(status).toBe(0);
    expect(JSON.parse(trial.stored)).toEqual({ stringData: { linux: runnerToken } });
    expect(trial.callsOf("kubectl").at(-1)).toBe(
      "kubectl --namespace ci patch secret ci-tokens --type merge --patch-file /dev/stdin",
    );
  });

  test("is a Secret that has no key yet", async () => {
    const { status } = await trial.run([...ofInstance, ...inSecret], {
      environment: { SECRET: '{ "kind": "Secret" }' },
    });
    expect(status).toBe(0);
    expect(trial.callsOf("kubectl").at(-1)).toContain(" patch secret ");
  });

  test("is a key of a Secret that is replaced", async () => {
    const environment = { SECRET: '{ "data": { "linux": "eA==" } }' };
    const { status } = await trial.run([...ofInstance, ...inSecret, "--replace"], { environment });
    expect(status).toBe(0);
    expect(JSON.parse(trial.stored)).toEqual({ stringData: { linux: runnerToken } });
  });
});

describe("nothing secret", () => {
  test.each([
    ["ssm", inSsm, {}],
    ["secrets-manager", inSecretsManager, {}],
    ["kubernetes-secret", inSecret, { SECRET: '{ "data": { "linux": "Z2xydC1vbGQ=" } }' }],
  ])("is in an argument, an environment, a file or the output with --%s", async (_store, store, environment) => {
    const { status, stdout, stderr } = await trial.run([...ofInstance, ...store, "--replace"], {
      environment: { PARAMETER: '["SecureString", null]', ...environment },
    });
    expect(status).toBe(0);
    expect(trial.fakes.filesWith(runnerToken)).toEqual(["stored"]);
    expect(trial.fakes.filesWith(accessToken)).toEqual([]);
    expect(trial.fakes.text("calls", "argv")).not.toContain("Z2xydC1vbGQ=");
    expect(`${stdout}${stderr}`).not.toMatch(/glrt-|glpat-/);
  });

  test("is shown by a trace", async () => {
    const environment = { SHELLOPTS: "xtrace" };
    const { status, stderr } = await trial.run([...ofInstance, ...inSsm], { environment });
    expect(status).toBe(0);
    expect(stderr).not.toMatch(/glrt-|glpat-/);
  });

  test("is shown by a store that fails and repeats what it was given", async () => {
    const { stderr } = await trial.run([...ofInstance, ...inSsm], { environment: { STORE_FAILS: "1" } });
    expect(stderr).toContain("An error occurred: (the token)\n");
    expect(stderr).not.toContain(runnerToken);
  });

  test("that was given as an argument by mistake is shown", async () => {
    const { status, stderr } = await trial.run([accessToken]);
    expect(status).toBe(2);
    expect(stderr).toBe("create-runner: an argument that is no option is unknown; see --help\n");
  });
});

describe("the access token", () => {
  test.each([accessToken, `${accessToken}\n`])("is read from a file descriptor, %j", async (third) => {
    const { status } = await trial.run([...ofInstance, ...inSsm, "--token-fd", "3"], {
      environment: { GITLAB_TOKEN: "" },
      third,
    });
    expect(status).toBe(0);
    expect(trial.gitlab.requests[0]?.headers["private-token"]).toBe(accessToken);
  });

  test.each<[string, string[], string, string]>([
    ["none", [], "", "an access token of GitLab is needed, in GITLAB_TOKEN or by --token-fd"],
    ["an empty one", ["--token-fd", "3"], "", "--token-fd 3 gives no token"],
    ["two headers", ["--token-fd", "3"], 'a"\\nheader = "x', "the access token has a character that no token has"],
  ])("that is %s ends it before GitLab is asked", async (_what, args, third, says) => {
    const { status, stderr } = await trial.run([...ofInstance, ...inSsm, ...args], {
      environment: { GITLAB_TOKEN: "" },
      third,
    });
    expect(stderr).toBe(`create-runner: ${says}\n`);
    expect(status).toBe(1);
    expect(trial.gitlab.calls).toEqual([]);
  });
});
