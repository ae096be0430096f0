import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway(() => {
  const job = service("job", {
    source: github("harbour/job"),
    start: "python job.py",
    deploy: { cronSchedule: "0,30 8-18/2 1-15 jan,MAR 1-5" }, // UTC
  });

  return project("job", { resources: [job] });
});
