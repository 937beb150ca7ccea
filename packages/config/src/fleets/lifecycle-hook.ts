/**
 * The longest, in seconds, that an instance may wait in a lifecycle hook of EC2 Auto Scaling, however often it says that
 * it is alive: 48 hours, or 100 times the hook's heartbeat timeout where that is less.
 * https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_LifecycleHook.html
 */
export const HOOK_LIMIT_SECONDS = 172_800;

/**
 * Seconds of it that are not for jobs: 300 to notice the hook and to let go of the volume, 900 for the start of the next
 * instance, which waits in a hook of its own for as long as the old one drains.
 */
export const HOOK_MARGIN_SECONDS = 1_200;
