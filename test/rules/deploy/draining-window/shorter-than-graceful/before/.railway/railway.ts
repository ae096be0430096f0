import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway(() => {
  const shop = service("shop", {
    source: github("harbour/shop"),
    start: "gunicorn shop:shop --graceful-timeout 45",
    deploy: { drainingSeconds: 20 }, // seconds
  });

  return project("shop", { resources: [shop] });
});
