/**
 * Seconds for which a protection of an ECS task is sure to last: 48 hours at most, of which up to ten minutes have gone
 * when the last renewal was. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-scale-in-protection.html
 */
export const PROTECTION_SECONDS = 172_200;
