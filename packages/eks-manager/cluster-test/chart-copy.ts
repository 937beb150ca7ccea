import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chartFolder } from "../test/chart/render-chart";

/** A copy of the chart with one thing changed, to see that a test finds it. */
export class ChartCopy {
  /** Folder of the copy. */
  readonly folder = mkdtempSync(join(tmpdir(), "runner-fleet-chart-"));

  /**
   * @param file of the chart
   * @param text in it
   * @param replacement of the text's first place
   * @throws Error when the file does not have the text
   */
  constructor(file: string, text: string, replacement: string) {
    cpSync(chartFolder, this.folder, { recursive: true });
    const path = join(this.folder, file);
    const before = readFileSync(path, "utf8");
    if (!before.includes(text)) {
      throw new Error(`${file} of the chart must have '${text}', which this test replaces`);
    }
    writeFileSync(
      path,
      before.replace(text, () => replacement),
    );
  }

  /** Removes the copy. */
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
