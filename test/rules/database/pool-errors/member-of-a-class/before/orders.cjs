const { Pool } = require("pg")

module.exports = class Orders {
	constructor() {
		this.pool = new Pool({ connectionString: process.env.DATABASE_URL, connectionTimeoutMillis: 900 })
	}

	async all() {
		return (await this.pool.query("SELECT id FROM orders")).rows
	}
}
