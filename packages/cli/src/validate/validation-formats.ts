/** For whom findings are written: people, programs, annotations of GitHub, code quality of GitLab. */
export const validationFormats = ["text", "json", "github", "gitlab"] as const;

/** One of them. */
export type ValidationFormat = (typeof validationFormats)[number];
