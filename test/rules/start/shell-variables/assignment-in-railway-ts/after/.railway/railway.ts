import { defineRailway, project, service } from "railway/iac";

// one project
export default defineRailway(() => project("quay", {
  resources: [
    service("api", {
      start: '/bin/sh -c "NODE_ENV=production exec node server.js"',
    }),
  ],
}));
