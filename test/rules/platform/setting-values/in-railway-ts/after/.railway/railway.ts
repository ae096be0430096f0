import { defineRailway, project, service } from "railway/iac";

export default defineRailway(() => {
  const app = service("app", {
    start: "gunicorn kiosk:kiosk",
    healthcheckTimeout: 120, // seconds
    replicas: { "us-west2": 2 },
    deploy: { restartPolicyType: 'ALWAYS', drainingSeconds: 30 },
  });

  return project("kiosk", { resources: [app] });
});
