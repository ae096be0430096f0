import { defineRailway, postgres, project, service } from "railway/iac";

// Production runs two copies, previews one.
export default defineRailway((ctx) => {
  const production = ctx.environment === "production";
  const database = postgres("db");
  const web = service("web", {
    build: { builder: "RAILPACK" },
    start: "node --enable-source-maps src/server.js",
    healthcheck: "/healthz",
    replicas: production ? 2 : 1,
    deploy: { drainingSeconds: 30, restartPolicyType: "ON_FAILURE" },
    env: { DATABASE_URL: database.env.DATABASE_URL },
  });
  return project("notes", { resources: [database, web] });
});
