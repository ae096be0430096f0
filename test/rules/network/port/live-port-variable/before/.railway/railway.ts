import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway(() => {
  const shop = service("shop", {
    source: github("harbour/shop"),
    region: "us-west2",
  });

  return project("harbour", { resources: [shop] });
});
