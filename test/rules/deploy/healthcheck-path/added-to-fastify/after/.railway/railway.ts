import { defineRailway, service } from "railway";

export default defineRailway(() => ({
	resources: [
		service("ferry", {
			start: "node ferry.js",
			healthcheck: "/health",
			restart: "always", // it crashes at low tide
		}),
	],
}));
