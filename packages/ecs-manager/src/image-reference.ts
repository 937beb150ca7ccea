import { Fn, Op, Token } from "cdktf";

/** The image that a manager runs. It must have the supervisor, the AWS plugin and `wget`, as the project's own has. */
export interface ManagerImageReference {
  /** The image without tag. */
  readonly repository: string;
  /** Its tag. */
  readonly tag: string;
  /**
   * Its digest.
   *
   * @default - the tag alone decides
   */
  readonly digest?: string;
}

/** The image as a container names it: by its digest where there is one, which Terraform may find to be null. */
export function imageReference({ repository, tag, digest }: ManagerImageReference): string {
  const byTag = [repository, ":", tag];
  if (digest === undefined) {
    return byTag.join("");
  }
  const byDigest = [repository, "@", digest];
  return Token.isUnresolved(digest)
    ? Token.asString(Fn.conditional(Op.eq(digest, Token.nullValue()), Fn.join("", byTag), Fn.join("", byDigest)))
    : byDigest.join("");
}
