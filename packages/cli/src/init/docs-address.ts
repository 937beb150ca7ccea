/** Where the project's pages are read by whoever has the command alone. */
export const docsAddress = "https://github.com/runner-fleet/runner-fleet/blob/main/docs";
