import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway(() => {
  const shop = service("shop", {
    source: github("harbour/shop"),
    start: 'node server.js',
    deploy: { sleepApplication: true }, // nobody at night
  });

  return project("shop", { resources: [shop] });
});
