import { defineRailway, project, service } from "railway/iac";

export default defineRailway(() => {
  const app = service("app", {
    start: "gunicorn kiosk:kiosk",
    replicas: 2,
  });

  return project("kiosk", { resources: [app] });
});
