import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway(() => {
  const shop = service("shop", {
    source: github("harbour/shop"),
    start: "gunicorn shop:shop",
    volumeMounts: { "/app/data": "orders" }, // made with the next apply
  });

  return project("harbour", { resources: [shop] });
});
