/** Name of a manager's document of Systems Manager. */
export const documentName = (manager: string): string => `${manager}-maintenance`;

/** Name of a manager's log group. */
export const logGroupName = (manager: string): string => `/runner-fleet/${manager}`;

/** Names of the lifecycle hooks, the same in every group. */
export const hookNames = { launch: "manager-works", termination: "manager-drains" } as const;
