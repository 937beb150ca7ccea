import { exampleNames, synthesiseExample } from "../test/synthesise-example";
import { type Engine, engines, terraform } from "./engine";
import { TerraformRun } from "./terraform-run";

const mainExample = "eks-docker-autoscaler";
/** Managed resources of the main example, which must stay at 30 or fewer: each is one more that can fail. */
const resources = 23;
const most = 30;

const runOf = (example: string, engine: Engine): Promise<TerraformRun> => {
  // An app synthesises when it is imported, so it is imported again.
  jest.resetModules();
  return new TerraformRun(undefined, { engine }).from((outdir) => synthesiseExample(example, outdir));
};

describe.each(engines)("$title takes the example", (engine) => {
  describe.each(exampleNames)("%s, which", (example) => {
    let run: TerraformRun;
    beforeAll(async () => {
      run = await runOf(example, engine);
    });
    afterAll(() => run.remove());

    test("is valid", () => {
      expect(() => run.validate()).not.toThrow();
    });

    test("can be applied, and then has nothing left to change", () => {
      run.apply();
      expect(run.pending()).toBe("nothing");
    });

    test("as HCL is valid, and formatted as fmt does it", () => {
      const hcl = run.asHcl();
      expect(() => hcl.validate()).not.toThrow();
      expect(hcl.unformatted()).toBe("");
    });

    test("as HCL changes nothing of what was applied: each resource is found under its new address", () => {
      const plan = run.asHcl().plan();
      expect(plan.changes).toEqual([]);
      expect(plan.resources).not.toEqual([]);
      expect(plan.resources).toHaveLength(run.plan().resources.length);
    });
  });
});

test(`${mainExample} plans ${resources} resources, of at most ${most}`, async () => {
  const run = await runOf(mainExample, terraform);
  try {
    expect(run.plan().resources).toHaveLength(resources);
    expect(resources).toBeLessThanOrEqual(most);
  } finally {
    run.remove();
  }
});
