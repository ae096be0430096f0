import { defineRailway, project, service } from "railway/iac";

export default defineRailway(() => {
  const app = service("app", {
    start: "gunicorn kiosk:kiosk",
    replicas: { "us-west2": { "numReplicas": 2 }, "us-east4-eqdc4a": { "numReplicas": 1 } },
  });

  return project("kiosk", { resources: [app] });
});
