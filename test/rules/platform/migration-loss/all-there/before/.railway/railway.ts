import { defineRailway, project, service } from "railway/iac";

export default defineRailway(() => {
  const app = service("app", { startCommand: "gunicorn kiosk:kiosk", replicas: { "us-west2": 2 } });

  return project("kiosk", { resources: [app] });
});
