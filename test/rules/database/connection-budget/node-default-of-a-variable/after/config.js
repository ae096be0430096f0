export const config = {
  pool: { max: Number(process.env.PG_POOL_MAX ?? 8) },
};
