import { defineRailway, project, service } from "railway/iac";

// one project
export default defineRailway(() => project("quay", {
  resources: [
    service("api", {
      start: 'gunicorn shop:shop --threads 3', // both
      preDeploy: "alembic upgrade head",
      healthcheck: '/alive',
    }),
  ],
}));
