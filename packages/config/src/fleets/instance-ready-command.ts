/**
 * What must succeed on a new machine before it gets a job: cloud-init has ended (2 is "ended, with recoverable
 * errors"), and the SSH user can talk to Docker. The group is named because a user who logged in before cloud-init put
 * it into the group `docker` is not a member yet in that session.
 */
export const instanceReadyCommand =
  "(cloud-init status --wait >/dev/null || test $? -eq 2) && sg docker -c 'docker info >/dev/null'";
