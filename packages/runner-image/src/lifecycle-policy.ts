import { Token } from "cdktf";

/**
 * Text of the ECR lifecycle policy that keeps the newest `keepImages` tags.
 *
 * Only tagged images are counted. The image of each architecture is an untagged one of its own, so a rule that counts
 * them all would keep a third of what it says. ECR refuses to expire an untagged image while a tagged one refers to it:
 * what the second rule removes is what the first has left behind.
 */
export function lifecyclePolicy(keepImages: number): string {
  const rules = [
    {
      rulePriority: 1,
      description: "Keep the newest images",
      selection: { tagStatus: "tagged", tagPatternList: ["*"], countType: "imageCountMoreThan", countNumber: "KEEP" },
      action: { type: "expire" },
    },
    {
      rulePriority: 2,
      description: "Remove what no image refers to",
      selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 1 },
      action: { type: "expire" },
    },
  ];
  // A number that Terraform knows only at plan is a token, which JSON.stringify would print as a huge negative number.
  return JSON.stringify({ rules }).replace('"KEEP"', () => Token.asString(keepImages));
}
