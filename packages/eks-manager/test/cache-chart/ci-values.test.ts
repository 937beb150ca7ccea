import { helm } from "../chart/render-chart";
import { cacheChartFolder, cacheCiFiles, cacheCiValues, renderCache } from "./render-cache";

const everyCache = ["Deployment", "Pod", "Service"];
const policies = ["NetworkPolicy", "NetworkPolicy"];
const madeKeys = ["Job", "NetworkPolicy", "Role", "RoleBinding", "ServiceAccount"];
const metrics = ["ConfigMap"];

/** What each file is for, by the kinds of the objects that it makes. */
const kindsOf: Readonly<Record<string, readonly string[]>> = {
  default: [...everyCache, ...policies, ...madeKeys],
  "existing-secret": [...everyCache, ...policies],
  full: [...everyCache, ...policies, ...metrics, "PersistentVolumeClaim", "ServiceMonitor"],
  monitoring: [...everyCache, ...policies, ...madeKeys, ...metrics, "PodMonitor"],
  volume: [...everyCache, ...policies, ...madeKeys, "PersistentVolumeClaim"],
};

test("there is a file of values for each way to run the chart", () => {
  expect(cacheCiFiles).toEqual(Object.keys(kindsOf));
});

describe.each(Object.entries(kindsOf))("with the %s values", (name, kinds) => {
  test.each([3, 4] as const)("helm %i finds nothing to say, strictly", (major) => {
    const said = helm(["lint", "--strict", cacheChartFolder], cacheCiValues(name), major);
    expect(said).toContain("1 chart(s) linted, 0 chart(s) failed");
  });

  test("helm 3 and 4 render the same", () => {
    const [three, four] = ([3, 4] as const).map(
      (major) => renderCache(cacheCiValues(name), "elsewhere", major).objects,
    );
    expect(three).toEqual(four);
  });

  test("there is an object of each kind that they are for, and no other, all in the release's namespace", () => {
    const { objects } = renderCache(cacheCiValues(name), "elsewhere");
    expect(objects.map(({ kind }) => kind).toSorted()).toEqual(kinds.toSorted());
    expect(objects.filter(({ metadata }) => metadata.namespace !== "elsewhere")).toEqual([]);
  });
});
