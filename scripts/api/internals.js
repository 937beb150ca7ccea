/**
 * Types that signatures name and no package exports, by the file that has them: nobody writes these names.
 */
const internals = {
  "@runner-fleet/aws-fleet/src/machine-image.ts": ["Image"],
  "@runner-fleet/aws-fleet/src/user-data.ts": ["JsonOf"],
  "@runner-fleet/config/src/fleets/fleet-shard.ts": ["PartOfFleet"],
  "@runner-fleet/config/src/fleets/sizing.ts": ["Chosen"],
  "@runner-fleet/config/src/profiles/profile.ts": ["PodSecurityLevel", "Profile"],
  "@runner-fleet/config/src/rule/every-fleet.ts": ["PoliciesOfFleet"],
  "@runner-fleet/config/src/schema/autoscaler.ts": ["policySchema"],
  "@runner-fleet/config/src/schema/docker-autoscaler-fleet.ts": ["dockerAutoscalerFleetSchema"],
  "@runner-fleet/config/src/schema/fleet.ts": ["fleetSchema"],
  "@runner-fleet/config/src/schema/instance-fleet.ts": ["instanceFleetSchema"],
  "@runner-fleet/config/src/schema/kubernetes-fleet.ts": ["kubernetesFleetSchema"],
  "@runner-fleet/config/src/schema/trust.ts": ["trustSchema"],
  "@runner-fleet/config/src/schema/value.ts": ["TomlType"],
  "@runner-fleet/config/src/variables/catalogue.ts": ["ExpressionByType"],
  "@runner-fleet/ec2-manager/src/manager-times.ts": ["Timed"],
  "@runner-fleet/stack/src/modules/module-stack.ts": ["ModuleStack"],
};

const notExported = /^(\S+), defined in (\S+), is referenced by /;

/**
 * What typedoc warns of, without the types that are internal on purpose.
 *
 * @param {Iterable<string>} warnings typedoc's texts
 * @param {Record<string, string[]>} [known] the internal types by their files
 * @returns {string[]} one line for each fault, among them an internal type that typedoc does not miss
 */
function withoutInternals(warnings, known = internals) {
  const unused = new Set(Object.entries(known).flatMap(([file, types]) => types.map((type) => `${type} in ${file}`)));
  const faults = [...warnings].filter((text) => {
    const [, type, file] = notExported.exec(text) ?? [];
    return !unused.delete(`${type} in ${file}`);
  });
  return [
    ...faults,
    ...[...unused].map((type) => `${type}: is exported or not used any more; take it out of scripts/api/internals.js`),
  ];
}

module.exports = { withoutInternals };
