import { defineRailway, project, service } from "railway/iac";

// one project
export default defineRailway(() => project("quay", {
  resources: [
    service("api", {
      preDeploy: "python tidy.py && alembic upgrade head",
      healthcheck: "/alive",
    }),
  ],
}));
