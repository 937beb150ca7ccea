import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Engine } from "./engine";
import { EngineRun } from "./engine-run";
import { givenValues } from "./given-values";
import { providerOverrides } from "./provider-overrides";
import { searchPath } from "./run-engine";

const checkout = join(__dirname, "../../..");

/** What an engine, npm or cdktf has left in the checkout. */
const leftBehind = /^\.terraform|\.tfstate|^node_modules$|^cdktf\.out$/;

const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).sort() : []);

const hclIn = (folder: string): string[] => namesIn(folder).filter((name) => name.endsWith(".tf"));

/** The folders of a folder of the checkout, each as its path from the root. */
const foldersIn = (folder: string): string[] =>
  namesIn(join(checkout, folder))
    .filter((name) => !leftBehind.test(name) && statSync(join(checkout, folder, name)).isDirectory())
    .map((name) => `${folder}/${name}`);

const someOf = (folder: string, what: string): string[] => {
  const folders = foldersIn(folder);
  if (folders.length === 0) {
    throw new Error(`${folder}/ must hold a folder for each ${what}, got none`);
  }
  return folders;
};

/** The examples in examples/ that are HCL. */
const plainExamples = (): string[] => foldersIn("examples").filter((path) => hclIn(join(checkout, path)).length > 0);

/**
 * Folders of the modules, each as `terraform/aws-fleet`.
 *
 * @throws Error when there is none
 */
export const moduleFolders = (): string[] => someOf("terraform", "module");

/**
 * Folders of the roots that use the modules: their own examples, and those in examples/ that are HCL.
 *
 * @throws Error when a module has no example
 */
export const rootFolders = (): string[] => [
  ...moduleFolders().flatMap((path) => someOf(`${path}/examples`, "example")),
  ...plainExamples(),
];

/** The files of a module's tests, each as `tests/sizes.tftest.hcl`. */
export const testFiles = (module: string): string[] =>
  namesIn(join(checkout, module, "tests"))
    .filter((name) => name.endsWith(".tftest.hcl"))
    .map((name) => `tests/${name}`);

/**
 * A copy of the modules, of the charts that they install and of the roots that use them, with the paths between them
 * as they are in the checkout, where nothing is written.
 */
export class ModuleCopy {
  /** The folder, with everything that is written. */
  readonly folder = mkdtempSync(join(tmpdir(), "runner-fleet-modules-"));
  /** What is set when an engine runs in the copy. */
  readonly env: Readonly<Record<string, string>>;

  constructor() {
    for (const path of ["terraform", "charts", ...plainExamples()]) {
      cpSync(join(checkout, path), join(this.folder, path), {
        recursive: true,
        filter: (source) => !leftBehind.test(basename(source)),
      });
    }
    const plugins = join(this.folder, "plugins");
    mkdirSync(plugins);
    this.env = {
      PATH: searchPath(join(this.folder, "bin")),
      // A provider is got once, and not once for each root. No root has a lock file that could be incomplete after it.
      TF_PLUGIN_CACHE_DIR: plugins,
      TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "true",
    };
  }

  /** A module as it is. */
  module(engine: Engine, path: string): EngineRun {
    return new EngineRun(engine, join(this.folder, path), this.env);
  }

  /** A root, with values for its variables and without a provider that asks a cluster. */
  root(engine: Engine, path: string): EngineRun {
    const root = join(this.folder, path);
    const texts = hclIn(root).map((name) => readFileSync(join(root, name), "utf8"));
    const isConfigured = (provider: string) =>
      texts.some((text) => new RegExp(`^provider "${provider}"`, "m").test(text));
    writeFileSync(join(root, "override.tf.json"), providerOverrides(isConfigured));
    writeFileSync(join(root, "given.auto.tfvars.json"), JSON.stringify(givenValues));
    return new EngineRun(engine, root, this.env);
  }

  /** Removes everything. */
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
