import { startProgress } from "../../src/terminal/start-progress";

const CLEARED = "\r\u001b[K";

/** Progress on a stream, at a time that a test sets, with all that it writes. */
function started(stream: { readonly isTTY?: boolean; readonly columns?: number } = {}) {
  let milliseconds = 0;
  const written: string[] = [];
  const progress = startProgress(
    { ...stream, write: (text) => written.push(text) },
    "synthesising",
    () => milliseconds,
  );
  return { progress, written, wait: (more: number) => (milliseconds += more) };
}

describe("work that takes a while", () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  test("is not spoken of when it is over within a second", () => {
    const { progress, written, wait } = started({ isTTY: true });
    wait(900);
    progress.update("writing");
    progress.end();
    expect(written).toEqual([]);
  });

  test("is spoken of after a second, though it has no next step", () => {
    const { written, wait } = started();
    wait(1_000);
    jest.advanceTimersByTime(1_000);
    expect(written).toEqual(["synthesising\n"]);
  });

  test("has in a log a line of what is done, and then how far it is, a line a minute at most", () => {
    const { progress, written, wait } = started();
    wait(1_000);
    progress.update("one");
    wait(59_999);
    progress.update("two");
    wait(1);
    progress.update("three");
    wait(1_000);
    progress.update("four");
    progress.end();
    expect(written).toEqual(["synthesising\n", "three\n"]);
  });

  test("has one line on a terminal, no wider than that, which is removed once", () => {
    const { progress, written, wait } = started({ isTTY: true, columns: 6 });
    wait(1_000);
    progress.update("one");
    progress.update("twenty");
    progress.end();
    progress.end();
    expect(written).toEqual([`${CLEARED}one`, `${CLEARED}twent`, CLEARED]);
  });
});
