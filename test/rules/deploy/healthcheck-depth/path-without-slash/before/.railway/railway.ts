import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway(() => {
  const shop = service("shop", {
    source: github("harbour/shop"),
    start: "uvicorn shop:shop --host 0.0.0.0 --port $PORT",
    healthcheck: "health",
  });

  return project("shop", { resources: [shop] });
});
