import { defineRailway, github, project, service } from "railway/iac";

export default defineRailway(() => {
  const desk = service("desk", {
    source: github("harbour/desk"),
    start: "uvicorn desk:desk --host 0.0.0.0 --port $PORT",
    healthcheck: "/healthz",
  });

  return project("desk", { resources: [desk] });
});
