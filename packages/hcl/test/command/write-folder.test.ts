import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeFolder, writtenNames } from "../../src/command/write-folder";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "write-folder-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const content = { bytes: Buffer.from("x"), isExecutable: false };

describe("the files that were written to a folder", () => {
  test("are those of the last run alone, not what else is there", () => {
    writeFileSync(join(folder, "backend.tf"), "mine");
    writeFolder(folder, new Map([["old.tf", content]]), false);
    writeFolder(
      folder,
      new Map([
        ["main.tf", content],
        ["assets/a.sh", content],
      ]),
      false,
    );
    expect(writtenNames(folder)).toEqual(["main.tf", "assets/a.sh"]);
  });

  test("are none where nothing was written, or nothing is", () => {
    writeFileSync(join(folder, "main.tf"), "mine");
    expect(writtenNames(folder)).toEqual([]);
    expect(writtenNames(join(folder, "none"))).toEqual([]);
  });

  test("can't be told by a list that someone else wrote", () => {
    writeFileSync(join(folder, ".runner-fleet-hcl.json"), "{}");
    expect(() => writtenNames(folder)).toThrow(
      ".runner-fleet-hcl.json: must be the list that runner-fleet-hcl wrote, got another file; remove it",
    );
  });
});
