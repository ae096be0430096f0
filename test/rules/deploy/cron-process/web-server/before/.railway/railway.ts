import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway(() => {
  const shop = service("shop", {
    source: github("harbour/shop"),
    start: "gunicorn shop:shop",
    deploy: { cronSchedule: "0 3 * * *" },
  });

  return project("shop", { resources: [shop] });
});
