import { machinesSchema, type Machines } from "@runner-fleet/config";
import { renderUserData } from "../src";

const message = (userDataParts: object[]) =>
  renderUserData(
    machinesSchema.parse({
      instanceTypes: ["m7i.large"],
      subnetIds: ["subnet-0123456789abcdef0"],
      userDataParts,
    }) satisfies Machines,
  ).toString();

const script = { filename: "a.sh", content: "#!/bin/sh\necho a\n" };
const further = { filename: "b.yaml", contentType: "text/cloud-config", content: "#cloud-config\nruncmd: [[ls]]" };

function partsOf(text: string): { headers: string; body: string }[] {
  const boundary = /boundary="([^"]+)"/.exec(text)![1]!;
  return text
    .split(new RegExp(`^--${boundary}(?:--)?\n`, "m"))
    .slice(1, -1)
    .map((part) => {
      const end = part.indexOf("\n\n");
      return { headers: part.slice(0, end), body: part.slice(end + 2) };
    });
}

test("the project's own part comes first, then the user's in their order", () => {
  const parts = partsOf(message([script, further]));
  expect(parts.map(({ headers }) => /filename="(.*)"/.exec(headers)![1])).toEqual([
    "runner-fleet.yaml",
    "user-01-a.sh",
    "user-02-b.yaml",
  ]);
  expect(parts.map(({ headers }) => /^Content-Type: ([^;]+);/.exec(headers)![1])).toEqual([
    "text/cloud-config",
    "text/x-shellscript",
    "text/cloud-config",
  ]);
});

test("a further cloud-config adds to the lists of the project's own and changes none of its values", () => {
  const mergeTypes = partsOf(message([script, further])).map(({ headers }) => /^Merge-Type: (.*)$/m.exec(headers)?.[1]);
  expect(mergeTypes).toEqual([undefined, undefined, "list(append)+dict(no_replace,recurse_list)+str()"]);
});

test("scripts come after the project's own runcmd: cloud-init runs both in the order of their file names", () => {
  const names = partsOf(message([script, { ...script, filename: "0.sh" }])).map(
    ({ headers }) => /filename="(.*)"/.exec(headers)![1],
  );
  const order = ["runcmd", ...names.slice(1)];
  expect([...order].sort()).toEqual(order);
});

test("a part without a last line break gets one, so that the boundary is on a line of its own", () => {
  expect(partsOf(message([further]))[1]!.body).toBe(`${further.content}\n`);
});

test("what is not ASCII is carried in base64", () => {
  const content = "#!/bin/sh\necho grüße\n";
  const { headers, body } = partsOf(message([{ ...script, content }]))[1]!;
  expect(headers).toContain("Content-Transfer-Encoding: base64");
  expect(Buffer.from(body, "base64").toString()).toBe(content);
});

test("the boundary follows from the contents, and another content has another", () => {
  const boundaryOf = (text: string) => /boundary="([^"]+)"/.exec(text)![1];
  expect(boundaryOf(message([script]))).toBe(boundaryOf(message([script])));
  expect(boundaryOf(message([script]))).not.toBe(boundaryOf(message([{ ...script, content: "#!/bin/sh\n" }])));
});
