import { defineRailway, project, service } from "railway/iac";

export default defineRailway(() => {
  const app = service("app", {
    build: { builder: "NIXPACKS" },
    healthcheck: "/alive",
  });

  return project("kiosk", { resources: [app] });
});
