export { gitlabApiUrl } from "./gitlab-api-url";
export {
  RunnerRegistration,
  type RegisteredRunner,
  type RunnerProps,
  type RunnerRegistrationProps,
} from "./runner-registration";
