import { defineRailway, project, service } from "railway/iac";

export default defineRailway(() => {
  const app = service("app", {
    start: "gunicorn kiosk:kiosk",
    env: { RAILWAY_PUBLIC_DOMAIN: "kiosk.example.com", LANG: "C.UTF-8" },
  });

  return project("kiosk", { resources: [app] });
});
