import { defineRailway, project, service } from "railway/iac";

export default defineRailway(() => {
  const app = service("app", {
    start: "gunicorn kiosk:kiosk",
    replicas: { "asia-southeast1": 1 },
  });

  return project("kiosk", { resources: [app] });
});
