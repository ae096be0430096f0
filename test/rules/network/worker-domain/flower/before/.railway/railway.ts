import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway(() => {
  const shop = service("shop", {
    source: github("harbour/shop"),
    start: "celery -A tasks flower --port=$PORT --loglevel=info",
  });

  return project("shop", { resources: [shop] });
});
