import { defineRailway, project, service } from "railway/iac";

export default defineRailway(() => {
  const app = service("app", {
    start: "gunicorn kiosk:kiosk",
    deploy: { restartPolicyType: "ON_FAILURE" },
  });

  return project("kiosk", { resources: [app] });
});
