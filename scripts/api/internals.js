/**
 * Types that signatures name and no package exports, each with its file: people never write these names. typedoc fails
 * when one of them is exported after all, or is used no more.
 */
const internals = [];

module.exports = { internals };
