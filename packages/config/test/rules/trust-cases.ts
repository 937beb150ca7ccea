import { Expression } from "../../src/values/expression";
import { certificates } from "../certificates";
import type { RuleCases } from "./rule-cases";

const proxy = "http://proxy.example.com:3128";

/** What the rules about proxies find and let pass. */
export const trustCases: RuleCases = {
  "https-proxy-missing": {
    fires: [
      {
        when: { "trust.httpProxy": proxy },
        says: [
          "trust.httpProxy: should come with httpsProxy; set trust.httpsProxy, to the same address if one proxy does both [https-proxy-missing]",
        ],
      },
    ],
    quiet: [
      { trust: { httpProxy: proxy, httpsProxy: proxy } },
      { trust: { httpsProxy: proxy } },
      { trust: { httpProxy: Expression.text("var.proxy"), httpsProxy: Expression.text("var.proxy") } },
      { trust: { caBundle: certificates[0] } },
    ],
  },
  "no-proxy-without-proxy": {
    fires: [
      {
        when: { trust: { noProxy: [".example.com"] } },
        says: [
          "trust.noProxy: has no effect without httpProxy or httpsProxy; set trust.httpsProxy and trust.httpProxy, or remove trust.noProxy [no-proxy-without-proxy]",
        ],
      },
    ],
    quiet: [
      { trust: { noProxy: [".example.com"], httpsProxy: proxy } },
      { trust: { noProxy: Expression.list("var.hosts"), httpProxy: proxy } },
      { trust: {} },
    ],
  },
};
