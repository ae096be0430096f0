import { defineRailway, project, service } from "railway/iac";

export default defineRailway(() => {
  const shop = service("shop", { root: "shop", start: "gunicorn kiosk:kiosk" });

  return project("kiosk", { resources: [shop] });
});
