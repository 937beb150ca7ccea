/** The arguments that name a region to the aws command; none where it uses its own. */
export const regionArgs = (region: string | undefined): string[] => (region === undefined ? [] : ["--region", region]);

/** A region for people. */
export const regionText = (region: string | undefined): string => region ?? "the region that aws uses by itself";
