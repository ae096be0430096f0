import { defineRailway, project, service } from "railway/iac";

export default defineRailway(() => {
  const app = service("app", {
    start: "gunicorn kiosk:kiosk",
    env: { RAILWAY_DEPLOYMENT_DRAINING_SECONDS: "30" },
  });

  return project("kiosk", { resources: [app] });
});
