import { defineRailway, service } from 'railway'

export default defineRailway(() => ({
	resources: [service('desk', { start: "gunicorn 'desk:create_app()' --bind 0.0.0.0:$PORT", healthcheck: '/health' })],
}))
