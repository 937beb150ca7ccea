import type { Rule } from "../rule/rule";

/** A proxy for http is one for https, too. */
export const httpsProxyMissing: Rule = {
  id: "https-proxy-missing",
  title: "A proxy for http is one for https, too",
  why:
    "GitLab, AWS, registries and nearly all else is reached by https. Without httpsProxy it is reached directly, or, in a " +
    "network that has no other way out, not at all: the manager gets no jobs and machines install no Docker.",
  fix: "set trust.httpsProxy, to the same address if one proxy does both",
  severity: "warning",
  *check({ trust: { httpProxy, httpsProxy } }) {
    if (httpProxy !== undefined && httpsProxy === undefined) {
      yield { path: ["trust", "httpProxy"], message: "should come with httpsProxy" };
    }
  },
};
