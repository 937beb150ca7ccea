import { Fn, Token } from "cdktf";

/** Lists one after the other; Terraform joins them where it alone knows one. */
export function joinedLists(first: readonly string[], second: readonly string[] = []): string[] {
  const lists = [first, second].filter((list) => Token.isUnresolved(list) || list.length > 0);
  return lists.length > 1 && lists.some((list) => Token.isUnresolved(list))
    ? Fn.concat(lists)
    : lists.flatMap((list) => [...list]);
}
