import { defineRailway, project, service } from "railway/iac";

// one project
export default defineRailway(() => project("quay", {
  resources: [
    service("api", {
      healthcheck: "/alive",
    }),
    service("jobs", {
      start: "celery -A shop worker -c 3",
    }),
  ],
}));
