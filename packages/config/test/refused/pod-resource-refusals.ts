import { refusedPods } from "./refused-pods";

/** Descriptions that are refused for what they say of what pods may use. */
export const podResourceRefusals = refusedPods([
  [
    "CPU in words",
    { cpuLimit: "2 cores" },
    'cpuLimit: must be an amount of CPU as Kubernetes takes it, such as "500m" or "1.5", got "2 cores"; correct the value [schema-format]',
  ],
  ["CPU as a number", { cpuRequest: 2 }, "cpuRequest: must be a text, got 2; write a text [schema-type]"],
  [
    "CPU below nothing",
    { cpuLimit: "-1" },
    'cpuLimit: must be an amount of CPU as Kubernetes takes it, such as "500m" or "1.5", got "-1"; correct the value [schema-format]',
  ],
  [
    "memory as Docker writes it",
    { memoryLimit: "512m" },
    'memoryLimit: must be a size in bytes as Kubernetes takes it, such as "512Mi" or "2G"; an "m" would be a thousandth of a byte, got "512m"; correct the value [schema-format]',
  ],
  [
    "memory with a unit of two letters",
    { memoryRequest: "2GB" },
    'memoryRequest: must be a size in bytes as Kubernetes takes it, such as "512Mi" or "2G"; an "m" would be a thousandth of a byte, got "2GB"; correct the value [schema-format]',
  ],
  [
    "memory with a small unit",
    { memoryLimitOverwriteMaxAllowed: "2g" },
    'memoryLimitOverwriteMaxAllowed: must be a size in bytes as Kubernetes takes it, such as "512Mi" or "2G"; an "m" would be a thousandth of a byte, got "2g"; correct the value [schema-format]',
  ],
  [
    "the helper's memory as a number",
    { helperMemoryLimit: 250 },
    "helperMemoryLimit: must be a text, got 250; write a text [schema-type]",
  ],
  [
    "a service's CPU with a comma",
    { serviceCpuLimit: "0,5" },
    'serviceCpuLimit: must be an amount of CPU as Kubernetes takes it, such as "500m" or "1.5", got "0,5"; correct the value [schema-format]',
  ],
  [
    "the helper's disk space without a number",
    { helperEphemeralStorageRequest: "Gi" },
    'helperEphemeralStorageRequest: must be a size in bytes as Kubernetes takes it, such as "512Mi" or "2G"; an "m" would be a thousandth of a byte, got "Gi"; correct the value [schema-format]',
  ],
  [
    "a whole pod's memory with a fraction of a byte",
    { podMemoryRequest: "100u" },
    'podMemoryRequest: must be a size in bytes as Kubernetes takes it, such as "512Mi" or "2G"; an "m" would be a thousandth of a byte, got "100u"; correct the value [schema-format]',
  ],
  [
    "a whole pod's disk space, which is no key",
    { podEphemeralStorageLimit: "2Gi", ephemeralStorageRequest: "1Gi" },
    "podEphemeralStorageLimit: unknown key; did you mean ephemeralStorageLimit? [schema-unknown-key]",
  ],
]);
