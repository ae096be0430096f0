import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway(() => {
  const shop = service("shop", {
    source: github("harbour/shop"),
    start: "gunicorn shop:shop",
    healthcheck: "/alive",
  });

  return project("shop", { resources: [shop] });
});
