import { defineRailway, project, service } from "railway/iac";

export default defineRailway(() => {
  const app = service("app", {
    start: "gunicorn kiosk:kiosk",
    env: { DATABASE_URL: "${{Postgres.DATABASE_URL}}" },
  });

  return project("kiosk", { resources: [app] });
});
