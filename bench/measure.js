/**
 * Calls `synthesise` with the folder to write to, and prints one line of JSON when the process ends: how long the call
 * took, in milliseconds, and the most memory the process ever held, in bytes.
 */
module.exports.measure = (synthesise) => {
  const begin = performance.now();
  synthesise(process.env.BENCH_OUTPUT ?? "out");
  const synthesisMs = performance.now() - begin;
  process.on("exit", () => {
    // Node gives kibibytes on every system.
    const peakBytes = process.resourceUsage().maxRSS * 1024;
    console.log(JSON.stringify({ synthesisMs, peakBytes }));
  });
};
