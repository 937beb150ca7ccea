import { CallFailure } from "./call-failure";
import type { Manager } from "./manager";

/** Does something with a manager; a failed call says of which manager it was. */
export async function namedFailure<Result>({ name }: Manager, action: () => Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    throw error instanceof CallFailure ? new CallFailure(error.kind, `${name}: ${error.message}`) : error;
  }
}
