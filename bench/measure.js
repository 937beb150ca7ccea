/**
 * Runs `synthesise` in a folder's name that the parent gave, and prints for the parent, as one line of JSON at exit, how
 * long that took in milliseconds and the most memory the process ever held, in bytes.
 */
module.exports.measure = (synthesise) => {
  const begin = performance.now();
  synthesise(process.env.BENCH_OUTPUT ?? "cdk.out");
  const synthesisMs = performance.now() - begin;
  process.on("exit", () => {
    // Linux and macOS report kibibytes here: libuv makes them so.
    const peakBytes = process.resourceUsage().maxRSS * 1024;
    console.log(JSON.stringify({ synthesisMs, peakBytes }));
  });
};
