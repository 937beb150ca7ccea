# What the plan and deploy jobs run in. Pinned by version; add the digests your registry shows.
FROM hashicorp/terraform:1.11.4 AS terraform
FROM docker:28.3.3-cli AS docker

FROM debian:bookworm-20250811-slim
# The aws CLI signs in to the cluster and to ECR, docker and buildx build the manager's image, jq counts the changes.
# A Debian release keeps one version of each package and removes it when a fix replaces it, so none is pinned.
# hadolint ignore=DL3008
RUN apt-get update \
  && apt-get install --yes --no-install-recommends awscli ca-certificates git jq \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --create-home --uid 1000 deploy
COPY --from=terraform /bin/terraform /usr/local/bin/terraform
COPY --from=docker /usr/local/bin/docker /usr/local/bin/docker
COPY --from=docker /usr/local/libexec/docker/cli-plugins/docker-buildx /usr/local/libexec/docker/cli-plugins/docker-buildx
USER 1000
