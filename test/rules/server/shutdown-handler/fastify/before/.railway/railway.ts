import { defineRailway, project, service } from "railway/iac";

// one project
export default defineRailway(() => project("quay", {
  resources: [
    service("api", {
      healthcheck: "/alive",
      start: "node till.js",
    }),
  ],
}));
