import { formatGiven } from "../findings/finding";
import { knownValue } from "../values/known-value";
import type { Rule } from "../rule/rule";

/** GitLab is spoken to by https. */
export const gitlabUrlUnencrypted: Rule = {
  id: "gitlab-url-unencrypted",
  title: "GitLab is spoken to by https",
  why: "By http the runner's token, every job's token and every job's secret variables pass the network in plain text.",
  fix: "use https; for an authority of your own give its certificate as trust.caBundle",
  severity: "warning",
  *check({ gitlab }) {
    const url = knownValue(gitlab.url);
    if (url?.startsWith("http://")) {
      yield { path: ["gitlab", "url"], message: `should begin with https://, got ${formatGiven(url)}` };
    }
  },
};
