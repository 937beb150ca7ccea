/**
 * Text of the ECR lifecycle policy that keeps the newest `keepImages` tags.
 *
 * Only tagged images are counted. The image of each architecture is an untagged one of its own, so a rule that counts
 * them all would keep fewer than it says. ECR refuses to expire an untagged image while a tagged one refers to it:
 * what the second rule removes is what the first has left behind.
 *
 * A number token passes too: cdktf resolves it inside the text.
 */
export function lifecyclePolicy(keepImages: number): string {
  const rules = [
    {
      rulePriority: 1,
      description: "Keep the newest images",
      selection: {
        tagStatus: "tagged",
        tagPatternList: ["*"],
        countType: "imageCountMoreThan",
        countNumber: keepImages,
      },
      action: { type: "expire" },
    },
    {
      rulePriority: 2,
      description: "Remove what no image refers to",
      selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 1 },
      action: { type: "expire" },
    },
  ];
  return JSON.stringify({ rules });
}
