import { Expression } from "../../src/values/expression";
import { dockerServiceSchema } from "../../src/schema/docker-service";
import { refusals } from "../refusals";

const name = "postgres:17";

describe("[[runners.docker.services]]", () => {
  test.each<[string, unknown]>([
    ["name", "registry.example.com/$SERVICE_IMAGE"],
    ["name", Expression.text("var.service_image")],
    ["alias", "db,postgres"],
    ["command", ["postgres", "-c", "fsync=off"]],
    ["entrypoint", ["/entrypoint.sh"]],
    ["environment", ["POSTGRES_DB=test", "EMPTY=", "URL=a=b"]],
  ])("takes %s of %j", (key, value) => {
    expect(dockerServiceSchema.parse({ name, [key]: value })).toEqual({ name, [key]: value });
  });

  test.each<[string, unknown, string]>([
    ["name", undefined, "name: is required and must be a text"],
    ["name", "", "name: must not be empty"],
    ["alias", ["db"], 'alias: must be a text, got ["db"]'],
    ["command", "postgres", 'command: must be a list, got "postgres"'],
    ["entrypoint", [1], "entrypoint[0]: must be a text, got 1"],
    ["environment", ["POSTGRES_DB"], "environment[0]: must be a variable as NAME=value"],
    ["environment", ["A=1", "2B=1"], "environment[1]: must be a variable as NAME=value"],
    ["environment", { A: "1" }, "environment: must be a list"],
  ])("refuses %s of %j", (key, value, message) => {
    expect(refusals(dockerServiceSchema, { name, [key]: value })).toEqual([expect.stringContaining(message)]);
  });
});
