/** Whether a pattern of an image list matches an image: `*` and `?` stop at a slash, `**` does not. */
export function imagePatternMatches(pattern: string, image: string): boolean {
  const source = pattern.replace(/\*\*|[*?]|[^*?]+/g, (part) => {
    const wildcards: Readonly<Record<string, string>> = { "**": ".*", "*": "[^/]*", "?": "[^/]" };
    return wildcards[part] ?? part.replace(/[\\^$.|+()[\]{}]/g, "\\$&");
  });
  return new RegExp(`^${source}$`).test(image);
}
