// Made from railway.toml by `optimize migrate railway`.
// The names of the project and of its services must be the ones that they have on Railway.
import { defineRailway, project, service } from "railway/iac";

export default defineRailway((ctx) => {
  const production = ctx.environment === "production";
  const staging = ctx.environment === "staging";
  const dev2 = ctx.environment === "dev-2";

  const tide = service("tide", {
    build: { builder: "RAILPACK" },
    // as small as it gets
    start: staging || dev2 ? "npm run start:staging" : "npm start",
    deploy: {
      numReplicas: production ? 5 : staging ? 1 : 3, // two are not enough
      multiRegionConfig: production
        ? { "us-west2": { numReplicas: 4 }, "europe-west4-drams3a": { numReplicas: 1 } }
        : undefined,
      sleepApplication: staging ? true : undefined,
      // environments.pr.deploy.numReplicas: 1 (Railway used it for pull requests, and railway.ts is not told whether an environment is one)
    },
  });

  return project("tide", {
    resources: [tide],
  });
});
