/** What a plan does to a resource. */
export type Action = "no-op" | "create" | "read" | "update" | "delete";

interface PlannedChange {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly change: {
    readonly actions: readonly Action[];
    readonly before: Readonly<Record<string, unknown>> | null;
    readonly after: Readonly<Record<string, unknown>> | null;
  };
}

/** What `terraform show -json` says of a plan, as far as the tests look at it. */
export interface PlanDocument {
  readonly resource_changes?: readonly PlannedChange[];
}

/** A plan of Terraform. */
export class Plan {
  private readonly managed: readonly PlannedChange[];

  constructor(
    /** The plan as `terraform show -json` gives it. */
    readonly json: string,
    /** Path of the plan itself. */
    readonly file: string,
  ) {
    const { resource_changes = [] } = JSON.parse(json) as PlanDocument;
    this.managed = resource_changes.filter(({ mode }) => mode === "managed");
  }

  /** Addresses of all resources that there will be. */
  get resources(): string[] {
    return this.managed.filter(({ change }) => change.after !== null).map(({ address }) => address);
  }

  /** Addresses of the resources that change, each with what is done: `aws_x.y: update`. */
  get changes(): string[] {
    return this.managed
      .filter(({ change }) => change.actions.join() !== "no-op")
      .map(({ address, change }) => `${withoutDigest(address)}: ${change.actions.join("+")}`)
      .sort();
  }

  /** Resources of a type, with the digest that ends cdktf's names left out. */
  after(type: string, id = ""): Readonly<Record<string, unknown>> {
    return this.only(type, id).after ?? {};
  }

  /** The same before the plan is applied. */
  before(type: string, id = ""): Readonly<Record<string, unknown>> {
    return this.only(type, id).before ?? {};
  }

  /** Addresses of the resources of which something is removed. */
  get removed(): string[] {
    return this.managed.filter(({ change }) => change.actions.includes("delete")).map(({ address }) => address);
  }

  private only(type: string, id: string): PlannedChange["change"] {
    const found = this.managed.filter((each) => each.type === type && each.address.includes(id));
    const [first, ...more] = found;
    if (first === undefined || more.length > 0) {
      throw new Error(
        `the plan must have one ${type} named like '${id}', got ${found.map(({ address }) => address).join(", ") || "none"}`,
      );
    }
    return first.change;
  }
}

/** cdktf ends a name with a digest of the construct's path, which is the same whenever the path is. */
const withoutDigest = (address: string) => address.replace(/_[0-9A-F]{8}(?=$|\[)/, "");
