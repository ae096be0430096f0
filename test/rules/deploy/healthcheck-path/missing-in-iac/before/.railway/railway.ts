import { defineRailway, service } from "railway";

export default defineRailway(() => ({
  resources: [ service("shop", { start: "gunicorn shop:shop",  /* kept */  replicas: 3 }) ],
}));
