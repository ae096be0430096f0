import { defineRailway, project, service } from "railway/iac";

// one project
export default defineRailway(() => project("quay", {
  resources: [
    service("api", {
      start: "gunicorn shop:shop --threads 3 --bind 0.0.0.0:$PORT",  // everywhere
    }),
  ],
}));
