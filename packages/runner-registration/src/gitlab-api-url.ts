/**
 * Address of GitLab's API as `baseUrl` of the gitlab provider takes it, with a slash at its end.
 *
 * @param url address of GitLab as the description has it, also below a path: `https://example.com/gitlab`; a cdktf token as it is
 */
export const gitlabApiUrl = (url: string): string => `${url.replace(/\/+$/, "")}/api/v4/`;
