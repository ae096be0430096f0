import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway(() => {
  const mail = service("mail", {
    source: github("harbour/mail"),
    root: "mail",
    start: "python mail.py",
    replicas: 2,
  });

  return project("harbour", { resources: [mail] });
});
