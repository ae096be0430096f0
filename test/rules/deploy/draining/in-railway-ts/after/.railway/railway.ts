import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway(() => {
  const shop = service("shop", {
    source: github("harbour/shop"),
    start: "gunicorn shop:shop",
    healthcheck: "/alive", // served by shop.py
    deploy: { overlapSeconds: 15, drainingSeconds: 30 },
  });

  return project("shop", { resources: [shop] });
});
