import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway((ctx) => {
  const shop = service("shop", {
    source: github("harbour/shop"),
    start: "gunicorn shop:shop",
    replicas: ctx.environment === "production" ? 3 : 1, // since the fair
    healthcheck: "/alive",
  });

  return project("harbour", { resources: [shop] });
});
