import { defineRailway, project, service } from "railway/iac";

export default defineRailway(() => {
  const app = service("app", {
    start: "gunicorn kiosk:kiosk",
    healthcheck: "/alive",
    build: { builder: "DOCKERFILE", dockerfilePath: "images/web.Dockerfile" },
    deploy: { restartPolicyType: "ALWAYS", restartPolicyMaxRetries: 4, drainingSeconds: 25 },
    // dockerfilePath from CaC: "images/web.Dockerfile"
    // builder from CaC: "DOCKERFILE"
    // watchPatterns from CaC: ["/*.py"]
  });

  return project("kiosk", {
    resources: [app],
  });
});
