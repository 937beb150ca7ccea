/** A manager that may mount a file system, and where. */
export interface FileSystemUser {
  /** ARN of the manager's role. */
  readonly roleArn: string;
  /** ARN of the manager's access point. */
  readonly accessPointArn: string;
}

/** What a task does with a file system: it mounts it and writes. It is never root there. */
const mount = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"];

/** Everything that a client of a file system can do. */
const everything = [...mount, "elasticfilesystem:ClientRootAccess"];

/** What a manager's role needs to mount its part of a file system. */
export const mountStatements = (fileSystemArn: string, accessPointArn: string): object[] => [
  {
    Effect: "Allow",
    Action: mount,
    Resource: fileSystemArn,
    Condition: { StringEquals: { "elasticfilesystem:AccessPointArn": accessPointArn } },
  },
];

/**
 * The policy of a file system that only its managers may mount, each by its own access point, over TLS. Without the
 * denials everyone whose own policies allow all of EFS could, an administrator's session for example.
 */
export function fileSystemPolicy(fileSystemArn: string, users: readonly FileSystemUser[]): object {
  const everyone = { Effect: "Deny", Principal: { AWS: "*" }, Action: everything, Resource: fileSystemArn };
  return {
    Version: "2012-10-17",
    Statement: [
      ...users.map(({ roleArn, accessPointArn }) => ({
        Effect: "Allow",
        Principal: { AWS: roleArn },
        Action: mount,
        Resource: fileSystemArn,
        Condition: {
          StringEquals: { "elasticfilesystem:AccessPointArn": accessPointArn },
          Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" },
        },
      })),
      {
        ...everyone,
        Sid: "ManagersOnly",
        Condition: { ArnNotEquals: { "aws:PrincipalArn": users.map(({ roleArn }) => roleArn) } },
      },
      { ...everyone, Sid: "TlsOnly", Condition: { Bool: { "aws:SecureTransport": "false" } } },
    ],
  };
}
