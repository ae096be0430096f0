import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway(() => {
  const shop = service("shop", {
    source: github("harbour/shop"),
    start: 'npx next start',
    deploy: { sleepApplication: true }, // nobody at night
  });

  return project("shop", { resources: [shop] });
});
