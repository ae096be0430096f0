import { defineRailway, service } from "railway";

// no railway.json any more
export default defineRailway(() => ({
  resources: [ service("shop", { start: "gunicorn shop:shop",   healthcheck: "/alive" }) ],
}));
