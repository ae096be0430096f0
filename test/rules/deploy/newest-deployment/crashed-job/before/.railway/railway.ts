import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway(() => {
  const nightly = service("nightly", {
    source: github("harbour/nightly"),
    start: "python nightly.py",
    cronSchedule: "15 3 * * *",
  });

  return project("harbour", { resources: [nightly] });
});
