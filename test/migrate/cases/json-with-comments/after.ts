// Made from railway.json by `optimize migrate railway`.
// The names of the project and of its services must be the ones that they have on Railway.
import { defineRailway, project, service } from "railway/iac";

export default defineRailway(() => {
  // What Railway runs for the ledger.
  const ledger = service("ledger", {
    build: {
      // how it is built
      builder: "DOCKERFILE", // always
      dockerfilePath: "deploy/Dockerfile",
      watchPatterns: ["src/**", "deploy/**"],
      // build.memory: 512 (Railway knows no such key)
    },
    start: "gunicorn -w 3 ledger:api",
    preDeploy: ["python manage.py migrate"],
    healthcheck: "/up",
    healthcheckTimeout: 271,
    replicas: 2,
    deploy: {
      restartPolicyType: "ON_FAILURE",
      // requests take
      // up to 20 seconds
      overlapSeconds: 17,
      drainingSeconds: 23,
      // deploy.registryCredentials (a secret is not copied: keep it in the settings of the service on Railway)
      // nothing else
    },
  });

  return project("ledger", {
    resources: [ledger],
  });
});
