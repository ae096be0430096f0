import { defineRailway, project, service } from "railway/iac";

export default defineRailway(() => {
  const api = service("api", { root: "api", start: "gunicorn kiosk:kiosk", build: { watchPatterns: ["/api/**"] } });
  const mail = service("mail", { root: "mail", start: "node mail.js", build: { watchPatterns: ["/mail/**"] } });

  return project("kiosk", { resources: [api, mail] });
});
