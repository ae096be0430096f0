import { MigrationInterface, QueryRunner } from 'typeorm';

export class Index1700000000000 implements MigrationInterface {
  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE INDEX CONCURRENTLY "ix_orders" ON "orders" ("customer")`);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX CONCURRENTLY "ix_orders"');
  }
}
