import { CommandError, UsageError } from "../../src/terminal/command-error";
import { collectAnswers, type Ask, type Asked } from "../../src/init/collect-answers";
import type { InitOptions } from "../../src/init/init-options";
import { answersWith } from "./complete-answers";

/** A person who answers by the words that a question holds, and takes what is suggested for all others. */
function person(says: Readonly<Record<string, string | boolean>> = {}) {
  const asked: Asked[] = [];
  const ask: Ask = (question) => {
    asked.push(question);
    const { prompt, suggestion } = question;
    const said = Object.entries(says).find(([words]) => prompt.message.includes(words))?.[1];
    const usual =
      prompt.kind === "confirm" ? suggestion === true : prompt.kind === "select" ? String(suggestion ?? "") : "";
    return Promise.resolve(said ?? usual);
  };
  return { ask, asked, messages: () => asked.map(({ prompt }) => prompt.message) };
}

/** What is said to a person who answers so. */
async function refusalOf(words: string, written: string): Promise<string | undefined> {
  const { ask, asked } = person({ "kept ready": "2" });
  await collectAnswers({ executor: "docker-autoscaler", platform: "kubernetes" }, ask);
  return asked.find(({ prompt }) => prompt.message.includes(words))!.refusal(written);
}

/** The message of the usage error that the options end with. */
async function usageError(options: InitOptions, ask?: Ask): Promise<string> {
  const refused: unknown = await collectAnswers(options, ask).catch((error: unknown) => error);
  if (refused instanceof UsageError) {
    return refused.message;
  }
  throw new Error(`no usage error: ${JSON.stringify(refused)}`);
}

describe("where nobody can be asked", () => {
  test("--yes takes what is suggested for all that is not given", async () => {
    const instanceTypes = ["m7i.large", "m6i.large", "m7a.large", "m6a.large"];
    expect(await collectAnswers({ yes: true })).toEqual(answersWith({ instanceTypes }));
  });

  test("how jobs run and what the manager runs on must be said, or --yes", async () => {
    expect(await usageError({})).toBe(
      "--executor <docker-autoscaler|instance|kubernetes> and --platform <kubernetes|ec2|fargate> must be given where " +
        "nobody can be asked; or take what is suggested with --yes",
    );
    expect(await usageError({ executor: "instance" })).toBe(
      "--platform <kubernetes|ec2|fargate> must be given where nobody can be asked; or take what is suggested with --yes",
    );
    expect(await collectAnswers({ executor: "instance", platform: "ec2" })).toMatchObject({ platform: "ec2" });
  });

  test("all that is missing is named at once", async () => {
    expect(await usageError({ idle: "2" })).toBe(
      "--executor <docker-autoscaler|instance|kubernetes>, --platform <kubernetes|ec2|fargate> and --timezone <zone> must " +
        "be given where nobody can be asked",
    );
  });

  test("jobs in pods say what the manager runs on", async () => {
    expect(await collectAnswers({ executor: "kubernetes" })).toMatchObject({ platform: "kubernetes", fleet: "pods" });
  });

  test("a time zone is no guess, not even with --yes", async () => {
    expect(await usageError({ yes: true, idle: "2" })).toBe(
      "--timezone <zone> must be given where nobody can be asked",
    );
  });

  test("lists are split at commas, numbers are numbers, and no empty entry is left", async () => {
    expect(
      await collectAnswers({
        yes: true,
        maxJobs: "25",
        idle: "3",
        timezone: "UTC",
        instanceTypes: "c7i.large, c6i.large,",
        subnets: "subnet-0a1b2c3d4e5f60718",
        managerSecurityGroups: "sg-0a1b2c3d4e5f60718,sg-1a1b2c3d4e5f60718",
      }),
    ).toMatchObject({
      maxJobs: 25,
      idle: 3,
      instanceTypes: ["c7i.large", "c6i.large"],
      subnets: ["subnet-0a1b2c3d4e5f60718"],
      managerSecurityGroups: ["sg-0a1b2c3d4e5f60718", "sg-1a1b2c3d4e5f60718"],
    });
  });

  test("the types say the architecture, and the architecture the types", async () => {
    expect(await collectAnswers({ yes: true, instanceTypes: "m7g.large" })).toMatchObject({ architecture: "arm64" });
    expect(await collectAnswers({ yes: true, architecture: "arm64" })).toMatchObject({
      instanceTypes: ["m7g.large", "m6g.large", "c7g.xlarge"],
    });
  });

  test("a cluster outside AWS keeps its cache itself", async () => {
    const options = { executor: "kubernetes", kubeconfig: "~/.kube/config" } as const;
    expect(await collectAnswers(options)).toMatchObject({ cache: "in-cluster" });
    expect(await collectAnswers({ ...options, cluster: "platform" })).toMatchObject({ cache: "s3" });
  });
});

test.each<[InitOptions, string]>([
  [
    { executor: "kubernetes", spot: true },
    "--spot: has no effect here, it is for jobs on machines (--executor docker-autoscaler or instance)",
  ],
  [
    { executor: "kubernetes", spot: false },
    "--spot: has no effect here, it is for jobs on machines (--executor docker-autoscaler or instance)",
  ],
  [
    { executor: "instance", image: "ruby:3.4" },
    "--image: has no effect here, it is for jobs in containers (--executor docker-autoscaler or kubernetes)",
  ],
  [
    { platform: "ec2", cluster: "a" },
    "--cluster: has no effect here, it is for a manager on Kubernetes (--platform kubernetes)",
  ],
  [
    { platform: "fargate", managerSecurityGroups: "sg-0a1b2c3d4e5f60718" },
    "--manager-security-groups: has no effect here, it is for jobs on machines (--executor docker-autoscaler or instance) " +
      "and a manager on Kubernetes (--platform kubernetes)",
  ],
  [{ timezone: "UTC" }, "--timezone: has no effect here, it is for machines that are kept ready (--idle above 0)"],
  [{ kubeconfig: "a" }, "--kubeconfig: has no effect here, it is for jobs in pods (--executor kubernetes)"],
  [
    { executor: "kubernetes", kubeconfig: "a", region: "eu-west-1" },
    "--region: has no effect here, it is for what is in AWS (with --kubeconfig give --cluster, too)",
  ],
])("%j: a flag that would have no effect is refused", async (options, message) => {
  expect(await usageError({ yes: true, ...options })).toBe(message);
});

test.each<[InitOptions, string]>([
  [
    { gitlabUrl: "gitlab.com" },
    '--gitlab-url: must be an http or https address without credentials, such as "https://gitlab.example.com", got "gitlab.com"; correct the value',
  ],
  [{ maxJobs: "0" }, "--max-jobs: must be at least 1, got 0; choose a value of at least 1"],
  [{ maxJobs: "many" }, '--max-jobs: must be a number, got "many"; write a number'],
  [{ executor: "kubernetes", maxJobs: "1.5" }, '--max-jobs: must be a number, got "1.5"; write a number'],
  [{ idle: "-1", timezone: "UTC" }, "--idle: must be at least 0, got -1; choose a value of at least 0"],
  [
    { name: "CI" },
    '--name: must be lower-case letters, digits and dashes, starting with a letter, got "CI"; correct the value',
  ],
  [
    { fleet: "a: b" },
    '--fleet: must be lower-case letters, digits and dashes, starting with a letter, got "a: b"; rename it',
  ],
  [{ region: "Ireland" }, '--region: must be a region of AWS, such as "eu-west-1", got "Ireland"; correct the value'],
  [{ region: "" }, '--region: must not be empty, got ""; leave the key out or give it a value'],
  [{ cluster: "a b" }, '--cluster: must be the name of an EKS cluster, got "a b"; correct the value'],
  [
    { subnets: "vpc-1" },
    '--subnets: must be a subnet id such as "subnet-0123456789abcdef0", got "vpc-1"; correct the value',
  ],
  [{ image: "a b" }, '--image: must be an image, such as "ruby:3.4", got "a b"; correct the value'],
])("%j: what the schema refuses is refused by the flag's name, before anybody is asked", async (options, message) => {
  const { ask, asked } = person();
  expect(await usageError({ yes: true, ...options })).toBe(message);
  expect(await usageError(options, ask)).toBe(message);
  expect(asked).toEqual([]);
});

test("all flags that are refused are named at once", async () => {
  const message = await usageError({ yes: true, name: "CI", maxJobs: "0" });
  expect(message.split("\n").map((line) => line.split(":")[0])).toEqual(["--name", "--max-jobs"]);
});

test("all flags without an effect are named at once, with those that are missing", async () => {
  const message = await usageError({
    executor: "kubernetes",
    spot: true,
    idle: "2",
    kubeconfig: "a",
    region: "eu-west-1",
  });
  expect(message.split("\n").map((line) => line.split(":")[0])).toEqual(["--region", "--spot", "--idle"]);
  expect(await usageError({ timezone: "UTC" })).toMatch(
    /^--timezone: has no effect here, .*\n--executor .* and --platform .* must be given/,
  );
});

test("a person is asked nothing more once a flag turns out to have no effect", async () => {
  const { ask, messages } = person({ "jobs run?": "kubernetes" });
  expect(await usageError({ spot: true }, ask)).toMatch(/^--spot: has no effect here/);
  expect(messages()).not.toContain("Where is cache: of a job kept?");
});

test("a token that is given by mistake is refused and not shown", async () => {
  const token = `glrt-${"x".repeat(20)}`;
  const message = await usageError({ yes: true, gitlabUrl: token });
  expect(message).toContain("--gitlab-url: ");
  expect(message).not.toContain(token);
});

describe("a person", () => {
  test("is asked for what flags do not say, in an order in which each question follows from the ones before", async () => {
    const { ask, messages } = person({ "manager run on": "ec2", "kept ready": "2" });
    await collectAnswers({}, ask);
    expect(messages()).toEqual([
      "How do jobs run?",
      "What does the manager run on, which asks GitLab for jobs and starts the machines?",
      "What is the address of your GitLab?",
      "What shall the names of all that is made begin with?",
      "Which AWS region?",
      "Where are machines and manager?",
      "How many jobs may run at once?",
      "Of which architecture are the machines?",
      "Spot machines? AWS may end their jobs with two minutes' notice.",
      "For how many jobs are machines kept ready in office hours (Monday to Friday, 8:00 to 18:00)?",
      "In which time zone are the office hours?",
      "Where is cache: of a job kept?",
    ]);
  });

  test("whose jobs are in pods is asked nothing about machines", async () => {
    const { ask, messages } = person({ "jobs run?": "kubernetes" });
    await collectAnswers({}, ask);
    expect(messages()).toEqual([
      "How do jobs run?",
      "What is the address of your GitLab?",
      "What shall the names of all that is made begin with?",
      "Which cluster is it?",
      "What is the name of the EKS cluster?",
      "Which AWS region?",
      "How many jobs may run at once?",
      "Where is cache: of a job kept?",
    ]);
  });

  test("is asked for nothing of AWS whose cluster is another one, and offered no bucket", async () => {
    const { ask, asked, messages } = person({ "Which cluster": "~/.kube/config" });
    const answers = await collectAnswers({ executor: "kubernetes" }, ask);
    expect(answers).toMatchObject({ kubeconfig: "~/.kube/config", cache: "in-cluster" });
    expect(messages()).not.toContain("Which AWS region?");
    const { prompt, answers: sofar } = asked.at(-1)!;
    expect(prompt.choices?.(sofar).map(({ value }) => value)).toEqual(["in-cluster", "none"]);
  });

  test("is not asked for what a flag says", async () => {
    const { ask, messages } = person();
    const answers = await collectAnswers({ executor: "instance", platform: "ec2", maxJobs: "7", spot: true }, ask);
    expect(answers).toMatchObject({ executor: "instance", platform: "ec2", maxJobs: 7, spot: true });
    expect(messages()).toHaveLength(7);
  });

  test("is heard", async () => {
    const { ask } = person({
      "jobs run?": "instance",
      "manager run on": "fargate",
      "address of your GitLab": "https://gitlab.example.com",
      "names of all": "ci",
      "AWS region": "eu-west-3",
      "machines and manager": "default-vpc",
      "How many": "30",
      architecture: "arm64",
      Spot: true,
      "kept ready": "5",
      "time zone": "Europe/Paris",
      "cache:": "none",
    });
    expect(await collectAnswers({}, ask)).toEqual(
      answersWith({
        executor: "instance",
        platform: "fargate",
        gitlabUrl: "https://gitlab.example.com",
        name: "ci",
        region: "eu-west-3",
        subnets: ["default-vpc"],
        maxJobs: 30,
        architecture: "arm64",
        instanceTypes: ["m7g.large", "m6g.large", "c7g.xlarge"],
        spot: true,
        idle: 5,
        timezone: "Europe/Paris",
        cache: "none",
      }),
    );
  });

  test("who says nothing leaves to Terraform what only the account knows", async () => {
    const { ask } = person();
    const answers = await collectAnswers({ executor: "docker-autoscaler", platform: "kubernetes" }, ask);
    expect(answers).toMatchObject({ region: undefined, cluster: undefined, subnets: undefined });
  });

  test.each<[string, string, RegExp]>([
    ["address of your GitLab", "gitlab", /^must be an http or https address .*, got "gitlab"; correct the value$/],
    ["AWS region", "Paris", /^must be a region of AWS/],
    ["How many", "0", /^must be at least 1, got 0/],
    ["How many", "ten", /^must be a number, got "ten"/],
    ["kept ready", "11", /^must be at most maxInstances × capacityPerInstance \(10\), got 11/],
    ["time zone", "Paris", /^must be an IANA time zone, got "Paris"/],
    ["names of all", "x".repeat(40), /^must have at most 32 characters, got 40/],
  ])("is told at once what is wrong: %s %j", async (words, written, expected) => {
    expect(await refusalOf(words, written)).toMatch(expected);
  });

  test.each([
    ["address of your GitLab", "https://gitlab.example.com"],
    ["address of your GitLab", ""],
    ["AWS region", ""],
    ["kept ready", "10"],
    ["time zone", "America/New_York"],
  ])("hears no objection: %s %j", async (words, written) => {
    expect(await refusalOf(words, written)).toBeUndefined();
  });

  test("who gave more jobs to keep ready than are suggested may still allow as many, and hears of it at no other question", async () => {
    const { ask, asked } = person({ "How many": "100" });
    const options = { executor: "instance", platform: "ec2", idle: "50", timezone: "UTC" } as const;
    expect(await collectAnswers(options, ask)).toMatchObject({ maxJobs: 100, idle: 50 });
    const name = asked.find(({ prompt }) => prompt.message.includes("names of all"))!;
    expect(name.refusal("ci")).toBeUndefined();
  });

  test("is suggested the time zone of the computer", async () => {
    const { ask, asked } = person({ "kept ready": "2" });
    await collectAnswers({}, ask);
    const zone = asked.find(({ prompt }) => prompt.message.includes("time zone"))!;
    expect(zone.suggestion).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
  });

  test("whose jobs are on machines is offered no cache in the cluster", async () => {
    const { ask, asked } = person();
    await collectAnswers({}, ask);
    const { prompt, answers } = asked.at(-1)!;
    expect(prompt.choices?.(answers).map(({ value }) => value)).toEqual(["s3", "none"]);
  });

  test("who would rather not say ends it", async () => {
    const ask = () => Promise.reject(new CommandError("cancelled: nothing was written"));
    await expect(collectAnswers({}, ask)).rejects.toThrow("cancelled: nothing was written");
  });
});
