import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway(() => {
  const job = service("job", {
    source: github("harbour/job"),
    start: 'node job.js',
    deploy: { cronSchedule: '0 * * * *' },
  });

  return project("job", { resources: [job] });
});
