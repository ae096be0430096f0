import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway(() => {
  const shop = service("shop", {
    source: github("harbour/shop"),
    start: "gunicorn shop:shop",
    deploy: { overlapSeconds: 25  }, // seconds
  });

  return project("harbour", { resources: [shop] });
});
