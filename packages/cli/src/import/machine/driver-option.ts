import type { TrackedTable } from "../tracked-table";

/** The lists of `[runners.machine]` that hold options, in the order in which docker-machine is given them. */
export const optionLists = ["MachineOptions", "MachineOptionsWithName"] as const;

/** An option that docker-machine is called with. */
export interface DriverOption {
  /** Where it is in its list, and its name: `MachineOptions[2] (amazonec2-vpc-id)`. */
  readonly key: string;
  /** Its name: `amazonec2-vpc-id`. */
  readonly name: string;
  /** Its value; `true` for one that is switched on by its name alone. */
  readonly value: string;
}

/** The options of `[runners.machine]` in the order in which docker-machine is given them. */
export function driverOptions(machine: TrackedTable): readonly DriverOption[] {
  return optionLists.flatMap((list) => {
    const written = machine.value(list);
    return (Array.isArray(written) ? written : []).flatMap((option: unknown, index) => {
      if (typeof option !== "string") {
        return [];
      }
      const [, name = "", value = "true"] = /^([^=]*)(?:=(.*))?$/s.exec(option) ?? [];
      const label = /^[a-z0-9-]{1,60}$/.test(name) ? ` (${name})` : "";
      return [{ key: `${list}[${index}]${label}`, name, value }];
    });
  });
}

/** Whether the value of an option that is on or off means on, as Go reads it. */
export const isOn = (value: string) => /^(1|t|T|true|True|TRUE)$/.test(value);
