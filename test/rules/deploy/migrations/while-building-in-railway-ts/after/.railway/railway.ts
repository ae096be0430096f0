import { defineRailway, project, service } from "railway/iac";

// one project
export default defineRailway(() => project("quay", {
  resources: [
    service("api", {
      build: "python -m compileall .",
      start: "gunicorn shop:shop --threads 3",
      preDeploy: "alembic upgrade head",
      healthcheck: "/alive",
    }),
  ],
}));
