import { defineRailway, project, service } from "railway/iac";

export default defineRailway(() => {
  const app = service("app", {
    start: "gunicorn kiosk:kiosk",
    env: { CACHE: "on", LANG: "C.UTF-8" },
  });

  return project("kiosk", { resources: [app] });
});
