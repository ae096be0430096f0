import { defineRailway, project, service } from "railway/iac";

export default defineRailway(() => {
  const app = service("app", {
    start: "gunicorn kiosk:kiosk",
    deploy: { restartPolicyType: "on-failure" },
  });

  return project("kiosk", { resources: [app] });
});
