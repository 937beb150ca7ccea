export { gitlabApiUrl } from "./gitlab-api-url";
export { RunnerRegistration } from "./runner-registration";
export type { RegisteredRunner, RunnerProps, RunnerRegistrationProps } from "./runner-registration-props";
