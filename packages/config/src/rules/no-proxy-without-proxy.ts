import { hasProxy } from "../fleets/no-proxy";
import type { Rule } from "../rule/rule";

/** What is reached without a proxy is named beside a proxy. */
export const noProxyWithoutProxy: Rule = {
  id: "no-proxy-without-proxy",
  title: "What is reached without a proxy is named beside a proxy",
  why: "Without httpProxy and httpsProxy everything is reached directly, and noProxy is written nowhere.",
  fix: "set trust.httpsProxy and trust.httpProxy, or remove trust.noProxy",
  severity: "warning",
  *check({ trust }) {
    if (trust.noProxy !== undefined && !hasProxy(trust)) {
      yield { path: ["trust", "noProxy"], message: "has no effect without httpProxy or httpsProxy" };
    }
  },
};
