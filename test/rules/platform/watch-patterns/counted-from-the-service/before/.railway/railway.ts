import { defineRailway, project, service } from "railway/iac";

export default defineRailway(() => {
  const api = service("api", {
    root: "packages/api",
    start: "gunicorn kiosk:kiosk",
    build: { watchPatterns: ["src/**"] },
  });

  return project("kiosk", { resources: [api] });
});
