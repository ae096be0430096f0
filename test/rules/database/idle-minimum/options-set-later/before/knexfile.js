const settings = { client: process.env.DATABASE_CLIENT, connection: process.env.DATABASE_URL }

if (settings.client !== "sqlite3") settings.pool = { min: 0, max: 7 }

module.exports = settings
