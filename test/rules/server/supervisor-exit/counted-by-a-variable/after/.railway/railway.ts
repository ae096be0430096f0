import { defineRailway, service } from "railway";

export default defineRailway(() => ({
  resources: [service("desk", { healthcheckTimeout: 30, healthcheck: "/alive" })],
}));
