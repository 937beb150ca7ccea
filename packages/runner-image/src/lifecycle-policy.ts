import { jsonDocument } from "@runner-fleet/config";
/**
 * Text of the ECR lifecycle policy that keeps the newest `keepImages` tags.
 *
 * Only tagged images are counted: the image of each architecture is an untagged one of its own, to which the tagged one
 * refers. There is deliberately no rule for untagged images. Whether ECR spares those that a kept image refers to could
 * not be proven, and a manager whose image is gone cannot start again; what is left behind costs its storage alone.
 *
 * A number token passes too: cdktf resolves it inside the text.
 */
export function lifecyclePolicy(keepImages: number): string {
  return jsonDocument({
    rules: [
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
    ],
  });
}
