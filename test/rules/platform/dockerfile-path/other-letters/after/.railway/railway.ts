import { defineRailway, project, service } from "railway/iac";

export default defineRailway(() => {
  const app = service("app", {
    start: "gunicorn kiosk:kiosk",
    build: { dockerfilePath: "images/Web.Dockerfile" },
  });

  return project("kiosk", { resources: [app] });
});
