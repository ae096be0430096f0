import { defineRailway, service } from "railway";

// moved in autumn
export default defineRailway(() => ({
  resources: [ service("shop", { start: "gunicorn shop:shop",   healthcheck: "/alive" }) ],
}));
