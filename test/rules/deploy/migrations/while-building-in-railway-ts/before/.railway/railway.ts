import { defineRailway, project, service } from "railway/iac";

// one project
export default defineRailway(() => project("quay", {
  resources: [
    service("api", {
      build: "python -m compileall . && alembic upgrade head",
      start: "gunicorn shop:shop --threads 3",
      healthcheck: "/alive",
    }),
  ],
}));
