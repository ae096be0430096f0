import { defineRailway, project, service } from "railway/iac";

// one project
export default defineRailway(() => project("quay", {
  resources: [
    service("api", {
      start: 'NODE_ENV=production node server.js',
    }),
  ],
}));
