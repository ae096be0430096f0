import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway((ctx) => {
  const shop = service("shop", {
    source: github("harbour/shop"),
    start: "gunicorn shop:shop",
    replicas: ctx.environment === "production" ? 2 : 1,
    volumeMounts: { "/data": "shop-data" },
  });

  return project("shop", { resources: [shop] });
});
