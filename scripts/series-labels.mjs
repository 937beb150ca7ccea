const target = (instance) =>
  'namespace="ci",pod="linux-runner-manager-0",container="manager",endpoint="metrics",' +
  `instance="${instance}:9252",job="ci/linux-runner-manager"`;
const manager = target("10.0.12.34");
const successor = target("10.0.56.78");
const systemId = 'system_id="r_0123456789ab"';
const linux = 'runner="AbCdEf123",runner_name="linux"';

/**
 * What stands for the labels of a series in promtool's tests: those that the Prometheus Operator gives a target, then
 * those of the runner, of which not every series has all. Where both have an `endpoint`, the runner's is
 * `exported_endpoint`.
 */
const labels = {
  $MANAGER: manager,
  $SUCCESSOR: successor,
  $ELSEWHERE: manager.replaceAll('"ci', '"elsewhere'),
  $LINUX: `${manager},${linux},${systemId}`,
  $LINUX_TOKEN: `${manager},runner="AbCdEf123",${systemId}`,
  $LINUX_FAILED: `${manager},${linux}`,
  $LINUX_EMPTY: `${manager},runner_name="linux",${systemId}`,
  $SUCCESSOR_LINUX: `${successor},${linux},${systemId}`,
  $SUCCESSOR_FAILED: `${successor},${linux}`,
  $ARM: `${manager},runner="GhIjKl456",runner_name="arm",${systemId}`,
  $PODS: `${manager},runner="MnOpQr789",runner_name="pods",${systemId}`,
};

/** A series with the labels that its names stand for. */
export function labelled(series, file) {
  return series.replace(/\$\w+/g, (name) => {
    if (labels[name] === undefined) {
      throw new Error(`${file}: labels must be of ${Object.keys(labels).join(", ")}, got ${name}; add it to the table`);
    }
    return labels[name];
  });
}
