const { Pool } = require("pg")

module.exports = class Orders {
	constructor() {
		this.pool = new Pool({ connectionString: process.env.DATABASE_URL, connectionTimeoutMillis: 900 })
		this.pool.on("error", (error) => {
			console.error("idle database connection failed", error)
		})
	}

	async all() {
		return (await this.pool.query("SELECT id FROM orders")).rows
	}
}
