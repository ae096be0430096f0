import { defineRailway, project, service } from "railway/iac";

// one project
export default defineRailway(() => project("quay", {
  resources: [
    service("api", {
      // the api
      start: `uvicorn desk:desk --host 0.0.0.0 --port \${PORT:-8000}`,
      healthcheck: "/alive",
    }),
  ],
}));
