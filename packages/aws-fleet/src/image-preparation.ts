import { cloudConfig, knownList, line, type Piece, type ValueOf } from "@runner-fleet/cloud-init";
import {
  Expression,
  sshUser,
  Template,
  versions,
  type JobsOnMachines,
  type Machines,
  type TemplatePart,
} from "@runner-fleet/config";
import { imageDocument } from "./image-document";
import { BOOTED, IMAGE_RECORD, imageProof, type ImageContents } from "./image-proof";
import { renderUserData, type JsonOf } from "./user-data";

const jsonencode: JsonOf = ({ terraform }) => Expression.text(`jsonencode(${terraform})`);

const FOLDER = "/run/runner-fleet";

// In Amazon's and in Ubuntu's own repositories: https://github.com/awslabs/amazon-ecr-credential-helper#installing
const ECR_LOGIN_PACKAGE = "amazon-ecr-credential-helper";

/** What an image for these machines has. */
export const imageContents = ({ image }: Machines): ImageContents => ({
  docker: image.docker !== "none",
  runner: "runner" in image,
});

/**
 * Renders the component that prepares an image: it does what a machine without a prepared image does when it boots, by
 * the same cloud-config, and says in the image what for. Pure: the same input gives the same text.
 *
 * @param ecr whether images are pulled from ECR with the role of the instance that builds
 * @throws Error when a list is known only to Terraform, or a text holds what Image Builder takes for a reference
 */
export function renderImagePreparation(
  machines: Machines,
  jobs: JobsOnMachines,
  ecr: boolean,
  json: JsonOf = jsonencode,
): Template {
  const machine = renderUserData(unprepared(machines), jobs, json);
  const image = renderAdditions(machines, jobs, json);
  return imageDocument("What jobs need", "build", [
    { name: "CloudInitHasEnded", script: BOOTED },
    {
      name: "Write",
      script: new Template(["set -eu\n", `mkdir -p ${FOLDER}\n`, ...file("machine", machine), ...file("image", image)]),
    },
    { name: "Prepare", attempts: 3, script: prepareScript(machine, image, ecr) },
    { name: "Prove", script: imageProof(imageContents(machines)) },
  ]);
}

/** The machines as they would be without the image: the key and the parts of the user's are for their own boot. */
function unprepared(machines: Machines): Machines {
  const { image } = machines;
  const docker = image.docker === "none" ? {} : { docker: "install" };
  const runner = "runner" in image ? { runner: "install" } : {};
  return {
    ...machines,
    ssh: undefined,
    userDataParts: undefined,
    image: { ...image, ...docker, ...runner },
  } as Machines;
}

/** What an image has that a machine would not install, and its record. */
function renderAdditions(
  machines: Machines,
  { runnerVersion = versions.gitlabRunner }: JobsOnMachines,
  json?: JsonOf,
): Template {
  const value: ValueOf = (piece) =>
    Expression.is(piece) ? (json?.(piece) ?? Expression.text(`jsonencode(${piece.terraform})`)) : JSON.stringify(piece);
  const { docker, runner } = imageContents(machines);
  const packages = knownList("image.prepare.packages", machines.image.prepare?.packages);
  const record = (name: string, values: readonly Piece[]) => [
    `  - [sh, -c, 'printf "%s\\n" "$@" > ${IMAGE_RECORD}/${name}', sh`,
    ...values.flatMap((piece) => [", ", value(piece)]),
    "]",
  ];
  const images = knownList("preloadImages", machines.preloadImages);
  return cloudConfig({
    parts: [
      {
        packages: [...(docker ? [ECR_LOGIN_PACKAGE] : []), ...packages].map(value),
        commands: [
          line`  - [mkdir, -p, ${IMAGE_RECORD}]`,
          record("user", [sshUser(machines)]),
          ...(docker
            ? [images.length === 0 ? `  - [truncate, --size=0, ${IMAGE_RECORD}/images]` : record("images", images)]
            : []),
          ...(runner ? [record("runner-version", [runnerVersion])] : []),
        ],
      },
    ],
  });
}

const file = (name: string, text: Template): TemplatePart[] => [
  `cat > ${FOLDER}/${name}.yaml <<'END_OF_CLOUD_CONFIG'\n`,
  ...text.parts,
  "END_OF_CLOUD_CONFIG\n",
];

/** The modules of cloud-init in the order of a boot, but what is added in time for the commands that use it. */
const stages = [
  ["machine", "bootcmd", "cc_bootcmd"],
  ["machine", "users", "cc_users_groups"],
  ["machine", "write_files", "cc_write_files"],
  ["machine", "packages", "cc_package_update_upgrade_install"],
  ["image", "packages", "cc_package_update_upgrade_install"],
  ["image", "runcmd", "cc_runcmd"],
  ["machine", "runcmd", "cc_runcmd"],
] as const;

function prepareScript(machine: Template, image: Template, ecr: boolean): string {
  const texts = { machine: literals(machine), image: literals(image) };
  const calls = stages
    .filter(([from, key]) => texts[from].includes(`\n${key}:`))
    .map(([from, key, name]) => (key === "runcmd" ? `commands ${from}\n` : `module ${from} ${name}\n`));
  return [
    "set -eu\n",
    // A session of Systems Manager has none, and the programs below look there for their settings.
    "export HOME=/root\n",
    ...(ecr ? [ECR_LOGIN] : []),
    MODULE,
    ...calls,
  ].join("");
}

// The password lives for hours: it must not get into the image. Other registries than ECR are asked without one.
const ECR_LOGIN = `export DOCKER_CONFIG=${FOLDER}/docker AWS_ECR_DISABLE_CACHE=true
mkdir -p "$DOCKER_CONFIG"
echo '{"credsStore":"ecr-login"}' > "$DOCKER_CONFIG/config.json"
`;

// runcmd only writes its script, which a boot runs with all others and which goes on after a failure.
const MODULE = `module() {
  echo "$2 of $1"
  cloud-init --file "${FOLDER}/$1.yaml" single --name "$2" --frequency always
}
commands() {
  module "$1" cc_runcmd
  sh -e /var/lib/cloud/instance/scripts/runcmd
}
`;

const literals = ({ parts }: Template) => parts.filter((part) => typeof part === "string").join("");

/** Renders the component that takes out of an image what belongs to the instance that built it. It runs last. */
export const renderImageCleanUp = (): Template =>
  imageDocument("Nothing of the instance that built it", "build", [{ name: "CleanUp", script: CLEAN_UP }]);

// Image Builder itself removes the keys of the SSH server, logs and what cloud-init has written, but keeps the id of the
// machine: https://docs.aws.amazon.com/imagebuilder/latest/userguide/security-best-practices.html
const CLEAN_UP = `set -eu
if command -v apt-get >/dev/null; then
  apt-get clean
  rm -rf /var/lib/apt/lists/*
else
  dnf clean all
fi
rm -rf ${FOLDER} /root/.docker /root/.ecr
# dockerd makes an id of its own where there is none.
rm -f /etc/docker/key.json /var/lib/docker/engine-id
cloud-init clean --logs
truncate --size=0 /etc/machine-id
`;

/** Renders the component that tests an image on a new instance. */
export const renderImageTest = (contents: ImageContents): Template =>
  imageDocument("A job could run", "test", [
    { name: "CloudInitHasEnded", script: BOOTED },
    { name: "Prove", script: imageProof(contents) },
  ]);
