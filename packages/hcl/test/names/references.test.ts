import { referencesIn, withNewNames } from "../../src/names/references";
import { spaced } from "../../src/layout/space-between";
import { Scanner } from "../../src/scan/scanner";

const tokens = (expression: string) => new Scanner(expression).code();

test("references are found wherever they stand", () => {
  const expression = 'f(aws_vpc.a.id, "x${data.aws_y.b.c}", [for k in local.d : module.e[k].f], ephemeral.g.h.i)';
  expect(referencesIn(tokens(expression)).map(({ address }) => address)).toEqual([
    "aws_vpc.a",
    "data.aws_y.b",
    "local.d",
    "module.e",
    "ephemeral.g.h",
  ]);
});

test("attributes are no references", () => {
  expect(referencesIn(tokens("a.b.aws_vpc.main")).map(({ address }) => address)).toEqual(["a.b"]);
});

test("a name is replaced where it is one, and only there", () => {
  const names = new Map([
    ["aws_vpc.Net_1A", "net"],
    ["data.aws_vpc.Net_1A", "found"],
    ["local.x", "y"],
  ]);
  const expression = 'aws_vpc.Net_1A.Net_1A + data.aws_vpc.Net_1A.id + local.x.x + var.x + { x = "aws_vpc.Net_1A" }.x';
  expect(spaced(withNewNames(tokens(expression), names))).toBe(
    'aws_vpc.net.Net_1A + data.aws_vpc.found.id + local.y.x + var.x + { x = "aws_vpc.Net_1A" }.x',
  );
});
