import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway((ctx) => {
  const shop = service("shop", {
    source: github("harbour/shop"),
    start: "gunicorn shop:shop",
    healthcheck: "/alive",
    healthcheckTimeout: ctx.environment === "production" ? 300 : 20,
  });

  return project("shop", { resources: [shop] });
});
