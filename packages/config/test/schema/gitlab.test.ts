import { Expression } from "../../src/values/expression";
import { gitlabSchema } from "../../src/schema/gitlab";
import { refusals } from "../refusals";

const url = "https://gitlab.com";

describe("the GitLab instance", () => {
  test.each<[string, unknown]>([
    ["url", "https://gitlab.example.com:8443/gitlab"],
    ["url", "http://10.0.0.5/"],
    ["url", Expression.text("var.gitlab_url")],
    ["tlsCaFile", "/etc/gitlab-runner/certs/ca.pem"],
    ["tlsCertFile", "/etc/gitlab-runner/certs/client.pem"],
    ["tlsKeyFile", Expression.text("var.key_file")],
  ])("takes %s of %j", (key, value) => {
    expect(gitlabSchema.parse({ url, [key]: value })).toEqual({ url, [key]: value });
  });

  test.each<[string, unknown, string]>([
    ["url", undefined, "url: is required and must be a text"],
    ["url", "gitlab.com", "url: must be an http or https address without credentials"],
    ["url", "ssh://gitlab.com", "url: must be an http or https address without credentials"],
    ["url", "https://user@gitlab.com", "url: must be an http or https address without credentials"],
    ["url", "https://gitlab.com/?a=b", "url: must be an http or https address without credentials"],
    ["url", "https://gitlab.com/#a", "url: must be an http or https address without credentials"],
    ["url", "https:///path", "url: must be an http or https address without credentials"],
    ["tlsCaFile", "ca.pem", "tlsCaFile: must be an absolute path"],
    ["tlsCertFile", "./client.pem", "tlsCertFile: must be an absolute path"],
    ["tlsKeyFile", "~/key.pem", "tlsKeyFile: must be an absolute path"],
    ["extra", {}, "extra: unknown key"],
  ])("refuses %s of %j", (key, value, message) => {
    expect(refusals(gitlabSchema, { url, [key]: value })).toEqual([expect.stringContaining(message)]);
  });

  test("a password in the address is not shown", () => {
    const [refusal] = refusals(gitlabSchema, { url: "https://user:hunter2hunter2@gitlab.com" });
    expect(refusal).toContain("without credentials");
    expect(refusal).not.toContain("hunter2");
  });
});
