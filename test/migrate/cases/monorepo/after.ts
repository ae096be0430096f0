// Made from apps/web/railway.json and 4 other files by `optimize migrate railway`.
// The names of the project and of its services must be the ones that they have on Railway.
import { defineRailway, project, service } from "railway/iac";

export default defineRailway(() => {
  const web = service("web", {
    // the folder of apps/web/railway.json: see that it is the Root Directory of the service
    root: "apps/web",
    build: "npm run build",
    start: "npm start",
    healthcheck: "/",
  });

  const jobs = service("jobs", {
    // root: "jobs", if the folder of jobs/railway.json is the Root Directory of the service
    build: "turbo run build --filter=jobs",
    deploy: { restartPolicyType: "NEVER", cronSchedule: "7 3 * * *" },
  });

  const shop = service("shop", {
    start: "node server.js",
  });

  const worker = service("worker", {
    start: "node worker.js",
    deploy: {
      limitOverride: { containers: { cpu: 2, memoryBytes: 2000000000 } },
      // deploy.limitOverride.containers.swap: 1 (no part of what railway.ts takes here)
    },
  });

  // Built from the top: the context holds the other modules.
  const api = service("api", {
    build: { dockerfilePath: "services/api/Dockerfile" },
    deploy: { requiredMountPath: "/data" },
  });

  return project("shop", {
    resources: [web, jobs, shop, worker, api],
  });
});
