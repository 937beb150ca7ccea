export { Ec2Manager } from "./ec2-manager";
export type { Ec2ManagerProps, ManagerConfigObject, ManagerToken } from "./ec2-manager-props";
export { ec2ManagerStatements, type Ec2ManagerStatementsInput, type ManagerEnvironment } from "./manager-statements";
export { AFTER_DRAIN_SECONDS, drainSeconds, HOOK_LIMIT_SECONDS } from "./manager-times";
export { renderManagerUserData, type ManagerUserData } from "./user-data";
