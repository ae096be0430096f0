import { defineRailway, service } from "railway";

export default defineRailway(() => ({
  resources: [service("shop", { volumeMounts: { "/data": "shop-data" } })],
}));
