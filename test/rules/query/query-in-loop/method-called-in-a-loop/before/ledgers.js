import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 5 });

export class Ledgers {
  async one(id) {
    const { rows } = await pool.query('SELECT id, total FROM ledgers WHERE id = $1', [id]);
    return rows[0];
  }

  async all(ids) {
    const found = [];
    for (const id of ids) {
      found.push(await this.one(id)); // one after the other
    }
    return found;
  }
}
