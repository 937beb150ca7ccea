import { callFailure, failureDetail, failureKind } from "../../src/drain/call-failure";

const aws = (code: string) => `\nAn error occurred (${code}) when calling the UpdateService operation: text\n`;

describe("why a call failed", () => {
  test.each([
    ["aws", aws("AccessDeniedException"), "denied"],
    ["aws", aws("UnrecognizedClientException"), "login"],
    ["aws", aws("ServiceNotActiveException"), "missing"],
    ["aws", aws("RequestLimitExceeded"), "temporary"],
    ["aws", aws("ValidationError"), "other"],
    ["aws", 'Could not connect to the endpoint URL: "https://ecs.eu-west-1.amazonaws.com/"', "temporary"],
    ["aws", 'Unable to locate credentials. You can configure credentials by running "aws configure".', "login"],
    ["aws", "Error when retrieving token from sso: Token has expired and refresh failed", "login"],
    ["aws", "You must specify a region. You can also configure your region", "nowhere"],
    ["kubectl", 'Error from server (Forbidden): pods is forbidden: User "a" cannot list resource "pods"', "denied"],
    ["kubectl", 'Error from server (NotFound): statefulsets.apps "ci" not found', "missing"],
    ["kubectl", "error: You must be logged in to the server (Unauthorized)", "login"],
    [
      "kubectl",
      "Unable to connect to the server: getting credentials: exec: executable aws failed with exit code 255",
      "login",
    ],
    ["kubectl", "Unable to connect to the server: net/http: TLS handshake timeout", "temporary"],
    [
      "kubectl",
      "The connection to the server 10.0.0.1:6443 was refused - did you specify the right host or port?",
      "temporary",
    ],
    [
      "kubectl",
      "The connection to the server localhost:8080 was refused - did you specify the right host or port?",
      "nowhere",
    ],
    ["kubectl", "Error in configuration: context was not found for specified context: nope", "nowhere"],
    ["kubectl", "error: unknown flag: --x", "other"],
  ] as const)("%s: %s is %s", (command, stderr, kind) => {
    expect(failureKind(command, stderr)).toBe(kind);
  });

  test("is told by the last line of what the command said", () => {
    expect(failureDetail("E1122 memcache.go:265 noise\nThe connection was refused\n")).toBe(
      "The connection was refused",
    );
    expect(failureDetail(" \n")).toBe("it said nothing");
  });

  test("never shows a secret", () => {
    const { message } = callFailure("aws", "ecs:UpdateService", {
      stderr: 'Failed to connect to proxy URL: "http://ann:hunter2-secret@proxy:3128"\n',
    });

    expect(message).toBe("aws failed: its message looks like it holds a secret and is not shown");
  });

  test("names the right that the call needs where the message does not", () => {
    const { message } = callFailure("aws", "autoscaling:DescribeAutoScalingGroups", { stderr: aws("AccessDenied") });

    expect(message).toContain("no permission for 'autoscaling:DescribeAutoScalingGroups'; allow it");
  });
});
