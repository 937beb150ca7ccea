import { importConfig } from "../../src/import/import-config";
import { autoscaler, outcome } from "./samples";

describe("a cache", () => {
  const withCache = (text: string) => `${autoscaler}[runners.cache]\n${text}`;

  test("is reached by the manager's role, never by keys", () => {
    const text = withCache(
      'Type = "s3"\nShared = true\n[runners.cache.s3]\nServerAddress = "s3.amazonaws.com"\nAccessKey = "AKIAABCDEFGHIJKLMNOP"\nSecretKey = "abc"\nAuthenticationType = "access-key"\nBucketName = "ci-cache"\n',
    );
    expect(importConfig(text, "config.toml").description.cache).toEqual({
      shared: true,
      s3: { bucketName: "ci-cache" },
    });
    for (const key of ["AccessKey", "SecretKey", "AuthenticationType"]) {
      expect(outcome(text, `runners[0].cache.s3.${key}`)).toMatchObject({ outcome: "decision" });
    }
    expect(outcome(text, "runners[0].cache.s3.ServerAddress")).toEqual({
      outcome: "dropped",
      note: "Amazon S3 is where the bucket is without it",
    });
  });

  test.each([
    ["", "dropped"],
    ["IAM", "dropped"],
    ["access-key", "decision"],
  ])("whose AuthenticationType is %j: %s", (type, expected) => {
    const text = withCache(`Type = "s3"\n[runners.cache.s3]\nBucketName = "a"\nAuthenticationType = "${type}"\n`);
    expect(outcome(text, "runners[0].cache.s3.AuthenticationType")).toMatchObject({ outcome: expected });
  });

  test("of no type, as `gitlab-runner register` writes it, says nothing", () => {
    const registered = withCache(
      "MaxUploadedArchiveSize = 0\n[runners.cache.s3]\n[runners.cache.gcs]\n[runners.cache.azure]\n",
    );
    expect(outcome(registered, "runners[0].cache.MaxUploadedArchiveSize")).toEqual({
      outcome: "dropped",
      note: "0 is as good as leaving it out",
    });
    expect(outcome(registered, "runners[0].cache.s3")).toMatchObject({ outcome: "dropped" });
    expect(outcome(withCache("MaxUploadedArchiveSize = 5\n"), "runners[0].cache.MaxUploadedArchiveSize")).toMatchObject(
      {
        outcome: "decision",
      },
    );
  });

  test("that is elsewhere, or of no type, needs a decision", () => {
    expect(outcome(withCache('Type = "gcs"\n'), "runners[0].cache.Type")).toMatchObject({ outcome: "decision" });
    const untyped = withCache('Shared = true\nPath = ""\n');
    expect(outcome(untyped, "runners[0].cache.Shared")).toMatchObject({ outcome: "decision" });
    expect(outcome(untyped, "runners[0].cache.Path")).toMatchObject({ outcome: "dropped" });
    expect(importConfig(untyped, "config.toml").description.cache).toBeUndefined();
  });
});
