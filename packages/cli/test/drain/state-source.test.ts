import { drained } from "./drained";
import { FakePrograms, type Answer } from "./fake-programs";

let programs: FakePrograms;
beforeEach(() => {
  programs = new FakePrograms();
});
afterEach(() => programs.remove());

const group = (desired: number): Answer => ({
  json: {
    AutoScalingGroups: [
      {
        DesiredCapacity: desired,
        Instances: desired === 0 ? [] : [{ InstanceId: "i-0", LifecycleState: "InService" }],
      },
    ],
  },
});

describe("runner-fleet drain of a folder", () => {
  const outputs = (values: Readonly<Record<string, unknown>>): Answer => ({
    json: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { sensitive: false, value }])),
  });
  const stackOutputs = outputs({ manager_names: ["ci"], manager_group_name: "ci.manager", region: "eu-west-1" });
  const playAws = () =>
    programs.add("aws", [
      { to: "describe", answers: [group(1), group(0)] },
      { to: "update", answers: [{}] },
    ]);

  test("asks Terraform for the outputs of its state", async () => {
    playAws().add("terraform", [{ to: "output", answers: [stackOutputs] }]);
    const folder = programs.folder("infra");

    const { exitCode, out, said } = await drained({ stack: folder, yes: true, timeout: "1h" });

    expect([exitCode, out]).toEqual([0, "ci: drained\n"]);
    expect(programs.calls[0]).toBe(`terraform -chdir=${folder} output -json -no-color`);
    expect(said).toContain(`Now destroy: terraform -chdir=${folder} destroy`);
  });

  test("asks OpenTofu where that alone is installed", async () => {
    playAws().add("tofu", [{ to: "output", answers: [stackOutputs] }]);
    const folder = programs.folder("infra");

    const { said } = await drained({ stack: folder, yes: true, timeout: "1h" });

    expect(said).toContain(`Now destroy: tofu -chdir=${folder} destroy`);
  });

  test("asks the program that cdktf is told to use, and destroys by cdktf what cdktf has written", async () => {
    playAws()
      .add("terraform", [{ to: "output", answers: [{ err: "not this one" }] }])
      .add("tofu", [{ to: "output", answers: [stackOutputs] }]);
    const stack = programs.folder("cdktf.out", "stacks", "ci-runners");

    const { said } = await drained({ stack, yes: true, timeout: "1h" }, { terraform: "tofu" });

    expect(said).toContain("Now destroy: npx cdktf destroy ci-runners\n");
  });

  test("waits for as long as the outputs let a drain last", async () => {
    playAws().add("terraform", [
      {
        to: "output",
        answers: [
          outputs({
            manager_names: ["ci"],
            manager_group_name: "ci.manager",
            region: "eu-west-1",
            drain_timeout: "2h",
          }),
        ],
      },
    ]);

    const { said } = await drained({ stack: programs.folder("infra"), yes: true });

    expect(said).toContain("Waits up to 2h15m.");
  });

  test("needs --timeout where nothing says how long a drain may last, before anything is touched", async () => {
    playAws().add("terraform", [{ to: "output", answers: [stackOutputs] }]);
    const folder = programs.folder("infra");

    const { error } = await drained({ stack: folder, yes: true });

    expect(error?.message).toBe(
      `--timeout: must be given, since ${folder} does not say how long a drain may take; give drainTimeout and some minutes`,
    );
    expect(programs.calls).not.toContainEqual(expect.stringContaining("update-"));
  });

  test("needs no --timeout where it does not wait", async () => {
    playAws().add("terraform", [{ to: "output", answers: [stackOutputs] }]);

    const { exitCode, out } = await drained({ stack: programs.folder("infra"), yes: true, wait: false });

    expect([exitCode, out]).toEqual([0, "ci: drains\n"]);
  });

  test.each([
    ["no output does", {}],
    // It leaves out shutdownTimeout, which the pod's time has.
    ["an output says less", { drain_timeout: "1h" }],
  ])(
    "knows by the pod how long a drain on Kubernetes may last, where %s, and finds a Deployment, too",
    async (_case, says) => {
      const deployment = (replicas: number): Answer => ({
        json: {
          kind: "List",
          items: [
            {
              kind: "Deployment",
              spec: {
                replicas,
                selector: { matchLabels: { app: "ci" } },
                template: { spec: { terminationGracePeriodSeconds: 7_200 } },
              },
            },
          ],
        },
      });
      const pods = (...items: readonly object[]): Answer => ({ json: { kind: "List", items } });
      programs
        .add("terraform", [{ to: "output", answers: [outputs({ manager_names: ["ci"], namespace: "ci", ...says })] }])
        .add("kubectl", [
          {
            to: "get pods -l app=ci ",
            answers: [pods({ metadata: { name: "ci-7d" }, status: { phase: "Running" } }), pods()],
          },
          { to: "get statefulset/ci deployment/ci --ignore-not-found", answers: [deployment(1), deployment(0)] },
          { to: "scale deployment/ci --replicas=0", answers: [{}] },
        ]);

      const { exitCode, said } = await drained({ stack: programs.folder("infra"), yes: true, context: "prod" });

      expect(exitCode).toBe(0);
      expect(said).toContain("ci: StatefulSet or Deployment ci in namespace ci, context prod: from 1 to 0 replicas");
      expect(said).toContain("Waits up to 2h15m.");
    },
  );

  test("whose state holds nothing any more has nothing to drain", async () => {
    programs.add("terraform", [
      { to: "output", answers: [{ json: {} }] },
      { to: "state list", answers: [{}] },
    ]);

    const { exitCode, out, said } = await drained({ stack: programs.folder("infra"), yes: true });

    expect([exitCode, out]).toEqual([0, ""]);
    expect(said).toContain("its state has no resources, so there is nothing to drain");
  });

  // So it goes with terraform 1.11 and tofu: 'output -json' prints {} and ends with 0.
  const playNoState = (program: string, err: string) =>
    programs.add(program, [
      { to: "output", answers: [{ json: {} }] },
      { to: "state list", answers: [{ err }] },
    ]);

  test.each([
    ["terraform", "main.tf", "No state file was found!\n\nState management commands require a state file.\n"],
    ["terraform", "cdk.tf.json", "\u001b[31mNo state file was found!\n"],
    ["terraform", ".terraform", "No state file was found!\n"],
    ["tofu", "main.tofu", "╷\n│ Error: No state file was found\n│ \n╵\n"],
  ])("that has no state is an error, by %s with %s, so that no destroy follows", async (program, name, err) => {
    playNoState(program, err);
    const folder = programs.folder("infra");
    programs.file(`infra/${name}`, "");

    const { error, out } = await drained({ stack: folder, yes: true });

    expect(error?.message).toBe(
      `${folder}: must have a state, but ${program} finds none: nothing was applied there, or its state is of another folder, workspace or backend; give that folder, or the description`,
    );
    expect([error?.exitCode, out]).toEqual([1, ""]);
  });

  test("that has nothing of Terraform in it is an error that says so", async () => {
    playNoState("terraform", "No state file was found!\n");
    const folder = programs.folder("infra");
    programs.file("infra/main.tf.orig", "");

    const { error } = await drained({ stack: folder, yes: true });

    expect(error?.message).toBe(
      `${folder}: must be a folder of Terraform, but has no *.tf, no *.tf.json and no .terraform; give the folder that was applied, or the description`,
    );
    expect(error?.exitCode).toBe(1);
  });

  test("that has resources and no outputs is an error", async () => {
    programs.add("terraform", [
      { to: "output", answers: [{ json: {} }] },
      { to: "state list", answers: [{ out: "module.runners.helm_release.manager\n" }] },
    ]);

    const { error } = await drained({ stack: programs.folder("infra"), yes: true });

    expect(error?.message).toContain("the state's outputs must name the managers");
  });

  test("in which Terraform does not work is an error with Terraform's reason", async () => {
    programs.add("terraform", [
      {
        to: "output",
        answers: [{ err: '╷\n│ Error: Backend initialization required, please run "terraform init"\n│ \n╵\n' }],
      },
    ]);
    const folder = programs.folder("infra");

    const { error } = await drained({ stack: folder, yes: true });

    expect(error?.message).toContain(
      `${folder}: must be a folder in which 'terraform -chdir=${folder} output' works, but it fails: Error: Backend initialization required`,
    );
  });

  test("prints no value of an output that is not about a manager", async () => {
    programs.add("terraform", [{ to: "output", answers: [outputs({ token: "glrt-0123456789abcdefghij" })] }]);

    const { error, out, said } = await drained({ stack: programs.folder("infra"), yes: true });

    expect(`${error?.message}${out}${said}`).not.toContain("glrt-");
  });

  test("needs Terraform", async () => {
    const { error } = await drained({ stack: programs.folder("infra"), yes: true });

    expect(error?.message).toMatch(/^terraform: must be installed and in PATH, but is not/);
  });
});
