// Loaded before scripts/pin.mjs by its test: what would go to https://<host>/<path> goes to <STAND_IN>/<host>/<path>.
const { fetch } = globalThis;
globalThis.fetch = (url, options) => fetch(url.replace(/^https:\/\//, `${process.env.STAND_IN}/`), options);
