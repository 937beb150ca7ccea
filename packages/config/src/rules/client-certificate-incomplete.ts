import type { Rule } from "../rule/rule";

/** A client certificate has its key, and a key its certificate. */
export const clientCertificateIncomplete: Rule = {
  id: "client-certificate-incomplete",
  title: "A client certificate has its key, and a key its certificate",
  why: "GitLab Runner shows a certificate only when it has both, and says nothing when it does not: GitLab then refuses it.",
  fix: "give the other one as well, or remove this one",
  severity: "error",
  *check({ gitlab: { tlsCertFile, tlsKeyFile } }) {
    if (tlsCertFile !== undefined && tlsKeyFile === undefined) {
      yield { path: ["gitlab", "tlsCertFile"], message: "must come with tlsKeyFile" };
    }
    if (tlsKeyFile !== undefined && tlsCertFile === undefined) {
      yield { path: ["gitlab", "tlsKeyFile"], message: "must come with tlsCertFile" };
    }
  },
};
