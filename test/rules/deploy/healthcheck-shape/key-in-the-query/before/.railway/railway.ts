import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway(() => {
  const shop = service("shop", {
    source: github("harbour/shop"),
    start: "gunicorn shop:shop",
    deploy: { healthcheckPath: "/alive?full=1&api_key=abc" },
  });

  return project("shop", { resources: [shop] });
});
