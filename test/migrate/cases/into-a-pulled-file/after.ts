import { defineRailway, github, postgres, preserve, project, service } from "railway/iac";

export default defineRailway((ctx) => {
  const production = ctx.environment === "production";

  const db = postgres("Postgres");

  const web = service("Web App", {
    source: github("acme/shop"),
    build: {
      buildCommand: "pnpm build",
      watchPatterns: ["apps/web/**"],
    },
    start: "pnpm start --inspect", // see what hangs
    deploy: { sleepApplication: false, drainingSeconds: 30 },
    env: { DATABASE_URL: db.env.DATABASE_URL, STRIPE_KEY: preserve() },
    healthcheck: "/healthz",
    replicas: production ? 4 : 2,
  });

  const worker = service("worker", {
    start: "node worker.js",
    deploy: { restartPolicyType: "ALWAYS" },
  });

  return project("Acme Shop", {
    resources: [db, web, worker],
  });
});
