import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway(() => {
  const shop = service("shop", {
    source: github("harbour/shop"),
    start: "gunicorn shop:shop",
    replicas:   2, // since the fair
    healthcheck: "/alive",
  });

  return project("harbour", { resources: [shop] });
});
