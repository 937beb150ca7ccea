import { certificates } from "../certificates";
import { descriptionWith } from "../changed";
import type { Refusal } from "./refusal";

const ADDRESS =
  'must be the http or https address of a proxy without credentials, such as "http://proxy.example.com:3128"';
const REVOKE =
  "revoke it, since it has been written down; put a runner's token where its manager reads it (cluster.tokens, ec2.tokens or fargate.tokens), and refer to a Secret, a role or a variable of GitLab for others";
const WHOLE =
  "must hold whole certificates, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----, got one without its end";

const block = (label: string, content: string) => `-----BEGIN ${label}-----\n${content}\n-----END ${label}-----\n`;

/** Descriptions that are refused for what they say of authorities and proxies. */
export const trustRefusals: readonly Refusal[] = [
  {
    name: "a path in place of certificates",
    input: descriptionWith({ "trust.caBundle": "/etc/ssl/certs/ca.pem" }),
    says: [
      'trust.caBundle: must be certificates in PEM form, which begin with -----BEGIN CERTIFICATE-----, got "/etc/ssl/certs/ca.pem"; correct the value [schema-format]',
    ],
  },
  {
    name: "a private key among certificates",
    input: descriptionWith({ "trust.caBundle": certificates[0] + block("EC PRIVATE KEY", "MHcCAQEEIB") }),
    says: [`trust.caBundle: must hold certificates alone, got a private key (not shown); ${REVOKE} [schema-format]`],
  },
  {
    name: "a certificate that is cut off",
    input: descriptionWith({ "trust.caBundle": certificates[0] + certificates[1].slice(0, 200) }),
    says: [`trust.caBundle: ${WHOLE}; correct the value [schema-format]`],
  },
  {
    name: "a certificate in the form of OpenSSL alone",
    input: descriptionWith({ "trust.caBundle": certificates[0] + block("TRUSTED CERTIFICATE", "MIIB") }),
    says: [
      "trust.caBundle: must hold certificates alone, got TRUSTED CERTIFICATE as number 2; correct the value [schema-format]",
    ],
  },
  {
    name: "a certificate that is none",
    input: descriptionWith({ "trust.caBundle": block("CERTIFICATE", "MIIB") }),
    says: [
      "trust.caBundle: must hold certificates that can be read, got number 1 that can't; correct the value [schema-format]",
    ],
  },
  {
    name: "a whole store of certificates",
    input: descriptionWith({ "trust.caBundle": certificates[0].repeat(300) }),
    says: [
      `trust.caBundle: must have at most 150000 characters, got ${certificates[0].length * 300}; give it at most 150000 characters [schema-range]`,
    ],
  },
  {
    name: "a proxy without http",
    input: descriptionWith({ trust: { httpsProxy: "proxy.example.com:3128" } }),
    says: [`trust.httpsProxy: ${ADDRESS}, got "proxy.example.com:3128"; correct the value [schema-format]`],
  },
  {
    name: "a proxy with a password",
    input: descriptionWith({ trust: { httpsProxy: "http://ci:secret@proxy.example.com:3128" } }),
    says: [`trust.httpsProxy: ${ADDRESS}, got a text that looks like a secret (not shown); ${REVOKE} [schema-format]`],
  },
  {
    name: "a proxy with a user",
    input: descriptionWith({ trust: { httpsProxy: "http://ci@proxy.example.com:3128" } }),
    says: [`trust.httpsProxy: ${ADDRESS}, got "http://ci@proxy.example.com:3128"; correct the value [schema-format]`],
  },
  {
    name: "a proxy that a shell would evaluate",
    input: descriptionWith({ trust: { httpProxy: "http://$(reboot)", httpsProxy: "http://proxy.example.com" } }),
    says: [`trust.httpProxy: ${ADDRESS}, got "http://$(reboot)"; correct the value [schema-format]`],
  },
  ...["*.example.com", "https://example.com", "a.example.com,b.example.com", "10.0.0.0/", "two words"].map((entry) => ({
    name: `what is reached without the proxy as ${entry}`,
    input: descriptionWith({ trust: { httpsProxy: "http://proxy.example.com", noProxy: ["example.com", entry] } }),
    says: [
      `trust.noProxy[1]: must be a host, a domain with a leading dot, an address or a network, such as ".example.com" or "10.0.0.0/16", got ${JSON.stringify(entry)}; correct the value [schema-format]`,
    ],
  })),
  {
    name: "trust without certificate checks",
    input: descriptionWith({ "trust.insecure": true }),
    says: [
      "trust.insecure: unknown key; remove it or use one of caBundle, httpProxy, httpsProxy, noProxy [schema-unknown-key]",
    ],
  },
];
