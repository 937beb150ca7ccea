jest.mock("../../src/import/machine/import-machine", () => ({ importMachine: () => ({ fleet: { maxInstances: 1, machines: {} } }) }), { virtual: true });
import { readFileSync } from "node:fs";
import { importConfig } from "../../src/import/import-config";
import { reportText } from "../../src/import/report-text";
import pc from "picocolors";
test("x", () => {
  const f = process.env.F as string;
  const r = importConfig(readFileSync(f, "utf8"), f);
  process.stdout.write(r.yaml + "\n-----\n" + reportText(r.report, pc.createColors(false)));
});
