import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Engine } from "./engine";
import { EngineRun } from "./engine-run";
import { ModuleCopy } from "./module-copy";

/** Texts by the path of the file, from the root. */
export type RootFiles = Readonly<Record<string, string>>;

/**
 * A root of one's own that uses the modules, which it finds at `../terraform/aws-fleet` and so on.
 *
 * Nothing is added to its files: it configures its providers itself, without a cluster to ask.
 */
export class ModuleRun extends EngineRun {
  private readonly copy: ModuleCopy;

  /**
   * @param engine what runs
   * @param files the root, `main.tf` as a rule and `terraform.tfvars.json`
   */
  constructor(engine: Engine, files: RootFiles) {
    const copy = new ModuleCopy();
    super(engine, join(copy.folder, "root"), copy.env);
    this.copy = copy;
    this.write(files);
  }

  /** Writes more files of the root, or others in their place, for what is run from then on. */
  write(files: RootFiles): void {
    for (const [name, text] of Object.entries(files)) {
      const path = join(this.root, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }

  /** Removes everything. */
  remove(): void {
    this.copy.remove();
  }
}
