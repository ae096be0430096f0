import { defineRailway, project, service } from "railway/iac";

export default defineRailway(() => {
  const app = service("app", {
    start: "python kiosk.py",
    // cronSchedule from CaC: "0 4 * * *"
    deploy: { cronSchedule: "0 4 * * *" },
  });

  return project("kiosk", { resources: [app] });
});
