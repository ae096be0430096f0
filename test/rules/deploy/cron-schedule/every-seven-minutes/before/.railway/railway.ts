import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway(() => {
  const job = service("job", {
    source: github("harbour/job"),
    start: "python job.py",
    deploy: { cronSchedule: "*/7 * * * *" }, // UTC
  });

  return project("job", { resources: [job] });
});
