import type { KeyReport } from "../../../src/import/key-report";
import { importDriverOptions } from "../../../src/import/machine/import-driver-options";
import { TrackedTable } from "../../../src/import/tracked-table";

function read(...options: readonly string[]) {
  const report: KeyReport[] = [];
  const machine = new TrackedTable({ MachineDriver: "amazonec2", MachineOptions: options }, "machine", report);
  const { machines } = importDriverOptions(machine, "fleets.linux", "MachineDriver");
  machine.finish();
  return {
    text: JSON.stringify([machines, report]),
    entry: report.find(({ key }) => key.includes("MachineOptions[0]")),
  };
}

describe("no secret", () => {
  const secret = ["AKIA", "IOSFODNN7EXAMPLE"].join("");

  test.each([
    `amazonec2-access-key=${secret}`,
    `amazonec2-secret-key=${secret}`,
    `amazonec2-session-token=${secret}`,
    `amazonec2-tags=Key,${secret}`,
    `engine-env=HTTPS_PROXY=http://user:hunter2-${secret}@proxy:3128`,
    `engine-opt=log-opt=token=${secret}`,
    `amazonec2-userdata=${secret}`,
    `amazonec2-unknown=${secret}`,
    secret,
  ])("is written or said: %s", (option) => {
    const { text, entry } = read(option);
    expect(["dropped", "decision"]).toContain(entry?.outcome);
    expect(text).not.toContain(secret);
  });

  test("hides what to do with a proxy", () => {
    const { text, entry } = read("engine-env=HTTP_PROXY=http://user:hunter2@proxy:3128");
    expect(text).not.toContain("hunter2");
    expect(entry?.note).toBe(
      "write the proxy into trust.httpProxy, httpsProxy and noProxy, from where dockerd and jobs get it; its address here " +
        "holds what looks like a login (not shown), and there none may be: let the proxy know the machines by their addresses",
    );
  });

  test("of a variable of dockerd is shown", () => {
    const { text, entry } = read("engine-env=API_TOKEN=correct-horse");
    expect(text).not.toContain("correct-horse");
    expect(entry?.note).toBe("it looks like a secret, and is not carried over; keep it out of the description");
  });
});
