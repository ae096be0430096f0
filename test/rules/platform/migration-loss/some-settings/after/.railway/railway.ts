import { defineRailway, project, service } from "railway/iac";

export default defineRailway(() => {
  const app = service("app", {
    start: "gunicorn kiosk:kiosk",
    deploy: { restartPolicyType: "ALWAYS", drainingSeconds: 25 },
  });

  return project("kiosk", { resources: [app] });
});
