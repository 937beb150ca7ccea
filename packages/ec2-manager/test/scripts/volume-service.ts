import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Instance } from "./instance";

/**
 * EC2's volumes, as files of the cloud that its instances share: `<volume>.holder` names the instance that has it. An
 * attachment is one rename, so that of two instances one alone gets it, as in EC2.
 */
const aws = `
echo "aws $*" >> "$ROOT/calls"
case $2 in
  describe-volumes)
    [ ! -e "$CLOUD/out-of-order" ] || { echo 'Service Unavailable' >&2; exit 254; }
    case $* in
      *--filters*) cat "$CLOUD/former" 2> /dev/null ;;
      *Volumes\\[0\\].State*) if [ -e "$CLOUD/$4.holder" ]; then echo in-use; else echo available; fi ;;
      *) if [ -e "$CLOUD/$4.holder" ]; then cat "$CLOUD/$4.holder"; else printf 'None\\tNone\\n'; fi ;;
    esac
    exit 0
    ;;
  attach-volume)
    printf '%s\\tattached\\n' "$6" > "$ROOT/wanted"
    ln "$ROOT/wanted" "$CLOUD/$4.holder" 2> /dev/null && rm "$ROOT/wanted" && : > "$ROOT/dev/nvme-Amazon_Elastic_Block_Store_\${4/-/}" && exit 0
    echo "An error occurred (VolumeInUse) when calling the AttachVolume operation: $4 is already attached to an instance" >&2
    exit 254
    ;;
  detach-volume) rm "$CLOUD/$4.holder" ;;
esac`;

/** Gives an instance the volumes of its cloud, and programs that say what they were asked to do to one. */
export function withVolumes(instance: Instance): Instance {
  instance.add("aws", aws);
  instance.add("mountpoint", `[ -e "$ROOT/mounted" ]`);
  // Nothing is on the volume, unless the test has said what is.
  instance.add(
    "blkid",
    `echo "blkid" >> "$ROOT/calls"; cat "$ROOT/found" 2> /dev/null || exit 2; exit "$(cat "$ROOT/blkid-status" 2> /dev/null || echo 0)"`,
  );
  instance.add("cmp", `echo "cmp $*" >> "$ROOT/calls"; [ ! -e "$ROOT/has-data" ]`);
  for (const program of ["mkfs.ext4", "resize2fs"]) {
    instance.add(program, `echo "${program} $*" >> "$ROOT/calls"`);
  }
  instance.add(
    "e2fsck",
    `echo "e2fsck $*" >> "$ROOT/calls"; exit "$(cat "$ROOT/e2fsck-status" 2> /dev/null || echo 0)"`,
  );
  return instance;
}

/** Gives the volume to an instance. */
export const attachTo = (cloud: string, holder: string, state = "attached") =>
  writeFileSync(join(cloud, "vol-0state.holder"), `${holder}\t${state}\n`);
