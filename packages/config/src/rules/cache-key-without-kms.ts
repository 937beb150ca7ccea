import type { Rule } from "../rule/rule";

const KMS = ["KMS", "DSSE-KMS"];

/** A KMS key of the cache is used. */
export const cacheKeyWithoutKms: Rule = {
  id: "cache-key-without-kms",
  title: "A KMS key of the cache is used",
  why: "The key has no effect unless the encryption is by KMS: caches would not be encrypted by the key that was asked for.",
  fix: 'set serverSideEncryption to "KMS" or "DSSE-KMS", or remove the key',
  severity: "error",
  *check({ cache }) {
    const { serverSideEncryption, serverSideEncryptionKeyId } = cache?.s3 ?? {};
    if (serverSideEncryptionKeyId === undefined || typeof serverSideEncryption === "object") {
      return;
    }
    if (!KMS.includes(serverSideEncryption ?? "")) {
      yield {
        path: ["cache", "s3", "serverSideEncryptionKeyId"],
        message: `must come with a serverSideEncryption of KMS or DSSE-KMS, got ${serverSideEncryption ?? "none"}`,
      };
    }
  },
};
