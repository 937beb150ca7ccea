import { type Engine, engines, terraform } from "./engine";
import type { EngineRun } from "./engine-run";
import { ModuleCopy, moduleFolders, rootFolders, testFiles } from "./module-copy";

const modules = moduleFolders();
const roots = rootFolders();

/** Generated from the values that refused-values.test.ts has each engine refuse: once more for each module is enough. */
const refused = "tests/refused.tftest.hcl";

describe.each(engines)("$title takes", (engine: Engine) => {
  let copy: ModuleCopy;
  // The two programs lock different providers and write different states, so each has a copy of its own.
  beforeAll(() => {
    copy = new ModuleCopy();
  });
  afterAll(() => copy.remove());

  describe.each(modules)("the module %s, which", (path) => {
    let run: EngineRun;
    beforeAll(() => {
      run = copy.module(engine, path);
      run.init();
    });

    test("is valid", () => {
      expect(() => run.validate()).not.toThrow();
    });

    test("is formatted as fmt does it, with its examples and tests", () => {
      expect(run.unformatted()).toBe("");
    });

    test("passes its own tests, each file of which has some", () => {
      const files = testFiles(path).filter((file) => engine === terraform || file !== refused);
      const { passed, faults } = run.test(files);
      expect(faults).toEqual([]);
      expect(files).not.toEqual([]);
      expect(files.filter((file) => !passed.some((name) => name.startsWith(`${file}: `)))).toEqual([]);
    });
  });

  describe.each(roots)("the root %s, which", (path) => {
    let run: EngineRun;
    beforeAll(() => {
      run = copy.root(engine, path);
      run.init();
    });

    test("is valid", () => {
      expect(() => run.validate()).not.toThrow();
    });

    test("is formatted as fmt does it", () => {
      expect(run.unformatted()).toBe("");
    });

    test("can be applied, and then has nothing left to change", () => {
      run.apply();
      expect(run.pending()).toBe("nothing");
    });
  });
});
