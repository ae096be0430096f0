import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway(() => {
  const shop = service("shop", {
    source: github("harbour/shop"),
    start: "gunicorn shop:shop",
    replicas: { "us-west2": 1, "europe-west4-drams3a": 2 },
  });

  return project("harbour", { resources: [shop] });
});
