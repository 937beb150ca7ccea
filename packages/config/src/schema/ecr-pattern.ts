import type { TextOptions } from "./value";

// The registries that docker-credential-ecr-login knows (its `ecrPattern`): any other it gives no password for.
const DOMAINS = [
  "amazonaws\\.com(\\.cn)?",
  "amazonaws\\.eu",
  "on\\.aws",
  "on\\.amazonwebservices\\.com\\.cn",
  "sc2s\\.sgov\\.gov",
  "c2s\\.ic\\.gov",
  "cloud\\.adc-e\\.uk",
  "csp\\.hci\\.ic\\.gov",
].join("|");
const HOST = `\\d{12}\\.dkr[.-]ecr(-fips)?\\.[a-z0-9][a-z0-9-]*\\.(${DOMAINS})`;
// https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
const namePattern = (letter: string) => `${letter}+([._-]${letter}+)*(/${letter}+([._-]${letter}+)*)*`;

/** The forms of text that ECR asks for. */
export const ecrPatterns = {
  registry: {
    pattern: new RegExp(`^${HOST}$`),
    expected: 'the address of an ECR registry, such as "111122223333.dkr.ecr.eu-west-1.amazonaws.com"',
  },
  repositories: {
    pattern: new RegExp(`^${HOST}/${namePattern("[a-z0-9*]")}$`),
    expected:
      'the address of private ECR repositories without scheme and tag, such as "111122223333.dkr.ecr.eu-west-1.amazonaws.com/ci/*"',
    maxLength: 320,
  },
  repositoryPrefix: {
    pattern: new RegExp(`^(?=.{2,30}$)${namePattern("[a-z0-9]")}$`),
    expected: "2 to 30 lower-case letters, digits and single . _ - between them, in parts separated by /",
  },
  upstream: {
    pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/,
    expected: 'the host of a registry without scheme and path, such as "registry-1.docker.io"',
  },
  credential: {
    pattern: /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:ecr-pullthroughcache\/[A-Za-z0-9/_+=.@-]+$/,
    expected: "the ARN of a secret whose name begins with ecr-pullthroughcache/",
  },
} as const satisfies Record<string, Pick<TextOptions, "pattern" | "expected" | "maxLength">>;
