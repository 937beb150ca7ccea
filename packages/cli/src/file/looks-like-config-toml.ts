/** Whether a text is GitLab Runner's configuration: no line of a description begins as these do. */
export const looksLikeConfigToml = (text: string): boolean => /^(\[\[runners\]\]|concurrent[ \t]*=)/m.test(text);
