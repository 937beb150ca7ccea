import { Fn, Token } from "cdktf";
import type { AwsEnvironment } from "./aws-environment";

/** Account, region and name of a repository of ECR. Without a backslash, which cdktf would hand to Terraform as it is. */
const ADDRESS = "^([0-9]{12})[.]dkr[.-]ecr(?:-fips)?[.]([a-z0-9-]+)[.][^/]+/(.+)$";

/**
 * ARN of an image's repository, `undefined` where it is known to be none of ECR. Terraform finds out where it alone
 * knows the address; one that is none of ECR then gives a name in capitals, which no repository can have.
 */
export function ecrRepositoryArn(repository: string, environment: AwsEnvironment): string | undefined {
  const { partition, region, accountId } = environment;
  if (!Token.isUnresolved(repository)) {
    const [, account, ofRegion, name] = new RegExp(ADDRESS).exec(repository) ?? [];
    return name && `arn:${partition}:ecr:${ofRegion}:${account}:repository/${name}`;
  }
  const part = (index: number) => Token.asString(Fn.element(Fn.regex(ADDRESS, repository), index));
  const arn = (ofRegion: string, account: string, name: string) =>
    Fn.join("", ["arn:", partition, ":ecr:", ofRegion, ":", account, ":repository/", name]);
  return Token.asString(Fn.try([arn(part(1), part(0), part(2)), arn(region, accountId, "NONE")]));
}
