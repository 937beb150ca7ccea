/** The patterns that a condition of Terraform wants to find, as JavaScript has them; not those that must not be there. */
export const patternsIn = (condition: string): RegExp[] =>
  [...condition.matchAll(/regex\("((?:[^"\\]|\\.)*)"/g)].map(([, text = ""]) => {
    const source = text.replace(/\\(.)/g, "$1").replace(/([$%])\1\{/g, "$1{");
    const [, flag] = /^\(\?([a-z]+)\)/.exec(source) ?? [];
    return new RegExp(source.replace(/^\(\?[a-z]+\)/, ""), `u${flag ?? ""}`);
  });
