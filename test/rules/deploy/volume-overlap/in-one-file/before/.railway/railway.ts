import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway(() => {
  const shop = service("shop", {
    source: github("harbour/shop"),
    start: "gunicorn shop:shop",
    volumeMounts: { "/srv/uploads": "uploads" },
    deploy: { overlapSeconds: 30 },
  });

  return project("harbour", { resources: [shop] });
});
