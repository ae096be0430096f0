import { defineRailway, project, service } from "railway/iac";

export default defineRailway(() => {
  const web = service("web", { start: "gunicorn kiosk:kiosk", healthcheck: "/alive" });
  const jobs = service("jobs", { start: "python jobs.py" });

  return project("kiosk", { resources: [web, jobs] });
});
