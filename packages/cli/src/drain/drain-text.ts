import { Duration } from "@runner-fleet/config";
import type { Look, Manager } from "./manager";

/** A manager, and how it was when it was last looked at. */
export interface Seen {
  /** The manager. */
  readonly manager: Manager;
  /** How it was. */
  readonly look: Look;
}

/** Whether a manager has let go of everything. */
export const hasLetGo = ({ desired, left }: Look): boolean => desired === 0 && left.length === 0;

/** A length of time in whole minutes, or seconds below one: `1h17m`. */
export function timeText(seconds: number): string {
  const whole = Math.max(0, seconds);
  return (whole < 60 ? Duration.seconds(Math.floor(whole)) : Duration.minutes(Math.floor(whole / 60))).toString();
}

/** What is about to happen, before a person agrees to it. */
export function planText(toScale: readonly Seen[], others: number): string {
  const lines = toScale.map(
    ({ manager, look: { desired } }) => `  ${manager.name}: ${manager.what}: from ${desired} to 0 ${manager.unit}`,
  );
  return [
    "This scales down:",
    ...lines,
    "Each takes no new jobs then, finishes those that run, and ends.",
    others === 0
      ? "New jobs wait in GitLab until a manager is back."
      : `New jobs are left to the other ${others === 1 ? "manager" : `${others} managers`}.`,
  ].join("\n");
}

/** What is still there, in one line. */
export const leftText = (seen: readonly Seen[]): string =>
  seen.map(({ manager: { name }, look: { left } }) => `${name}: ${left.join(", ") || "nothing"}`).join("; ");

/** How far the wait is. */
export function progressText(waiting: readonly Seen[], passed: number, limit: number): string {
  return `${leftText(waiting)}; ${passed < 60 ? "less than 1m" : timeText(passed)} of ${timeText(limit)}`;
}

/** How to undo what was scaled down. A manager that drains ends all the same; another one starts then. */
export const startAgain = ({ manager: { name, startCommand } }: Pick<Seen, "manager">): string =>
  `To have ${name} again when it has ended: ${startCommand}`;

/** How to go on, and how to undo, when the command ends before the managers have. */
export const whatNow = (waiting: readonly Seen[]): string[] => [
  ...waiting.map((seen) => `still there: ${leftText([seen])}`),
  "What is scaled down goes on draining by itself.",
  "To wait again: the same command.",
  ...waiting.map(startAgain),
];
