import { defineRailway, project, service } from "railway/iac";

export default defineRailway(() => {
  const app = service("app", {
    build: { builder: 'RAILPACK' },
    start: "gunicorn kiosk:kiosk",
  });

  return project("kiosk", { resources: [app] });
});
