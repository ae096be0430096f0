import { defineRailway, project, service } from "railway/iac";

export default defineRailway(() => {
  const app = service("app", {
    start: "gunicorn kiosk:kiosk", // one worker
    healthcheck: "/alive",
  });

  return project("kiosk", { resources: [app] });
});
