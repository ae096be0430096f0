import { defineRailway, project, service } from "railway/iac";

// one project
export default defineRailway(() => project("quay", {
  resources: [
    service("api", {
      // the api
      start: 'uvicorn desk:desk --host 0.0.0.0 --port $PORT --workers 2', // as before
      healthcheck: '/alive',
    }),
  ],
}));
