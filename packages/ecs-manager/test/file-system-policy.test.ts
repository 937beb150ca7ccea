import { fileSystemPolicy } from "../src/file-system-policy";
import { allows } from "./allows";

const arn = (resource: string) => `arn:aws:elasticfilesystem:eu-west-1:123456789012:${resource}`;
const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const fileSystemArn = arn("file-system/fs-0123");
const resourcePolicy = fileSystemPolicy(fileSystemArn, [
  { roleArn: role("ci-manager"), accessPointArn: arn("access-point/fsap-1") },
  { roleArn: role("ci-2-manager"), accessPointArn: arn("access-point/fsap-2") },
]);
/** An administrator: all of EFS by policies of one's own. */
const administrator = [{ Effect: "Allow", Action: "elasticfilesystem:*", Resource: "*" }];

/** Whether a role may do it with the file system. */
const may = (
  name: string,
  action: string,
  { accessPoint = "fsap-1", tls = "true", statements = [] as readonly object[] } = {},
) =>
  allows(
    { principal: role(name), resourcePolicy, statements },
    {
      action: `elasticfilesystem:${action}`,
      resource: fileSystemArn,
      context: {
        "aws:PrincipalArn": role(name),
        "aws:SecureTransport": tls,
        "elasticfilesystem:AccessedViaMountTarget": "true",
        "elasticfilesystem:AccessPointArn": arn(`access-point/${accessPoint}`),
      },
    },
  );

test.each([
  ["ci-manager", "fsap-1"],
  ["ci-2-manager", "fsap-2"],
])("%s mounts and writes by %s", async (name, accessPoint) => {
  expect(await may(name, "ClientMount", { accessPoint })).toBe(true);
  expect(await may(name, "ClientWrite", { accessPoint })).toBe(true);
});

test("a manager does not get to the record of another", async () => {
  expect(await may("ci-manager", "ClientMount", { accessPoint: "fsap-2" })).toBe(false);
});

test("a manager is never root, even if a policy of its own said so", async () => {
  expect(await may("ci-manager", "ClientRootAccess")).toBe(false);
});

test("nothing is mounted without TLS, whatever the role's own policies say", async () => {
  expect(await may("ci-manager", "ClientMount", { tls: "false", statements: administrator })).toBe(false);
});

test("nobody else mounts it, an administrator neither, who can still manage it", async () => {
  expect(await may("somebody", "ClientMount")).toBe(false);
  expect(await may("somebody", "ClientMount", { statements: administrator })).toBe(false);
  expect(await may("somebody", "ClientRootAccess", { statements: administrator })).toBe(false);
  expect(await may("somebody", "DeleteFileSystem", { statements: administrator })).toBe(true);
});
