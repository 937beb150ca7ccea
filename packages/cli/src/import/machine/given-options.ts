import { isOn, type DriverOption } from "./driver-option";

/** The options that docker-machine is given, to be asked by name. */
export class GivenOptions {
  constructor(private readonly options: readonly DriverOption[]) {}

  /** The value of an option, the last one where it is given several times; `undefined` where it is not given. */
  value(name: string): string | undefined {
    return this.options.findLast((option) => option.name === name)?.value;
  }

  /** Whether an option is given. */
  has(name: string): boolean {
    return this.value(name) !== undefined;
  }

  /** Whether an option that is on or off is on. */
  isOn(name: string): boolean {
    return isOn(this.value(name) ?? "false");
  }

  /** Whether another option of the same name comes later, so that of the two only that one counts. */
  isOverruled(option: DriverOption): boolean {
    return this.options.findLast(({ name }) => name === option.name) !== option;
  }
}
