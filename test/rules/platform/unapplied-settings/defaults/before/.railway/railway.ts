import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway(() => {
  const shop = service("shop", {
    source: github("harbour/shop"),
    start: "gunicorn shop:shop",
    replicas: 1,
    deploy: { restartPolicyType: "ON_FAILURE",  sleepApplication: false },
  });

  return project("harbour", { resources: [shop] });
});
