import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway(() => {
  const shop = service("shop", {
    source: github("harbour/shop"),
    start: "celery -A shop worker --concurrency=4",
    replicas: 2,
  });

  return project("shop", { resources: [shop] });
});
