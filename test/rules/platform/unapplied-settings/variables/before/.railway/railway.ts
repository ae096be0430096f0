import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway(() => {
  const shop = service("shop", {
    source: github("harbour/shop"),
    start: "gunicorn shop:shop",
    env: { LOG_LEVEL: "warning",  FEATURE: "tides" },
  });

  return project("harbour", { resources: [shop] });
});
