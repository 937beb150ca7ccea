import { everyFleet } from "../rule/every-fleet";
import { formatGiven } from "../findings/finding";
import { knownEntries } from "../values/known-value";
import { containerTable, type ContainerTable } from "../rule/container-table";
import type { Rule } from "../rule/rule";

const SECRET_NAME =
  /(^|_)(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIALS|(ACCESS|API|ACCOUNT|PRIVATE|SECRET)_?KEY)$/i;

/** Variables of jobs hold no secret. */
export const environmentHoldsSecret: Rule = {
  id: "environment-holds-secret",
  title: "Variables of jobs hold no secret",
  why:
    "The environment is in plain text in config.toml, in its ConfigMap, in Terraform's state and in every job, those of " +
    "forks included.",
  fix: "make it a masked and protected variable of the group or project in GitLab, or accept the rule if it is no secret",
  severity: "error",
  acceptable: true,
  check: everyFleet(function* (fleet, at) {
    const table = containerTable(fleet);
    const lists = [
      [at("environment"), fleet.environment],
      ...(table ? servicesOf(table) : []).map(
        ({ key, index, environment }) => [at(key, "services", index, "environment"), environment] as const,
      ),
    ] as const;
    for (const [path, list] of lists) {
      for (const [index, entry] of knownEntries(list)) {
        const [, name = "", value = ""] = /^([^=]*)=([^]*)$/.exec(entry) ?? [];
        // A value that names another variable, or a file, is no secret itself.
        if (SECRET_NAME.test(name) && /^[^$/]/.test(value)) {
          yield { path: [...path, index], message: `must not give ${formatGiven(name)} a value (not shown)` };
        }
      }
    }
  }),
};

const servicesOf = ({ key, settings: { services = [] } }: ContainerTable) =>
  services.map(({ environment }, index) => ({ key, index, environment }));
