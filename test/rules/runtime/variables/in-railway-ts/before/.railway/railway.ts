import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway(() => {
  const shop = service("shop", {
    source: github("harbour/shop"),
    start: "gunicorn shop:shop",
    env: {
      PYTHON_VERSION: "3.12",
      TZ: "Europe/Vienna",
    },
  });

  return project("shop", { resources: [shop] });
});
