import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { conditions, rules } from "@runner-fleet/config";
import { jsonLines } from "../diagnostic";
import { engines, type Engine } from "../engine";
import { EngineRun } from "../engine-run";
import { searchPath } from "../run-engine";
import { caseName, catalogueRoot, unknownRoot, type Changes, type Files } from "./catalogue-root";
import { acceptedValues } from "./good-values";
import type { RefusedValue } from "./refused-value";
import { refusedValues } from "./refused-values";

interface Line {
  readonly diagnostic?: {
    readonly severity: string;
    readonly summary: string;
    readonly detail: string;
    readonly range?: { readonly filename: string };
  };
}

type Said = Pick<RefusedValue, "rule" | "says" | "got"> & { readonly severity: string };

/** The parts of a message; one that is not in our form has no rule. */
function read({ severity, summary, detail }: NonNullable<Line["diagnostic"]>): Said {
  if (summary === "Invalid value for input variable") {
    return { severity, rule: "type", says: /var\.(\w+) declared at/.exec(detail)?.[1] ?? detail };
  }
  const [message = ""] = detail.split("\n\n");
  const [, says = message, rule = "none"] = /^([^:]+): .*; .* \[([\w-]+)\]$/s.exec(message) ?? [];
  const [, got] = /, got ((?:(?!; ).)*);/s.exec(message) ?? [];
  return { severity, rule, says, ...(got !== undefined && { got }) };
}

/** All that an engine says of a root when it plans it. */
function planned(engine: Engine, files: Files): NonNullable<Line["diagnostic"]>[] {
  const folder = mkdtempSync(join(tmpdir(), "runner-fleet-refused-"));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), JSON.stringify(content));
    }
    const run = new EngineRun(engine, folder, { PATH: searchPath(join(folder, "bin")) });
    run.init();
    const lines = jsonLines<Line>(run.execute(["plan", "-json"], [0, 1]).stdout);
    return lines.flatMap(({ diagnostic }) => diagnostic ?? []);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What an engine says of every set of values, by their index. */
function saidOf(engine: Engine, values: readonly Readonly<Record<string, unknown>>[], changes?: Changes): Said[][] {
  const said = planned(engine, catalogueRoot(values, changes));
  return values.map((_, index) =>
    said.filter(({ range }) => range?.filename.split(/[/.]/)[0] === caseName(index)).map(read),
  );
}

/** What is held when everything is planned is not even looked at where a variable is refused on its own. */
const isHeldLater = ({ rule, says }: RefusedValue) =>
  conditions.some((condition) => condition.rule === rule) && says !== "manager_security_group_ids";

const severityOf = (rule: string) => rules.find(({ id }) => id === rule)?.severity ?? "error";

const nameOf = ({ variables, rule }: RefusedValue) => `${JSON.stringify(variables).slice(0, 100)}: ${rule}`;

describe.each(engines)("$title", (engine) => {
  describe.each([
    ["refuses", refusedValues.filter((value) => !isHeldLater(value))],
    ["refuses or warns of, where variables are held against each other,", refusedValues.filter(isHeldLater)],
  ] as const)("%s", (_what, values) => {
    let said: Said[][];
    beforeAll(() => {
      said = saidOf(
        engine,
        values.map(({ variables }) => variables),
      );
    });

    test.each(values.map((value, index) => [nameOf(value), value, index] as const))("%s", (_name, value, index) => {
      const { rule, says, got } = value;
      const expected = { severity: severityOf(rule), rule, says, ...(got !== undefined && { got }) };
      expect(said[index]).toEqual([expected]);
    });
  });

  test("takes every other value without a word", () => {
    expect(saidOf(engine, acceptedValues)).toEqual(acceptedValues.map(() => []));
  });

  test("takes the manager's security groups or its ranges where either may be left out, and not neither", () => {
    const changes = { managerSecurityGroupIds: { default: [], validations: [] } };
    const values = [
      { manager_security_group_ids: [], manager_cidrs: ["10.0.0.0/16"] },
      { manager_security_group_ids: [], manager_cidrs: [] },
    ];
    const refused = {
      severity: "error",
      rule: "manager-source-missing",
      says: "manager_security_group_ids",
      got: "[]",
    };
    expect(saidOf(engine, values, changes)).toEqual([[], [refused]]);
  });

  test("leaves values that are not known yet for when they are", () => {
    expect(planned(engine, unknownRoot()).filter(({ severity }) => severity === "error")).toEqual([]);
  });
});
