import { defineRailway, github, postgres, preserve, project, service } from "railway/iac";

export default defineRailway(() => {
  const db = postgres("Postgres");

  const web = service("Web App", {
    source: github("acme/shop"),
    build: "pnpm build",
    start: "pnpm start --inspect", // see what hangs
    deploy: { sleepApplication: false },
    env: { DATABASE_URL: db.env.DATABASE_URL, STRIPE_KEY: preserve() },
  });

  return project("Acme Shop", {
    resources: [db, web],
  });
});
