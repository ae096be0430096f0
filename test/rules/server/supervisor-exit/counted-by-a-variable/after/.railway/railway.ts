import { defineRailway, service } from "railway";

export default defineRailway(() => ({
  resources: [service("desk", { deploy: { drainingSeconds: 20 }, healthcheck: "/alive" })],
}));
