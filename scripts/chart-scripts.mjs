import { charts, ciFiles, renderedChart } from "./rendered-chart.mjs";

const podOf = ({ kind, spec }) => (kind === "Pod" ? spec : spec?.template?.spec);

/** Every shell script in the charts' pods, as their `ci` values render them, as a file of its own. */
export function chartScripts() {
  return charts.flatMap((chart) =>
    ciFiles(chart).flatMap((file) =>
      renderedChart(`${chart}/ci/${file}`, chart).flatMap((object) => {
        const { initContainers = [], containers = [] } = podOf(object) ?? {};
        return [...initContainers, ...containers]
          .filter(({ command }) => command?.[0] === "/bin/sh")
          .map(({ name, command, args }) => ({
            name: `${chart}-${file}-${object.kind}-${name}.sh`,
            text: `#!/bin/sh\nset ${command[1].replace("c", "")}\n${args[0]}`,
          }));
      }),
    ),
  );
}
