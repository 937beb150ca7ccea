export { cloudConfig, type CloudConfigInput } from "./cloud-config";
export { line, type CloudConfigPart, type Line, type Piece, type ValueOf } from "./cloud-config-part";
export { encodeUserData, USER_DATA_LIMIT } from "./encode-user-data";
export { installGitlabRunner, type RunnerInstallation } from "./install-gitlab-runner";
export { knownList } from "./known-list";
export { trustOnMachine, type TrustingMachine } from "./trust-on-machine";
