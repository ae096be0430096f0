import { defineRailway, project, service } from "railway/iac";

export default defineRailway(() => {
  const app = service("app", {
    build: { builder: "nixpacks", buildCommand: "true" },
    start: "gunicorn kiosk:kiosk",
  });

  return project("kiosk", { resources: [app] });
});
