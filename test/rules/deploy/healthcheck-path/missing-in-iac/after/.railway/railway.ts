import { defineRailway, service } from "railway";

export default defineRailway(() => ({
  resources: [ service("shop", { start: "gunicorn shop:shop", healthcheck: "/alive",  /* kept */  replicas: 3 }) ],
}));
