export { Checksum } from "./checksum";
export type { ChartValue } from "./chart-value";
export type { ServiceAccountAnnotations } from "./job-namespaces";
export { bundledChart, type FolderChart, type ManagerChart, type RegistryChart } from "./manager-chart";
export { ManagerNamespace, type ManagerNamespaceProps } from "./manager-namespace";
export {
  gracePeriodSeconds,
  managerValues,
  type ManagerImageReference,
  type ManagerValues,
  type ManagerValuesInput,
} from "./manager-values";
export { OfficialManager, type OfficialManagerProps } from "./official-manager";
export { officialValues, type OfficialValues, type OfficialValuesInput } from "./official-values";
export { RunnerManager, type RunnerManagerProps } from "./runner-manager";
export { RunnerCache, type RunnerCacheProps } from "./runner-cache";
export { TokenSecret, type TokenSecretProps } from "./token-secret";
export { mapChartValue, type ChartValueWriter } from "./map-chart-value";
