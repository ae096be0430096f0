import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway(() => {
  const shop = service("shop", {
    source: github("harbour/shop"),
    start: 'gunicorn shop:shop',
    deploy: {
      healthcheckPath: '/alive', healthcheckTimeout: "59" },
  });

  return project("shop", { resources: [shop] });
});
