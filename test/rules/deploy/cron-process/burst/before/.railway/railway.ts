import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway(() => {
  const shop = service("shop", {
    source: github("harbour/shop"),
    start: "rq worker --burst reports",
    deploy: { cronSchedule: "*/10 * * * *" },
  });

  return project("shop", { resources: [shop] });
});
