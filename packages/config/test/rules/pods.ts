import type { Changes } from "../changed";

type Table = Readonly<Record<string, unknown>>;

/** A fleet of pods with these settings of `kubernetes` and these keys of the fleet. */
export const podFleet = (kubernetes: Table = {}, fleet: Table = {}): Table => ({
  executor: "kubernetes",
  limit: 10,
  kubernetes: { image: "ruby:3.4", ...kubernetes },
  ...fleet,
});

/** The minimal description with such a fleet, named `pods`, in place of the one with machines. */
export const pods = (kubernetes: Table = {}, fleet: Table = {}): Changes => ({
  fleets: { pods: podFleet(kubernetes, fleet) },
});
