/** What the example eks-docker-autoscaler describes, with literals for what it takes as variables. */
module.exports.describe = (fleets) => ({
  region: "eu-central-1",
  gitlab: { url: "https://gitlab.com" },
  cluster: { name: "ci", nodeSelector: { "eks.amazonaws.com/capacityType": "ON_DEMAND" } },
  manager: { image: "build", drainTimeout: "2h" },
  cache: { expirationDays: 14 },
  fleets,
});

module.exports.fleet = () => ({
  executor: "docker-autoscaler",
  maxInstances: 10,
  docker: { image: "alpine:3.22" },
  machines: {
    instanceTypes: ["m7i.large", "m6i.large", "m7a.large", "m6a.large"],
    subnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
    managerSecurityGroupIds: ["sg-0123456789abcdef0"],
  },
  policies: [
    { periods: ["* 8-17 * * mon-fri"], timezone: "Europe/Paris", idleCount: 2, idleTime: "20m", scaleFactor: 0.5 },
  ],
});
