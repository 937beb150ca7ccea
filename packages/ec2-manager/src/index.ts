export { Ec2Manager, type Ec2ManagerProps, type ManagerConfigObject, type ManagerToken } from "./ec2-manager";
export { ec2ManagerStatements, type Ec2ManagerStatementsInput } from "./manager-statements";
export { AFTER_DRAIN_SECONDS, drainSeconds, HOOK_LIMIT_SECONDS } from "./manager-times";
export { renderManagerUserData, type ManagerUserData } from "./user-data";
