const callName = /^[\p{ID_Start}_][\p{ID_Continue}-]*(?:\[(?:\d+|"[^"\\$%\n]+")\])?$/u;

/** What a call of a module is called, for the message. */
export const callNameRule = `the name of a module call, such as runners or runners["linux"]`;

/** Whether a text is the name of a module call, or of one of several made by `for_each` or `count`. */
export function isCallName(text: string): boolean {
  return callName.test(text);
}
