import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway(() => {
  const shop = service("shop", {
    source: github("harbour/shop"),
    start: 'gunicorn shop:shop',
    deploy: {
      preDeployCommand: [
        'flask db upgrade', // tables
        'python seed.py',
      ],
    },
  });

  return project("shop", { resources: [shop] });
});
