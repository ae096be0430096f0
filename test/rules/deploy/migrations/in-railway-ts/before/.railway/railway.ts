import { defineRailway, project, service } from "railway/iac";

// one project
export default defineRailway(() => project("quay", {
  resources: [
    service("api", {
      start: 'alembic upgrade head && gunicorn shop:shop --threads 3', // both
      healthcheck: '/alive',
    }),
  ],
}));
