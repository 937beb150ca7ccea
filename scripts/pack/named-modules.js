/**
 * The modules that compiled JavaScript asks for by a fixed name, at once or later.
 *
 * @param {string} text CommonJS, as TypeScript writes it
 * @returns {string[]} each name once, in the order of the text
 */
function namedModules(text) {
  const code = text.replace(/^\s*(?:\/\/|\/?\*).*$/gm, "");
  return [...new Set([...code.matchAll(/\b(?:require(?:\.resolve)?|import)\("([^"]+)"\)/g)].map(([, name]) => name))];
}

module.exports = { namedModules };
