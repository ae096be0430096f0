import { defineRailway, project, service } from "railway/iac";

export default defineRailway(() => {
  const app = service("app", {
    build: { builder: "RAILPACK" },
    healthcheck: "/alive",
  });

  return project("kiosk", { resources: [app] });
});
