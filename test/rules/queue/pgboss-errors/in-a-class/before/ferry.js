import PgBoss from "pg-boss"

class Tickets {
    constructor(address) {
        this.boss = new PgBoss({ connectionString: address, max: 3 })
    }

    start() {
        return this.boss.start()
    }
}

await new Tickets(process.env.DATABASE_URL).start()
