import { defineRailway, postgres, project, service } from "railway/iac";

export default defineRailway(() => {
  const db = postgres("main");
  const mail = service("mail", { root: "mail", start: "node mail.js" });

  return project("kiosk", { resources: [db, mail] });
});
