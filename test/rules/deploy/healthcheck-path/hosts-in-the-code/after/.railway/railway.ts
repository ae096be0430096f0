import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway(() => {
  const market = service("market", {
    source: github("harbour/market"),
    start: 'gunicorn market.wsgi',
    healthcheck: "/healthz/",
  });

  return project("market", { resources: [market] });
});
