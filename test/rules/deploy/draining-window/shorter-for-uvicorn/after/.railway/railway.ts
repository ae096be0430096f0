import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway(() => {
  const shop = service("shop", {
    source: github("harbour/shop"),
    start: "uvicorn shop:shop --host 0.0.0.0 --port $PORT --timeout-graceful-shutdown=60",
    deploy: {
      drainingSeconds: 65,
    },
  });

  return project("shop", { resources: [shop] });
});
