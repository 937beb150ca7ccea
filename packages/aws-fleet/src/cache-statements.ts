/** What transfers of caches need in a bucket, as statements of a policy. */
export const cacheStatements = (bucketArn: string): object[] => [
  { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: `${bucketArn}/*` },
  { Effect: "Allow", Action: "s3:ListBucket", Resource: bucketArn },
];
